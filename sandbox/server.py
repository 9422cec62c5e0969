"""Serves a sandbox over HTTP."""

import contextlib
import socket
from collections.abc import AsyncGenerator

from aiohttp import web

from sandbox import files, page_api
from sandbox.clock import Clock
from sandbox.page_api import refusal_middleware
from sandbox.rest import applications, channels, commands, expressions, interactions
from sandbox.rest.middleware import API, rest_middleware
from sandbox.sandbox import SANDBOX, Sandbox
from sandbox.settings import SandboxSettings


def build_application(sandbox: Sandbox) -> web.Application:
    """Returns the web application with all routes."""
    application = web.Application(
        middlewares=[rest_middleware, refusal_middleware],
        client_max_size=sandbox.settings.request_bytes,
    )
    application[SANDBOX] = sandbox
    application.router.add_get("/gateway", sandbox.gateway.serve)
    application.add_routes(files.routes)
    application.add_routes(page_api.routes)
    for family in (applications, commands, interactions, channels, expressions):
        for route in family.routes:
            if isinstance(route, web.RouteDef):
                application.router.add_route(route.method, API + route.path, route.handler)
    return application


@contextlib.asynccontextmanager
async def running_sandbox(
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    settings: SandboxSettings | None = None,
    clock: Clock | None = None,
) -> AsyncGenerator[Sandbox]:
    """Runs a sandbox as long as the context lasts; port 0 takes a free one.

    Raises:
        OSError: The port is taken.
    """
    listener = socket.create_server((host, port))
    sandbox = Sandbox(f"http://{host}:{listener.getsockname()[1]}", settings, clock)
    runner = web.AppRunner(build_application(sandbox), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield sandbox
    finally:
        await sandbox.gateway.close()
        await sandbox.pages.close()
        await runner.cleanup()

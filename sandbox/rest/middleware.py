"""What every REST request goes through: faults, authorisation, rate limits, errors."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

from sandbox.errors import ApiError, Problem
from sandbox.faults import Fault
from sandbox.gateway import is_token_accepted
from sandbox.rate_limits import too_many_requests
from sandbox.responses import json_response
from sandbox.sandbox import SANDBOX

API = "/api/v10"
# The token in these paths is authorisation enough.
_OPEN_PATHS = (f"{API}/interactions/", f"{API}/webhooks/", f"{API}/gateway")
_MAJOR_PARAMETERS = ("channel_id", "guild_id", "application_id", "token")

_Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
_log = logging.getLogger(__name__)


@web.middleware
async def rest_middleware(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Wraps the routes below /api; leaves others alone."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    faults = request.app[SANDBOX].faults
    if faults.delay_seconds:
        await asyncio.sleep(faults.delay_seconds)
    fault = faults.take(request.method, request.path)
    if fault is None:
        response = await _limited(request, handler)
    else:
        if fault.takes_effect:
            await _limited(request, handler)
        response = _faulty(fault)
    _log.info("%s %s -> %d", request.method, _without_token(request), response.status)
    return response


def _faulty(fault: Fault) -> web.Response:
    if fault.status == 429:
        body, headers = too_many_requests(fault.retry_after)
        return json_response(body, 429, headers)
    return json_response({"message": f"{fault.status}: Server Error", "code": 0}, fault.status)


async def _limited(request: web.Request, handler: _Handler) -> web.StreamResponse:
    resource = request.match_info.route.resource
    path = resource.canonical.removeprefix(API) if resource else request.path
    parameters = [request.match_info.get(name, "") for name in _MAJOR_PARAMETERS]
    allowance = request.app[SANDBOX].rate_limiter.count(
        f"{request.method} {path}", "/".join(parameters)
    )
    if allowance is None:
        return await _answer(request, handler)
    if not allowance.allowed:
        body, headers = too_many_requests(allowance.reset_after)
        return json_response(body, 429, {**allowance.headers, **headers})
    response = await _answer(request, handler)
    response.headers.update(allowance.headers)
    return response


async def _answer(request: web.Request, handler: _Handler) -> web.StreamResponse:
    try:
        _check_authorization(request)
        return await handler(request)
    except ApiError as error:
        return json_response(error.body, error.status)
    except web.HTTPRequestEntityTooLarge:
        too_large = ApiError(Problem.REQUEST_TOO_LARGE)
        return json_response(too_large.body, too_large.status)
    except web.HTTPException as error:
        return json_response(
            {"message": f"{error.status}: {error.reason}", "code": 0}, error.status
        )


def _check_authorization(request: web.Request) -> None:
    if request.path.startswith(_OPEN_PATHS) and not request.path.endswith("/bot"):
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bot" or not is_token_accepted(token):
        raise ApiError(Problem.UNAUTHORIZED)


def _without_token(request: web.Request) -> str:
    token = request.match_info.get("token")
    return request.path.replace(token, "TOKEN") if token else request.path

"""More members than the sandbox begins with."""

from contextlib import AsyncExitStack

from sandbox.client import MemberClient, connect_member
from sandbox.sandbox import Sandbox
from sandbox.world import User


async def connect_crowd(stack: AsyncExitStack, sandbox: Sandbox, size: int) -> list[MemberClient]:
    """Lets that many new members join and open their pages, until the stack is closed."""
    world = sandbox.world
    users = [
        User(world.snowflakes(), f"member{number}", f"Member {number}") for number in range(size)
    ]
    for user in users:
        world.members[user.id] = user
    return [
        await stack.enter_async_context(connect_member(sandbox.base_url, user.id)) for user in users
    ]

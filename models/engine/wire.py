"""Messages as bytes: a length, then a pickle. Both ends are ours, so pickles can be trusted."""

import asyncio
import pickle
import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")


def encode(message: object) -> bytes:
    """Returns the frame of a message.

    Raises:
        Exception: Whatever pickle has against something in the message.
    """
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def read(stream: BinaryIO) -> object:
    """Waits for the next message.

    Raises:
        EOFError: The other end is gone.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))  # noqa: S301  written by our own parent process


async def receive(reader: asyncio.StreamReader) -> object:
    """Waits for the next message without holding up the event loop.

    Raises:
        EOFError: The other end is gone.
    """
    try:
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        body = await reader.readexactly(length)
    except asyncio.IncompleteReadError as error:
        raise EOFError("the other end is gone") from error
    return pickle.loads(body)  # noqa: S301  written by our own worker process


def _exactly(stream: BinaryIO, size: int) -> bytes:
    read_bytes = stream.read(size)
    if len(read_bytes) < size:
        raise EOFError("the other end is gone")
    return read_bytes

"""Reads request bodies: plain JSON, multipart with `payload_json` and files, or plain forms."""

import json
import re
from typing import Any, cast

from aiohttp import BodyPartReader, web

from sandbox.attachments import Upload
from sandbox.errors import ApiError, Problem
from sandbox.limits.form import Form
from sandbox.limits.messages import FILES
from sandbox.payloads import JsonObject
from sandbox.posting import MessageRequest
from sandbox.sandbox import SANDBOX

_FILE_FIELD = re.compile(r"files?\[?(\d*)\]?")


async def read_json(request: web.Request) -> Any:
    """Returns the JSON body.

    Raises:
        ApiError: It is no JSON.
    """
    try:
        return json.loads(await request.text() or "{}")
    except ValueError:
        raise ApiError(Problem.INVALID_JSON) from None


async def read_object(request: web.Request) -> JsonObject:
    """Returns the JSON body, which has to be an object.

    Raises:
        ApiError: It is something else.
    """
    return _object(await read_json(request))


async def read_message(request: web.Request) -> MessageRequest:
    """Returns the body of a request that sends or changes a message.

    Raises:
        ApiError: The body is broken or too large, or has too many files.
    """
    if request.content_type != "multipart/form-data":
        return MessageRequest(await read_object(request))
    body: JsonObject = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read())
        if part.name == "payload_json":
            body = _parse(content)
        elif match := _FILE_FIELD.fullmatch(part.name or ""):
            index = int(match[1] or len(uploads))
            uploads.append(
                Upload(index, part.filename or "unknown", part.headers.get("Content-Type"), content)
            )
    if sum(len(upload.content) for upload in uploads) > request.app[SANDBOX].settings.request_bytes:
        raise ApiError(Problem.REQUEST_TOO_LARGE)
    if len(uploads) > FILES:
        form = Form()
        form.at("files").error("BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
        form.raise_if_invalid()
    return MessageRequest(body, uploads)


async def read_form(request: web.Request) -> tuple[dict[str, str], Upload | None]:
    """Returns the fields of a multipart form, and its last file.

    Raises:
        ApiError: It is no such form.
    """
    if request.content_type != "multipart/form-data":
        raise ApiError(Problem.INVALID_FORM, {})
    fields: dict[str, str] = {}
    file: Upload | None = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.filename is None:
            fields[part.name or ""] = await part.text()
        else:
            kind = part.headers.get("Content-Type")
            file = Upload(0, part.filename, kind, bytes(await part.read()))
    return fields, file


def _parse(content: bytes) -> JsonObject:
    try:
        return _object(json.loads(content))
    except ValueError:
        raise ApiError(Problem.INVALID_JSON) from None


def _object(body: Any) -> JsonObject:
    if not isinstance(body, dict):
        raise ApiError(Problem.INVALID_JSON)
    return cast("JsonObject", body)

"""Limits of new emoji and stickers."""

import base64
import binascii
import re
from collections.abc import Mapping

from sandbox.attachments import Upload
from sandbox.errors import ApiError, Problem
from sandbox.image_sizes import PNG_SIGNATURE, image_size
from sandbox.limits.form import Form
from sandbox.payloads import JsonObject

SHORTEST_NAME, EMOJI_NAME, STICKER_NAME, TAGS, DESCRIPTION = 2, 32, 30, 200, 100
EMOJI_BYTES, STICKER_BYTES = 256 * 1024, 512 * 1024
STICKER_PIXELS = 320
_NAME = re.compile(r"\w*", re.ASCII)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,(.*)", re.DOTALL)


def check_emoji(form: Form, body: JsonObject) -> bytes:
    """Checks a new emoji, and returns its picture."""
    name = form.text(body, "name", EMOJI_NAME, low=SHORTEST_NAME, required=True)
    if not _NAME.fullmatch(name):
        form.at("name").error("STRING_TYPE_REGEX", "String value did not match validation regex.")
    field = form.at("image")
    given = body.get("image")
    if given is None:
        field.required()
        return b""
    image = _decoded(given)
    if image is None or image_size(image) is None:
        field.error("IMAGE_INVALID", "Invalid image data")
        return b""
    if len(image) > EMOJI_BYTES:
        kilobytes = EMOJI_BYTES / 1024
        field.error("BINARY_TYPE_MAX_SIZE", f"File cannot be larger than {kilobytes} kb.")
    return image


def _decoded(given: object) -> bytes | None:
    """Returns the bytes of a data URI; None if it is none of a picture."""
    match = _IMAGE.fullmatch(given) if isinstance(given, str) else None
    try:
        return base64.b64decode(match[1], validate=True) if match else None
    except binascii.Error:
        return None


def check_sticker(form: Form, fields: Mapping[str, str], file: Upload | None) -> None:
    """Checks the fields of a new sticker."""
    form.text(fields, "name", STICKER_NAME, low=SHORTEST_NAME, required=True)
    form.text(fields, "tags", TAGS, low=1, required=True)
    if fields.get("description"):
        form.text(fields, "description", DESCRIPTION, low=SHORTEST_NAME)
    if file is None:
        form.at("file").required()


def check_sticker_file(content: bytes) -> None:
    """Checks a sticker's picture: a PNG that is small enough.

    Raises:
        ApiError: 400 with code 50045 or 50046.
    """
    if len(content) > STICKER_BYTES:
        raise ApiError(Problem.FILE_TOO_LARGE)
    size = image_size(content) if content.startswith(PNG_SIGNATURE) else None
    if size is None or max(size) > STICKER_PIXELS:
        raise ApiError(Problem.INVALID_ASSET)

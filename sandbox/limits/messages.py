"""Limits of a message: text, embeds, files, mentions."""

from collections.abc import Sequence

from sandbox.attachments import Upload
from sandbox.errors import ApiError, Problem
from sandbox.limits.components import check_components
from sandbox.limits.form import Form
from sandbox.payloads import JsonObject, object_in
from sandbox.settings import SandboxSettings

CONTENT, EMBEDS, EMBED_TOTAL, FILES, ALT_TEXT = 2000, 10, 6000, 10, 1024
IS_COMPONENTS_V2 = 1 << 15
EMBED_PARTS = ("title", "description", "fields", "footer", "author", "image", "thumbnail", "url")


def check_message(form: Form, body: JsonObject, uploads: Sequence[Upload], *, layout: bool) -> None:
    """Checks the parts of a message that a request names.

    Args:
        form: Where errors are noted.
        body: The request body, of a new message or an edit.
        uploads: The files that come with it.
        layout: Whether the message has (or gets) the flag IS_COMPONENTS_V2.
    """
    form.text(body, "content", CONTENT)
    if layout:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(key):
                form.at(key).error(
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    nonce = body.get("nonce")
    if isinstance(nonce, str):
        form.text(body, "nonce", 25)
    _check_embeds(form, body)
    check_components(form, body, layout=layout)
    _check_attachments(form, body, uploads)
    mentions = object_in(body, "allowed_mentions")
    for key in ("users", "roles"):
        form.at("allowed_mentions").items(mentions, key, 100)
    for kind in form.at("allowed_mentions").items(mentions, "parse", 3):
        form.at("allowed_mentions", "parse").one_of(kind, ("roles", "users", "everyone"))


def check_file_sizes(uploads: Sequence[Upload], settings: SandboxSettings) -> None:
    """Checks that no file is too large.

    Raises:
        ApiError: 413 with code 40005.
    """
    if any(len(upload.content) > settings.file_bytes for upload in uploads):
        raise ApiError(Problem.REQUEST_TOO_LARGE)


def _check_embeds(form: Form, body: JsonObject) -> None:
    total = 0
    for below, embed in form.objects(body, "embeds", EMBEDS):
        total += len(below.text(embed, "title", 256).strip())
        total += len(below.text(embed, "description", 4096).strip())
        total += _check_named(below, embed, "footer", "text", 2048)
        total += _check_named(below, embed, "author", "name", 256)
        for field_form, field in below.objects(embed, "fields", 25):
            name = field_form.text(field, "name", 256, low=1, required=True)
            value = field_form.text(field, "value", 1024, low=1, required=True)
            total += len(name.strip()) + len(value.strip())
        below.number(embed, "color", 0, 0xFFFFFF, default=0)
        if not any(embed.get(part) for part in EMBED_PARTS):
            below.at("description").required()
    if total > EMBED_TOTAL:
        form.at("embeds").error(
            "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TOTAL}"
        )


def _check_named(form: Form, embed: JsonObject, part: str, key: str, high: int) -> int:
    section = object_in(embed, part)
    if not section:
        return 0
    return len(form.at(part).text(section, key, high, low=1, required=True).strip())


def _check_attachments(form: Form, body: JsonObject, uploads: Sequence[Upload]) -> None:
    named = form.objects(body, "attachments", FILES)
    for below, attachment in named:
        below.text(attachment, "description", ALT_TEXT)
        below.text(attachment, "filename", 260)
    indexes = {str(upload.index) for upload in uploads}
    kept = sum(str(attachment.get("id")) not in indexes for _, attachment in named)
    if kept <= FILES < kept + len(uploads):
        form.at("attachments").error("BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")

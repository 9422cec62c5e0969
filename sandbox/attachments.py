"""Files that were sent with messages, and the CDN's addresses for them."""

import mimetypes
import re
from dataclasses import dataclass
from urllib.parse import quote

from sandbox.image_sizes import image_size
from sandbox.payloads import JsonObject
from sandbox.snowflakes import SnowflakeGenerator


@dataclass(frozen=True)
class Upload:
    """A file of a request: `files[index]`."""

    index: int
    filename: str
    content_type: str | None
    content: bytes


@dataclass(frozen=True)
class Attachment:
    """A stored file."""

    id: str
    channel_id: str
    filename: str
    content_type: str | None
    content: bytes
    description: str | None = None
    title: str | None = None

    @property
    def path(self) -> str:
        return f"attachments/{self.channel_id}/{self.id}/{quote(self.filename)}"

    def payload(self, cdn_url: str, *, ephemeral: bool = False) -> JsonObject:
        """Returns Discord's attachment object."""
        size = image_size(self.content)
        url = f"{cdn_url}/{self.path}"
        payload: JsonObject = {
            "id": self.id,
            "filename": self.filename,
            "size": len(self.content),
            "url": url,
            "proxy_url": url,
            "content_type": self.content_type,
        }
        if size is not None:
            payload |= {"width": size.width, "height": size.height}
        if self.description is not None:
            payload["description"] = self.description
        if self.title is not None:
            payload["title"] = self.title
        if ephemeral:
            payload["ephemeral"] = True
        return payload


class AttachmentStore:
    """Every file ever uploaded, in memory."""

    def __init__(self, snowflakes: SnowflakeGenerator) -> None:
        self._snowflakes = snowflakes
        self._attachments: dict[str, Attachment] = {}

    def add(self, channel_id: str, upload: Upload, description: str | None = None) -> Attachment:
        """Stores an upload."""
        filename = _safe_filename(upload.filename)
        content_type = upload.content_type
        if content_type in (None, "application/octet-stream"):
            content_type = mimetypes.guess_type(filename)[0]
        attachment = Attachment(
            self._snowflakes(), channel_id, filename, content_type, upload.content, description
        )
        self._attachments[attachment.id] = attachment
        return attachment

    def find(self, channel_id: str, attachment_id: str) -> Attachment | None:
        found = self._attachments.get(attachment_id)
        return found if found and found.channel_id == channel_id else None


def _safe_filename(filename: str) -> str:
    # Discord keeps letters, digits, "_", "-" and "." and turns blanks into underscores.
    kept = re.sub(r"[^\w.\-]", "", filename.replace(" ", "_"), flags=re.ASCII)
    return kept.strip(".") or "unknown"

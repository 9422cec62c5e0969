"""What the sandbox answers when it refuses.

Exception
├── ApiError        an error answer of Discord's REST API, with Discord's own code
└── SandboxRefusal  what Discord's client or server would not let a member do
"""

from enum import Enum
from typing import Any

from sandbox.payloads import JsonObject


class Problem(Enum):
    """Discord's errors: HTTP status, code and message."""

    UNAUTHORIZED = 401, 0, "401: Unauthorized"
    UNKNOWN_APPLICATION = 404, 10002, "Unknown Application"
    UNKNOWN_CHANNEL = 404, 10003, "Unknown Channel"
    UNKNOWN_GUILD = 404, 10004, "Unknown Guild"
    UNKNOWN_MESSAGE = 404, 10008, "Unknown Message"
    UNKNOWN_USER = 404, 10013, "Unknown User"
    UNKNOWN_WEBHOOK = 404, 10015, "Unknown Webhook"
    UNKNOWN_INTERACTION = 404, 10062, "Unknown interaction"
    UNKNOWN_COMMAND = 404, 10063, "Unknown application command"
    TOO_MANY_EMOJIS = 400, 30008, "Maximum number of emojis reached (50)"
    TOO_MANY_STICKERS = 400, 30039, "Maximum number of stickers reached (5)"
    REQUEST_TOO_LARGE = 413, 40005, "Request entity too large"
    ALREADY_ACKNOWLEDGED = 400, 40060, "Interaction has already been acknowledged."
    TOO_MANY_FOLLOW_UPS = 400, 40094, "This interaction has reached its most follow-up messages"
    MISSING_ACCESS = 403, 50001, "Missing Access"
    NOT_THE_AUTHOR = 403, 50005, "Cannot edit a message authored by another user"
    EMPTY_MESSAGE = 400, 50006, "Cannot send an empty message"
    MISSING_PERMISSIONS = 403, 50013, "Missing Permissions"
    INVALID_WEBHOOK_TOKEN = 401, 50027, "Invalid Webhook Token"
    INVALID_FORM = 400, 50035, "Invalid Form Body"
    FILE_TOO_LARGE = 400, 50045, "File uploaded exceeds the maximum size"
    INVALID_ASSET = 400, 50046, "Invalid Asset"
    INVALID_JSON = 400, 50109, "The request body contains invalid JSON."


class ApiError(Exception):
    """An error answer of the REST API.

    Attributes:
        status: The HTTP status.
        body: Discord's JSON: code, message and, for an invalid form, the nested errors.
    """

    def __init__(self, problem: Problem, errors: dict[str, Any] | None = None) -> None:
        super().__init__(problem.name)
        self.status, code, message = problem.value
        self.body: JsonObject = {"message": message, "code": code}
        if errors is not None:
            self.body["errors"] = errors


class SandboxRefusal(Exception):
    """What a member can't do; its only argument is a sentence for the page."""

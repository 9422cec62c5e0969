"""All settings, from environment variables and a `.env` file."""

from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from bot.errors import SettingsInvalid

_PREFIX = "ATELIER_"

Url = Annotated[str, StringConstraints(pattern=r"^(https?|wss?)://[^\s]+[^/\s]$")]
ModelId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseSettings):
    """What an operator can choose. Every field's environment variable is ATELIER_ and its name.

    The token alone is read from DISCORD_TOKEN.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("DISCORD_TOKEN", "token"),
        description="The bot's token from the Discord developer portal.",
    )
    data_folder: Path = Field(
        default_factory=lambda: user_data_path("atelier"),
        description="Where the database is kept.",
    )
    database_url: Annotated[str, StringConstraints(pattern=r"^sqlite\+aiosqlite://")] | None = (
        Field(default=None, description="SQLAlchemy URL; by default a SQLite file in data_folder.")
    )
    text_model_id: ModelId = Field(
        default="embedded", description="Hub id or local path of a chat model, or `embedded`."
    )
    image_model_id: ModelId = Field(
        default="embedded",
        description="Hub id or local path of a text-to-image pipeline, or `embedded`.",
    )
    device: Annotated[str, StringConstraints(pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$")] = Field(
        default="auto", description="Where models run: `auto`, `cpu`, `cuda`, `cuda:1`, `mps`."
    )
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        default="auto", description="Number format of the models."
    )
    threads: int | None = Field(
        default=None,
        ge=1,
        le=1024,
        description="Processor threads of the models; by default one fewer than there are cores.",
    )
    max_queued: int = Field(default=100, ge=1, le=100_000, description="Jobs that may wait in all.")
    max_queued_per_member: int = Field(
        default=5, ge=1, le=1000, description="Jobs that one member may have waiting."
    )
    max_queued_per_guild: int | None = Field(
        default=None,
        ge=1,
        le=100_000,
        description="Jobs that one server may have waiting; by default as many as all.",
    )
    max_running_per_member: int = Field(
        default=2, ge=1, le=1000, description="Jobs that the models make for one member at a time."
    )
    max_running_per_guild: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        description="Jobs that the models make for one server at a time; by default any number.",
    )
    max_worker_memory_mb: int | None = Field(
        default=None,
        ge=100,
        description="Megabytes that one model's worker may take; by default most of the memory.",
    )
    unload_after_seconds: float = Field(
        default=1800,
        ge=0,
        description="A model that nobody used for that long is unloaded; 0 keeps it for ever.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="Lines to read, or one JSON object a line."
    )
    metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port on 127.0.0.1 that serves metrics to Prometheus; none by default.",
    )
    api_base: Url | None = Field(
        default=None, description="Another REST API than Discord's, such as the sandbox's."
    )
    gateway_base: Url | None = Field(
        default=None, description="Another gateway than Discord's, such as the sandbox's."
    )
    cdn_base: Url | None = Field(
        default=None, description="Another file server than Discord's, such as the sandbox's."
    )

    @property
    def resolved_database_url(self) -> str:
        """The database's URL, the default filled in."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_folder / 'atelier.sqlite3'}"


def variable_of(field: str) -> str:
    """Returns the environment variable of a field."""
    return "DISCORD_TOKEN" if field == "token" else f"{_PREFIX}{field.upper()}"


def load_settings(**overrides: Any) -> Settings:
    """Reads the settings; `overrides` win over the environment.

    Raises:
        SettingsInvalid: A value is not allowed; the message names variable, value and rule.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        lines = [_explained(dict(detail)) for detail in error.errors(include_url=False)]
        # The original error repeats the values it was given, the token among them.
        raise SettingsInvalid("\n".join(lines)) from None
    except SettingsError as error:
        raise SettingsInvalid(str(error)) from None


def _explained(detail: dict[str, Any]) -> str:
    place = str(detail["loc"][0])
    if place in {"token", "DISCORD_TOKEN"}:
        return f"DISCORD_TOKEN: its value (not shown) is not allowed: {detail['msg']}"
    allowed = Settings.model_fields[place].description
    is_pattern = detail["type"] == "string_pattern_mismatch"
    reason = "not one of the allowed values" if is_pattern else str(detail["msg"])
    return f"{variable_of(place)}={detail['input']!s}: {reason}. {allowed}"

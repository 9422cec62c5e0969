"""Settings: every wrong value is explained, and the token is never shown."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.errors import SettingsInvalid
from bot.settings import Settings, load_settings, variable_of

_TOKEN = "MTk4.a-very-secret.token"
_GOOD = {
    "data_folder": "/srv/atelier",
    "database_url": "sqlite+aiosqlite:////srv/atelier/a.sqlite3",
    "text_model_id": "some/model",
    "image_model_id": "some/pipeline",
    "device": "cuda:1",
    "dtype": "float16",
    "threads": "3",
    "max_queued": "7",
    "max_queued_per_member": "2",
    "max_queued_per_guild": "5",
    "max_running_per_member": "3",
    "max_running_per_guild": "4",
    "max_worker_memory_mb": "1000",
    "unload_after_seconds": "60.0",
    "log_level": "DEBUG",
    "log_format": "json",
    "metrics_port": "9100",
    "api_base": "http://127.0.0.1:8123/api/v10",
    "gateway_base": "ws://127.0.0.1:8123/gateway",
    "cdn_base": "https://cdn.example.org",
}


def _load() -> Settings:
    return load_settings(_env_file=None)


def test_nothing_set_gives_the_defaults() -> None:
    settings = _load()

    assert settings.token is None
    assert settings.text_model_id == settings.image_model_id == "embedded"
    assert settings.resolved_database_url.endswith("/atelier.sqlite3")
    assert settings.resolved_database_url.startswith("sqlite+aiosqlite:///")


def test_every_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {*_GOOD, "token"} == set(Settings.model_fields)
    for field, value in _GOOD.items():
        monkeypatch.setenv(variable_of(field), value)
    settings = _load()

    assert {field: str(getattr(settings, field)) for field in _GOOD} == _GOOD
    assert settings.resolved_database_url == _GOOD["database_url"]


@pytest.mark.parametrize(("field", "wrong", "allowed"), [
    ("database_url", "postgresql://x", "by default a SQLite file"),
    ("text_model_id", "  ", "Hub id or local path"),
    ("image_model_id", "  ", "Hub id or local path"),
    ("device", "gpu", "`auto`, `cpu`, `cuda`, `cuda:1`, `mps`"),
    ("dtype", "int4", "'auto', 'float32', 'bfloat16' or 'float16'"),
    ("threads", "0", "greater than or equal to 1"),
    ("threads", "many", "valid integer"),
    ("max_queued", "0", "greater than or equal to 1"),
    ("max_queued", "1000000", "less than or equal to 100000"),
    ("max_queued_per_member", "-1", "greater than or equal to 1"),
    ("max_queued_per_guild", "0", "greater than or equal to 1"),
    ("max_running_per_member", "0", "greater than or equal to 1"),
    ("max_running_per_guild", "0", "greater than or equal to 1"),
    ("max_worker_memory_mb", "10", "greater than or equal to 100"),
    ("unload_after_seconds", "-1", "greater than or equal to 0"),
    ("log_level", "LOUD", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ("log_format", "xml", "'console' or 'json'"),
    ("metrics_port", "70000", "less than or equal to 65535"),
    ("api_base", "discord.com", "Another REST API"),
    ("api_base", "http://127.0.0.1/", "Another REST API"),
    ("gateway_base", "ftp://x", "Another gateway"),
    ("cdn_base", "http://", "Another file server"),
])  # fmt: skip
def test_a_wrong_value_names_variable_value_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, field: str, wrong: str, allowed: str
) -> None:
    monkeypatch.setenv(variable_of(field), wrong)
    with pytest.raises(SettingsInvalid) as caught:
        _load()

    message = str(caught.value)
    assert message.startswith(f"ATELIER_{field.upper()}={wrong.strip() or wrong}")
    assert allowed in message


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_DEVICE", "gpu")
    monkeypatch.setenv("ATELIER_THREADS", "0")
    with pytest.raises(SettingsInvalid) as caught:
        _load()

    assert len(str(caught.value).splitlines()) == 2


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_DEVICE", "")
    monkeypatch.setenv("DISCORD_TOKEN", "")

    assert _load().device == "auto"
    assert _load().token is None


def test_a_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text(f"DISCORD_TOKEN={_TOKEN}\nATELIER_DEVICE=cpu\nATELIER_DTYPE=float32\n")
    monkeypatch.setenv("ATELIER_DEVICE", "mps")
    settings = load_settings(_env_file=file)

    assert settings.token == SecretStr(_TOKEN)
    assert (settings.device, settings.dtype) == ("mps", "float32")


def test_the_example_file_names_every_setting() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text()
    missing = {field for field in Settings.model_fields if variable_of(field) not in example}

    # These point at another Discord; the demo sets them itself.
    assert missing == {"api_base", "gateway_base", "cdn_base"}


def test_the_token_is_in_no_repr_str_or_dump(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", _TOKEN)
    settings = _load()

    assert settings.token is not None
    assert settings.token.get_secret_value() == _TOKEN
    for shown in (repr(settings), str(settings), str(settings.model_dump()), f"{settings.token}"):
        assert _TOKEN not in shown
    assert _TOKEN not in settings.model_dump_json()


def test_the_token_is_in_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", _TOKEN)
    monkeypatch.setenv("ATELIER_DEVICE", "gpu")
    with pytest.raises(SettingsInvalid) as caught:
        _load()
    assert _TOKEN not in str(caught.value)
    assert caught.value.__cause__ is None

    with pytest.raises(SettingsInvalid, match=r"DISCORD_TOKEN.*not shown") as caught:
        load_settings(_env_file=None, token=[_TOKEN])
    assert _TOKEN not in str(caught.value)


def test_settings_do_not_change() -> None:
    settings = _load()

    with pytest.raises(ValidationError):
        settings.device = "cpu"  # pyright: ignore[reportAttributeAccessIssue]

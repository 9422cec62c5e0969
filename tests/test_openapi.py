"""The check of request bodies itself: it runs where it should, and it can fail."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from tests.openapi import RequestBodies

_ROUTE = "/channels/123/messages"
_DESCRIPTION = {
    "openapi": "3.1.0",
    "paths": {
        "/channels/{channel_id}/messages": {
            "post": {
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Message"}}
                    }
                }
            },
            "get": {},
        }
    },
    "components": {
        "schemas": {
            "Message": {
                "type": "object",
                "properties": {
                    "content": {"type": ["string", "null"], "maxLength": 5},
                    "id": {"type": "string", "format": "snowflake"},
                },
            }
        }
    },
}


@pytest.fixture
def bodies() -> RequestBodies:
    return RequestBodies(_DESCRIPTION)


def test_a_good_body_passes(bodies: RequestBodies) -> None:
    bodies.check("POST", _ROUTE, {"content": "hello", "id": "7"})
    bodies.check("GET", _ROUTE, None)


def test_ids_may_be_numbers(bodies: RequestBodies) -> None:
    bodies.check("POST", _ROUTE, {"id": 7})


@pytest.mark.parametrize("body", [{"content": "too long"}, {"content": 3}, {"id": True}, []])
def test_a_wrong_body_fails(bodies: RequestBodies, body: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        bodies.check("POST", _ROUTE, body)


def test_an_unknown_route_fails(bodies: RequestBodies) -> None:
    with pytest.raises(AssertionError, match="no route PUT"):
        bodies.check("PUT", _ROUTE, {})


def test_it_reads_the_description_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DISCORD_OPENAPI", raising=False)
    assert RequestBodies.from_environment() is None

    description = tmp_path / "openapi.json"
    description.write_text(json.dumps(_DESCRIPTION), "utf-8")
    monkeypatch.setenv("DISCORD_OPENAPI", str(description))
    found = RequestBodies.from_environment()
    assert found is not None
    with pytest.raises(jsonschema.ValidationError):
        found.check("POST", _ROUTE, {"content": "too long"})


@pytest.mark.skipif("DISCORD_OPENAPI" not in os.environ, reason="DISCORD_OPENAPI is not set")
@pytest.mark.parametrize(("method", "path", "body"), [
    ("POST", _ROUTE, {"content": "x" * 4001}),
    ("POST", _ROUTE, {"embeds": [{"title": "x" * 257}]}),
    ("PATCH", "/webhooks/1/token/messages/@original", {"components": "none"}),
    ("POST", "/interactions/1/token/callback", {"type": "5"}),
    ("PUT", "/applications/1/commands", [{"name": "x" * 33, "description": "too long a name"}]),
])  # fmt: skip
def test_discords_own_description_refuses_wrong_bodies(
    method: str, path: str, body: object
) -> None:
    bodies = RequestBodies.from_environment()
    assert bodies is not None
    with pytest.raises(jsonschema.ValidationError):
        bodies.check(method, path, body)

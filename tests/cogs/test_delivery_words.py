"""Prompts that members may well send."""

import pytest

from tests.conftest import Rows
from tests.scene import Scene, embed_of


async def test_four_thousand_characters_are_too_many(scene: Scene, stored: Rows) -> None:
    message = await scene.refused("poem", theme="x" * 4000)

    assert "4,000 characters" in message.content
    assert "1,500 at most" in message.content
    assert stored("SELECT * FROM jobs") == []


@pytest.mark.parametrize("blank", ["   ", "\n\t", "\u200b\u200d", "\u202e"])
async def test_nothing_to_see_is_empty(scene: Scene, blank: str) -> None:
    assert "That theme is empty." in (await scene.refused("poem", theme=blank)).content
    assert "That prompt is empty." in (await scene.refused("imagine", prompt=blank)).content


@pytest.mark.parametrize("theme", ["🦊🔥", "שלום עולם", "مطر على السقف", "雨", "a\nb"])
async def test_any_script_works(scene: Scene, theme: str) -> None:
    message = await scene.ask("poem", theme=theme)

    assert embed_of(message).title == " ".join(theme.split())
    assert theme in str(embed_of(message).description)
    assert (await scene.ask("imagine", prompt=theme)).attachments


@pytest.mark.parametrize("mention", ["@everyone", "@here", "<@1>", "<@&2>"])
async def test_nobody_is_mentioned(scene: Scene, mention: str) -> None:
    theme = f"{mention} free pizza"
    await scene.ask("poem", theme=theme)
    refused = await scene.refused("imagine", prompt=theme, style=mention)

    assert mention in refused.content
    answers = [body for body in scene.requests("PATCH", "@original") if "embeds" in body]
    assert len(answers) == 1
    [told] = [body["data"] for body in scene.requests("POST", "/callback") if body["type"] == 4]
    assert all(body["allowed_mentions"]["parse"] == [] for body in (*answers, told))
    for message in scene.channel.history():
        assert not message.mention_everyone
        assert message.mentions == []


async def test_markdown_is_shown_as_it_was_typed(scene: Scene) -> None:
    message = await scene.ask("poem", theme="**bold** _words_")

    assert embed_of(message).title == r"\*\*bold\*\* \_words\_"

"""The database can't take any more; nothing that was there is lost."""

import re

from bot.client import AtelierBot
from tests.conftest import Rows
from tests.scene import (
    Scene,
    answer_to,
    embed_of,
    fill_disk,
    footer_of,
    free_disk,
    meanwhile,
    whispered,
)


async def test_a_command_that_cannot_be_written_down(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", mood="melancholic")
    await fill_disk(scene.bot)
    theme = 1400 * "é"
    said = whispered(await scene.ada.slash(scene.channel, "poem", theme=theme))

    assert re.search(r"my disk is full.*reference [0-9a-f]{6}", said)
    assert "Nothing you made is lost." in said
    assert stored("SELECT * FROM jobs") == []
    await free_disk(scene.bot)
    assert "your style: melancholic" in footer_of(await scene.ask("poem", theme=theme))


async def test_a_work_that_cannot_be_kept_is_delivered_all_the_same(
    scene: Scene, stored: Rows
) -> None:
    async def fill() -> None:
        await fill_disk(scene.bot)

    theme = "pause " + 1400 * "é"
    command = scene.ada.slash(scene.channel, "poem", theme=theme)
    message = answer_to(await meanwhile(command, lambda: scene.is_working, fill))

    assert theme in str(embed_of(message).description)
    assert "not kept: my disk is full or out of reach" in footer_of(message)
    assert not message.components
    assert stored("SELECT * FROM works") == []


async def test_a_restart_does_not_call_what_was_delivered_interrupted(
    scene: Scene, stored: Rows
) -> None:
    async def fill() -> None:
        await fill_disk(scene.bot)

    command = scene.ada.slash(scene.channel, "imagine", prompt="pause")
    message = answer_to(await meanwhile(command, lambda: scene.is_working, fill))
    await free_disk(scene.bot)
    await scene.env.restart_bot(AtelierBot(scene.bot.services))

    assert message.attachments
    assert not message.content
    assert stored("SELECT status FROM jobs WHERE status IN ('queued', 'running')") == []

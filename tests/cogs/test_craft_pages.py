"""How a work is made, for the one who asks."""

from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AtelierBot
from tests.cogs.conftest import Execute
from tests.scene import Scene, answer_to, buttons_of, embed_of

_LONG = "\n".join(f"The moon is rising on the sea tonight and number {n}" for n in range(60))


async def _press(member: MemberActor, message: ResponseMessage, button: str) -> InteractionResult:
    return await member.click(message, custom_id=buttons_of(message)[button])


async def test_the_page_is_for_the_one_who_pressed(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow", form="haiku")
    page = answer_to(await _press(scene.bob, poem, "craft"))

    assert page.ephemeral
    embed = embed_of(page)
    assert embed.title == "How it is made: snow"
    assert "` 4` I **sing** of **snow**," in str(embed.description)
    [form] = embed.fields
    assert form.name == "The form: haiku"
    assert "Bashō" in str(form.value)
    assert not page.components


async def test_lyrics_have_one_too(scene: Scene) -> None:
    lyrics = await scene.ask("lyrics", theme="snow", structure="verse, chorus")
    embed = embed_of(answer_to(await _press(scene.ada, lyrics, "craft")))

    assert "**[Verse 1]**\n` 4` We **sing** of **snow**" in str(embed.description)


async def test_long_poems_are_paged(scene: Scene, execute: Execute) -> None:
    poem = await scene.ask("poem", theme="snow")
    await execute(f"UPDATE works SET text = '{_LONG}'")
    await scene.env.restart_bot(AtelierBot(scene.bot.services))

    page = answer_to(await _press(scene.bob, poem, "craft"))
    assert str(embed_of(page).footer.text) == "page 1 of 2"
    [on] = [button["custom_id"] for button in page.components[0]["components"]]
    await scene.bob.click(page, custom_id=on)
    assert str(embed_of(page).footer.text) == "page 2 of 2"
    [back] = [button["custom_id"] for button in page.components[0]["components"]]
    await scene.bob.click(page, custom_id=back)
    assert str(embed_of(page).footer.text) == "page 1 of 2"


async def test_a_page_of_a_work_that_was_deleted_says_so(scene: Scene, execute: Execute) -> None:
    poem = await scene.ask("poem", theme="snow")
    await execute(f"UPDATE works SET text = '{_LONG}'")
    page = answer_to(await _press(scene.bob, poem, "craft"))
    await execute("UPDATE works SET deleted_at = created_at")

    [on] = [button["custom_id"] for button in page.components[0]["components"]]
    [said] = (await scene.bob.click(page, custom_id=on)).followups

    assert said.ephemeral
    assert "This work was deleted" in said.content

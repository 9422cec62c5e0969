"""Pictures at the size of emoji, and who is offered to add them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from bot.client import AtelierBot
from tests.expression_scene import ExpressionScene, colour_in, set_expression_scene, told
from tests.scene import Scene, answer_to, buttons_of
from tests.scripted_backends import colour_of


@pytest.fixture
def stage(scene: Scene) -> ExpressionScene:
    return set_expression_scene(scene)


async def test_each_picture_is_given_at_the_size_of_an_emoji(stage: ExpressionScene) -> None:
    _, small = await stage.small(count=3)

    assert small.ephemeral
    assert "At the size of an emoji" in small.content
    assert [file.filename for file in small.attachments] == [f"emoji-{n}.png" for n in (1, 2, 3)]
    for seed, file in enumerate(small.attachments, start=7):
        png = await file.read()
        assert Image.open(BytesIO(png)).size == (128, 128)
        assert len(png) < 256 * 1024
        assert colour_in(png) == colour_of(seed)
        assert file.description == "A square for a red fox"


async def test_whoever_may_add_is_offered_to(stage: ExpressionScene) -> None:
    drawn, small = await stage.small()

    work_id = buttons_of(drawn)["emoji"].rpartition(":")[2]
    assert buttons_of(small) == {
        "emoji": f"expression:emoji:{work_id}",
        "sticker": f"expression:sticker:{work_id}",
    }
    assert "Create Expressions" not in small.content


async def test_others_get_the_file_and_hear_who_could_add_it(stage: ExpressionScene) -> None:
    _, small = await stage.small(stage.scene.bob)

    assert len(small.attachments) == 1
    assert not small.components
    assert "Members with the permission *Create Expressions* can add it" in small.content


async def test_a_bot_that_may_not_says_what_it_needs(stage: ExpressionScene) -> None:
    stage.take_away(stage.bots_role)
    _, small = await stage.small()

    assert len(small.attachments) == 1
    assert not small.components
    assert "I need the permission *Create Expressions*" in small.content


async def test_in_direct_messages_there_is_just_the_file(scene: Scene) -> None:
    user = scene.env.create_user("dee")
    drawn = answer_to(await user.slash("imagine", prompt="a fox"))
    small = answer_to(await user.click(drawn, custom_id=buttons_of(drawn)["emoji"]))

    assert len(small.attachments) == 1
    assert not small.components
    assert "Create Expressions" not in small.content


async def test_it_works_in_the_history(stage: ExpressionScene) -> None:
    scene = stage.scene
    await scene.ask("imagine", prompt="a fox")
    history = await scene.ask("history")
    menu = buttons_of(history)["show"]
    [job] = history.components[0]["components"][0]["options"]
    shown = answer_to(await scene.ada.select(history, [job["value"]], custom_id=menu))

    small = await stage.press_emoji(shown, scene.ada)

    assert len(small.attachments) == 1


async def test_all_of_it_works_after_a_restart(stage: ExpressionScene) -> None:
    scene = stage.scene
    drawn = await scene.ask("imagine", prompt="a fox")
    await scene.env.restart_bot(AtelierBot(scene.bot.services))
    small = await stage.press_emoji(drawn)
    await scene.env.restart_bot(AtelierBot(scene.bot.services))
    opened = await stage.mo.click(small, custom_id=buttons_of(small)["emoji"])

    assert "is now an emoji" in await stage.submit(opened, name="fox")


async def test_texts_have_no_such_button(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")

    assert "emoji" not in buttons_of(poem)


async def test_a_text_can_be_no_emoji(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")
    button = scene.env.backend.get_message(scene.channel.id, poem.id).components[0]["components"][0]
    button["custom_id"] = button["custom_id"].replace("like", "emoji")

    pressed = await scene.ada.click(poem, custom_id=button["custom_id"])

    assert "this is a text" in told(pressed)


async def test_a_deleted_work_says_so(stage: ExpressionScene) -> None:
    scene = stage.scene
    drawn, small = await stage.small()
    work_id = buttons_of(drawn)["emoji"].rpartition(":")[2]
    await scene.bot.services.works.delete(work_id, scene.ada.id)

    pressed = await scene.bob.click(drawn, custom_id=buttons_of(drawn)["emoji"])
    assert "was deleted" in told(pressed)
    for kind in ("emoji", "sticker"):
        result = await stage.mo.click(small, custom_id=buttons_of(small)[kind])
        assert "was deleted" in told(result)


@pytest.mark.parametrize("kind", ["emoji", "sticker"])
async def test_who_has_lost_the_permission_is_not_asked_for_a_name(
    stage: ExpressionScene, kind: str
) -> None:
    _, small = await stage.small()
    stage.take_away(stage.role)
    result = await stage.mo.click(small, custom_id=buttons_of(small)[kind])

    assert result.modal is None
    assert "Members with the permission *Create Expressions*" in told(result)


class TestUserInstallation:
    """Where only the member installed the bot, it is not in the server."""

    @pytest.fixture
    def installation_owners(self) -> Callable[[int | None, int], dict[str, str]]:
        return lambda _guild_id, user_id: {"1": str(user_id)}

    async def test_there_is_just_the_file(self, stage: ExpressionScene) -> None:
        _, small = await stage.small()

        assert len(small.attachments) == 1
        assert not small.components
        assert "Create Expressions" not in small.content

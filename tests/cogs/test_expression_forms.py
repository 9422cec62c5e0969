"""Adding emoji and stickers: what is asked, and what the server has then."""

import base64

import pytest

from tests.expression_scene import (
    STICKER_FIELDS,
    ExpressionScene,
    colour_in,
    fields_of,
    set_expression_scene,
    told,
)
from tests.scene import Scene, answer_to, buttons_of
from tests.scripted_backends import colour_of


@pytest.fixture
def stage(scene: Scene) -> ExpressionScene:
    return set_expression_scene(scene)


async def test_an_emoji_is_added_and_shown(stage: ExpressionScene) -> None:
    said = await stage.add("emoji", name=" :Red_Fox: ")

    [emoji] = stage.scene.env.backend.get_guild(stage.scene.guild.id).emojis.values()
    assert emoji.name == "Red_Fox"
    assert f"<:Red_Fox:{emoji.id}>" in said
    assert "`:Red_Fox:`" in said


async def test_the_emoji_is_the_picture_and_the_audit_log_names_the_member(
    stage: ExpressionScene,
) -> None:
    await stage.add("emoji", name="fox")

    [sent] = [r for r in stage.scene.env.http_requests if r.path.endswith("/emojis")]
    assert sent.json is not None
    png = base64.b64decode(sent.json["image"].removeprefix("data:image/png;base64,"))
    assert colour_in(png) == colour_of(7)
    assert sent.reason == f"Asked for by @mo ({stage.mo.id})"


async def test_the_form_of_an_emoji_begins_with_the_prompt(stage: ExpressionScene) -> None:
    fields = fields_of(await stage.ask("emoji"))

    assert list(fields) == ["name"]
    assert fields["name"]["value"] == "red_fox"


async def test_a_sticker_is_added(stage: ExpressionScene) -> None:
    values = {**STICKER_FIELDS, "description": " A fox,  red. "}
    said = await stage.add("sticker", **values)

    env = stage.scene.env
    [sticker] = env.backend.get_guild(stage.scene.guild.id).stickers.values()
    assert (sticker.name, sticker.tags, sticker.description) == ("Red fox", "🦊", "A fox, red.")
    assert "**Red fox** is now a sticker" in said
    [sent] = [r for r in env.http_requests if r.path.endswith("/stickers")]
    assert sent.reason == f"Asked for by @mo ({stage.mo.id})"
    png = env.backend.cdn.get(sticker.url or "")
    assert png is not None
    assert colour_in(png) == colour_of(7)
    assert png[16:24] == (320).to_bytes(4, "big") * 2


async def test_the_form_of_a_sticker_begins_with_the_prompt(stage: ExpressionScene) -> None:
    fields = fields_of(await stage.ask("sticker"))

    assert fields["name"]["value"] == "Red fox"
    assert fields["related"]["value"] == "🎨"
    assert fields["description"]["value"] == "a red fox"
    assert not fields["description"]["required"]


@pytest.mark.parametrize("kind", ["emoji", "sticker"])
async def test_of_several_pictures_one_is_chosen(stage: ExpressionScene, kind: str) -> None:
    opened = await stage.ask(kind, count=3)
    menu = fields_of(opened)["picture"]
    values = {"name": "fox"} if kind == "emoji" else STICKER_FIELDS
    await stage.submit(opened, picture=["2"], **values)

    assert [option["label"] for option in menu["options"]] == [
        f"Picture {number}, seed {seed}" for number, seed in ((1, 7), (2, 8), (3, 9))
    ]
    env = stage.scene.env
    if kind == "emoji":
        [sent] = [r for r in env.http_requests if r.path.endswith("/emojis")]
        assert sent.json is not None
        png = base64.b64decode(sent.json["image"].partition(",")[2])
    else:
        [sticker] = env.backend.get_guild(stage.scene.guild.id).stickers.values()
        png = env.backend.cdn.get(sticker.url or "") or b""
    assert colour_in(png) == colour_of(8)


@pytest.mark.parametrize(("kind", "values", "told"), [
    ("emoji", {"name": "red fox"}, "An emoji's name has 2 to 32 letters"),
    ("sticker", {**STICKER_FIELDS, "name": " x "}, "A sticker's name has 2 to 30"),
    ("sticker", {**STICKER_FIELDS, "related": "fox"}, "The related emoji is one that everybody"),
    ("sticker", {**STICKER_FIELDS, "description": "x"}, "left out or has 2 to 100 characters"),
])  # fmt: skip
async def test_what_discord_would_not_take_is_explained(
    stage: ExpressionScene, kind: str, values: dict[str, str], told: str
) -> None:
    assert told in await stage.add(kind, **values)

    assert not [r for r in stage.scene.env.http_requests if r.path.startswith("/guilds/")]


@pytest.mark.parametrize("kind", ["emoji", "sticker"])
async def test_a_work_that_is_deleted_meanwhile_says_so(stage: ExpressionScene, kind: str) -> None:
    drawn, small = await stage.small()
    opened = await stage.mo.click(small, custom_id=buttons_of(small)[kind])
    work_id = buttons_of(drawn)["emoji"].rpartition(":")[2]
    await stage.scene.bot.services.works.delete(work_id, stage.scene.ada.id)

    values = {"name": "fox"} if kind == "emoji" else STICKER_FIELDS
    assert "was deleted" in await stage.submit(opened, **values)


@pytest.mark.parametrize("kind", ["emoji", "sticker"])
@pytest.mark.parametrize("whose", ["member", "bot"])
async def test_permissions_are_looked_at_again(
    stage: ExpressionScene, kind: str, whose: str
) -> None:
    opened = await stage.ask(kind)
    stage.take_away(stage.role if whose == "member" else stage.bots_role)

    values = {"name": "fox"} if kind == "emoji" else STICKER_FIELDS
    said = await stage.submit(opened, **values)

    lacking = "Members with the permission" if whose == "member" else "I need the permission"
    assert f"{lacking} *Create Expressions*" in said


async def test_outside_of_servers_nothing_is_added(scene: Scene) -> None:
    """A button can't be there, but whoever writes requests by hand may press it."""
    user = scene.env.create_user("dee")
    drawn = answer_to(await user.slash("imagine", prompt="a fox"))
    small = answer_to(await user.click(drawn, custom_id=buttons_of(drawn)["emoji"]))
    work_id = buttons_of(drawn)["emoji"].rpartition(":")[2]
    stored = scene.env.backend.get_message(user.dm_channel.id, small.id)
    button = {"type": 2, "style": 2, "label": "Add", "custom_id": f"expression:emoji:{work_id}"}
    stored.components = [{"type": 1, "components": [button]}]
    opened = await user.click(small, custom_id=str(button["custom_id"]))

    result = await user.submit_modal(opened, {"name": "fox"})

    assert "only in a server" in told(result)

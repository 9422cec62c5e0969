"""Members watch their work grow, if they like."""

from typing import Any

from sandbox.client import MemberClient
from sandbox.client_events import Use
from tests.end_to_end.answers import answers_in, is_private, text_of, work_for
from tests.end_to_end.bot_process import BotProcess

DRAFTED = {"theme": "slow draft of rain"}
PREVIEWED = {"prompt": "a slow preview of a fox"}


async def test_a_text_appears_line_by_line(bot: BotProcess, ada: MemberClient) -> None:
    use = await ada.use_command("lyrics", DRAFTED)
    work = await work_for(ada, use)

    drafts = [draft for _, _, draft in map(parts_of, contents(ada, use)) if draft]
    assert len(drafts) >= 2
    assert drafts == sorted(drafts, key=len)
    assert all(text_of(work).startswith(draft) for draft in drafts)
    assert work["content"] == ""
    assert len(await answers_in(ada, use)) == 1


async def test_a_picture_is_shown_before_it_is_done(bot: BotProcess, ada: MemberClient) -> None:
    use = await ada.use_command("imagine", PREVIEWED)
    waiting = await ada.answer_to(use, lambda message: bool(message["attachments"]))

    [preview] = waiting["attachments"]
    assert preview["filename"] == "preview.png"
    assert preview["description"] == "A first look at: a slow preview of a fox"
    work = await work_for(ada, use)
    assert [file["filename"] for file in work["attachments"]] == ["image-1.png"]


async def test_who_does_not_like_that_sees_how_far_it_is(
    bot: BotProcess, ada: MemberClient
) -> None:
    noted = await ada.use_command("profile streaming", {"watch": False})
    await ada.answer_to(noted, is_private)

    use = await ada.use_command("poem", DRAFTED)
    picture = await ada.use_command("imagine", PREVIEWED)
    await work_for(ada, use)
    await work_for(ada, picture)

    shown = contents(ada, use)
    assert any(content.startswith("🎨") for content in shown)
    assert all("\n" not in content for content in shown)
    assert not any(
        file["filename"] == "preview.png"
        for message in states(ada, picture)
        for file in message["attachments"]
    )


def states(member: MemberClient, use: Use) -> list[dict[str, Any]]:
    """Returns a message that answers an interaction as it was after each change."""
    shown = (event.content.get("message", {}) for event in member.events)
    return [m for m in shown if (m.get("interaction_metadata") or {}).get("id") == use.id]


def contents(member: MemberClient, use: Use) -> list[str]:
    """Returns all that it ever said."""
    return [str(message["content"]) for message in states(member, use)]


def parts_of(content: str) -> tuple[str, str, str]:
    """Returns the line that says how far it is, and the draft below."""
    return content.partition("\n\n")

"""A server's own form, from the modal to a poem in it, over real HTTP."""

from sandbox.client import MemberClient
from tests.end_to_end.answers import button_of, footer_of, is_private, is_work, text_of, work_for
from tests.end_to_end.bot_process import BotProcess

_TYPED = {"name": "Half Sonnet", "summary": "Seven lines.", "notation": "metre: iambic 5\nturn: 5"}
_SCHEME = "metre: iambic 5\nscheme: abab / ccb\nturn: 5"


async def test_a_form_is_written_down_corrected_and_used(
    bot: BotProcess, ada: MemberClient, bruno: MemberClient
) -> None:
    opened = await ada.use_command("forms add", {})
    submitted = await ada.submit_modal(opened, await ada.modal_for(opened), _TYPED)
    refused = await ada.answer_to(submitted, is_work)

    assert is_private(refused)
    assert "```\nturn: 5\n      ^\n```" in text_of(refused)
    reopened = await ada.click(refused, button_of(refused, "edit"))
    corrected = await ada.submit_modal(
        reopened, await ada.modal_for(reopened), {"notation": _SCHEME}
    )
    added = await ada.answer_to(corrected, is_work)
    assert added["embeds"][0]["title"] == "Half Sonnet"

    choices = await bruno.autocomplete("poem", {"theme": "snow", "form": "half"}, focused="form")
    assert choices[0] == {"name": "Half Sonnet: Seven lines.", "value": "Half Sonnet"}
    poem = await work_for(
        bruno, await bruno.use_command("poem", {"theme": "snow", "form": "half sonnet"})
    )
    assert "turn: 5" in text_of(poem)
    assert footer_of(poem).startswith("Half Sonnet · ")

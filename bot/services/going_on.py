"""New poems that have to do with an earlier one: that continue it, answer it, change its mood."""

from bot.database.session import Database
from bot.errors import InvalidOption
from bot.services.continuation import check_room
from bot.services.orders import Order, OrderService
from bot.services.requester import Requester
from bot.services.stored_texts import language_of, load_poem
from bot.style.commands import PoemCommand
from models.base import Bond, PoemRequest
from models.errors import RequestRejected
from models.text.forms.catalogue import form_of
from models.text.verse.text_lines import line_plans

LONGEST_MOOD = 60
_FORM_GONE = "I don't know the form “{form}” any more, so I can't go on from this poem."


class GoingOnService:
    """Takes in what members make of each other's poems."""

    def __init__(self, database: Database, orders: OrderService) -> None:
        self._database = database
        self._orders = orders

    async def accept(
        self, work_id: str, bond: Bond, requester: Requester, mood: str | None = None
    ) -> Order:
        """Accepts a poem in the form of an earlier one and the style of the one who asks.

        Args:
            work_id: The earlier poem.
            bond: What the new one has to do with it.
            requester: Who asks.
            mood: How the new one feels, if its mood is what changes.

        Raises:
            WorkNotFound: The earlier one was deleted.
            InvalidOption: It is no poem, would get too long, or the mood can't be used.
        """
        poem = await load_poem(self._database, work_id)
        if bond is Bond.CONTINUES:
            check_room(poem.text, _most_lines(poem.request))
        if bond is Bond.CHANGES_MOOD:
            mood = _checked_mood(mood)
        command = PoemCommand(
            poem.command.theme,
            poem.request.form,
            mood or poem.command.mood,
            language_of(poem.plan),
            notation=poem.request.notation,
            word=poem.request.word,
            earlier=poem.text,
            bond=bond,
        )
        return await self._orders.accept(command, requester, parent_id=work_id)


def _most_lines(request: PoemRequest) -> int:
    try:
        layouts = form_of(request).pattern.layouts
    except (KeyError, RequestRejected):
        raise InvalidOption(_FORM_GONE.format(form=request.form)) from None
    if form_of(request).pattern.spells:
        return len(request.word or "")
    return max(len(line_plans(layout)) for layout in layouts)


def _checked_mood(mood: str | None) -> str:
    words = " ".join((mood or "").split())
    if not any(map(str.isalnum, words)):
        raise InvalidOption("Which mood? Choose one of the list, or write one of your own.")
    if len(words) > LONGEST_MOOD:
        raise InvalidOption(
            f"That mood has {len(words)} characters; please say it in {LONGEST_MOOD}."
        )
    return words

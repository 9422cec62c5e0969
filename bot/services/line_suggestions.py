"""Asking the model for one line of a poem, while all others stay as they are."""

import secrets

from bot.errors import InvalidOption
from bot.services.continuation import count_earlier_lines
from bot.services.stored_texts import StoredPoem, language_of, layout_in
from bot.style.commands import PoemCommand
from models.base import PoemRequest
from models.text.forms.catalogue import form_of
from models.text.verse.text_lines import line_plans, lines_of

_SEEDS = 2**31
# Most forms have one layout; none has so many that this does not find a seed for each.
_DRAWS = 200


def suggestion_for(poem: StoredPoem, place: int) -> PoemCommand:
    """Returns the command for the same poem with another line at a place, from 0.

    Raises:
        InvalidOption: The model can't write that line alone.
    """
    request, lines = poem.request, lines_of(poem.text)
    first = count_earlier_lines(request)
    if place < first:
        raise InvalidOption(
            "That line belongs to the poem that this one continues. "
            "I can suggest another one there, under that poem."
        )
    if place >= len(lines) or len(line_plans(layout_in(poem))) != len(lines):
        raise InvalidOption("This poem is not in its form any more, so I can't suggest a line.")
    given = [None if number == place else line for number, line in enumerate(lines)]
    return PoemCommand(
        poem.command.theme,
        request.form,
        request.mood,
        language_of(poem.plan),
        _another_seed(request),
        request.notation,
        request.word,
        given=tuple(given[first:]),
        earlier=request.earlier,
        bond=request.bond,
    )


def _another_seed(request: PoemRequest) -> int:
    """Returns a seed that lays the form out alike, but has the model write otherwise."""
    form = form_of(request)
    layout = form.layout(request.seed, request.word)
    draws = (secrets.randbelow(_SEEDS) for _ in range(_DRAWS))
    alike = (seed for seed in draws if form.layout(seed, request.word) == layout)
    return next(alike, request.seed)

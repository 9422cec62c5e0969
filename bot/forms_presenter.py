"""How forms of poems become messages."""

from collections.abc import Iterable, Sequence

import discord

from bot.code_blocks import code_block, from_code_block
from bot.presenter import COLOUR, cut, cut_at_line_end
from bot.services.forms import FormDraft
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form
from models.text.forms.lines import Layout, Line, Section, Words

FIELD_LIMIT = 1024
# The embeds of a message have 6000 characters together.
_OWN_LIMIT, _EVERYBODYS_LIMIT = 3500, 2400
_SUMMARY_LIMIT = 90
_FEW_LINES = 8
_NAME, _SUMMARY, _NOTATION = "Name", "In one line", "Notation"
_NO_OWN_FORMS = "None yet. Add one with `/forms add`."


def present_forms(own: Sequence[Form]) -> list[discord.Embed]:
    """Returns all forms that a server can choose from, its own first."""
    lists = {
        "This server's own forms": _listed(own, _OWN_LIMIT) or _NO_OWN_FORMS,
        "Forms that everybody has": _listed(catalogue().values(), _EVERYBODYS_LIMIT),
    }
    return [
        discord.Embed(title=title, description=text, colour=COLOUR) for title, text in lists.items()
    ]


def _listed(forms: Iterable[Form], limit: int) -> str:
    lines = (
        f"**{_escaped(form.name)}** {cut(_escaped(form.summary), _SUMMARY_LIMIT)}" for form in forms
    )
    return cut_at_line_end("\n".join(lines), limit)


def present_form(form: Form, author_id: int | None = None) -> discord.Embed:
    """Returns all that there is to know of a form.

    Args:
        form: The form.
        author_id: Who gave it to their server.
    """
    embed = discord.Embed(
        title=_escaped(form.name), description=_escaped(form.summary), colour=COLOUR
    )
    embed.add_field(name="Scheme", value=_explained(form), inline=False)
    embed.add_field(name=_NOTATION, value=code_block(form.notation.strip()), inline=False)
    rows = {
        "History": form.history,
        "Source": form.source,
        "Added by": f"<@{author_id}>" if author_id is not None else "",
    }
    for name, value in rows.items():
        if value:
            embed.add_field(name=name, value=value, inline=False)
    return embed


def present_refused_form(draft: FormDraft, reason: str) -> discord.Embed:
    """Returns why a form can't be added, with what was typed, which `draft_in` reads again."""
    embed = discord.Embed(title="That is no form yet", description=reason, colour=COLOUR)
    rows = {_NAME: draft.name, _SUMMARY: draft.summary, _NOTATION: draft.notation}
    for name, value in rows.items():
        embed.add_field(name=name, value=code_block(value), inline=False)
    return embed


def draft_in(embed: discord.Embed) -> FormDraft:
    """Returns the form as it was typed, from what `present_refused_form` shows."""
    typed = {field.name: from_code_block(field.value or "") for field in embed.fields}
    return FormDraft(typed[_NAME], typed[_SUMMARY], typed[_NOTATION])


def _explained(form: Form) -> str:
    pattern = form.pattern
    if pattern.spells:
        [[line]] = [section.lines for section in pattern.layouts[0]]
        return f"A line for each letter of a word that they spell, of {_lengths([line])}."
    explanations = "\n".join(map(_explained_layout, pattern.layouts))
    return cut_at_line_end(explanations, FIELD_LIMIT)


def _explained_layout(layout: Layout) -> str:
    lines = [line for section in layout for line in section.lines]
    count = sum(not line.runs_on for line in lines)
    parts = [f"{count} lines of {_lengths(lines)}"]
    if any(map(_mark, lines)):
        parts.append(f"in the scheme `{' / '.join(map(_marks, layout))}`")
    for place, line in enumerate(lines):
        if line.turns:
            number = 1 + sum(not earlier.runs_on for earlier in lines[:place])
            parts.append(f"turning at line {number}")
            break
    return f"{', '.join(parts)}."


def _marks(section: Section) -> str:
    marks = [(_mark(line) or ".") + ("+" if line.runs_on else " ") for line in section.lines]
    return "".join(marks).rstrip()


def _mark(line: Line) -> str:
    """Returns what a scheme says of a line; an empty string if that is nothing."""
    return line.refrain or line.rhyme or str(line.end_word or "")


def _lengths(lines: Sequence[Line]) -> str:
    """Returns how long lines are: each of a few, of many only what comes by turns."""
    measures = [line.measure for line in lines]
    if isinstance(measures[0], Words):
        words = dict.fromkeys(f"{each.fewest} to {each.most}" for each in measures)
        return f"{' and '.join(words)} words"
    counts = _syllables(lines)
    if len(counts) > _FEW_LINES or len(set(counts)) == 1:
        counts = list(dict.fromkeys(counts))
    *most, last = map(str, counts)
    return f"{', '.join(most)} and {last} syllables" if most else f"{last} syllables"


def _syllables(lines: Sequence[Line]) -> list[int]:
    """Returns the fewest syllables of each line; its parts count together."""
    counts: list[int] = []
    so_far = 0
    for line in lines:
        assert not isinstance(line.measure, Words)  # noqa: S101 - a notation has one measure
        so_far += min(map(len, line.measure.patterns))
        if not line.runs_on:
            counts.append(so_far)
            so_far = 0
    return counts


def _escaped(text: str) -> str:
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))

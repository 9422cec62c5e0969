"""How the making of a work becomes a message, and what is told of a line that a member wrote."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import discord
from discord.utils import escape_markdown

from bot.code_blocks import code_block
from bot.presenter import COLOUR, TITLE_LIMIT, cut, cut_at_line_end
from bot.services.craft import StudiedWork
from models.text.forms.form import Form
from models.text.verse.craft import Craft, StudiedLine
from models.text.verse.reading_aloud import STRONG, SpokenWord
from models.text.verse.rhyme import Rhyme
from models.text.words import words_of

FIELD_LIMIT = 1024
# With both fields, an embed stays below Discord's 6000 characters, and a phone scrolls little.
_PAGE_LENGTH = 2800
_LEGEND = "number: syllables · **bold**: stressed"
_MARKS = "letter: lines that rhyme · capital: a line that returns"
_TONES_LEGEND = "平: level tone · 仄: oblique tone · 中: either"
_NO_SOUNDS = "I can say syllables and stresses of English only."
_NO_LAYOUT = (
    "These are not the lines that the form asks for, so I only say what I hear in each of them."
)
_OWN_FORM = "A form of this community's own."
_FAULTS_END = "Nothing is posted yet. The form is yours to break."


def count_pages(work: StudiedWork) -> int:
    """Returns on how many pages the making of a work is told."""
    return len(_pages(work.craft))


def present_craft(work: StudiedWork, number: int = 0) -> discord.Embed:
    """Returns a page on how a work is made, from 0; past the last, that one."""
    pages = _pages(work.craft)
    number = min(number, len(pages) - 1)
    subject = escape_markdown(" ".join(work.subject.split()))
    embed = discord.Embed(title=cut(f"How it is made: {subject}", TITLE_LIMIT), colour=COLOUR)
    embed.description = "\n\n".join(filter(None, (_introduction(work), pages[number])))
    rhymes = "\n".join(_rhymes(work.craft.lines))
    if rhymes:
        embed.add_field(name="Rhymes", value=cut_at_line_end(rhymes, FIELD_LIMIT), inline=False)
    if work.form is not None:
        name = cut(f"The form: {escape_markdown(work.form.name)}", TITLE_LIMIT)
        embed.add_field(name=name, value=_form(work.form), inline=False)
    if len(pages) > 1:
        embed.set_footer(text=f"page {number + 1} of {len(pages)}")
    return embed


def present_faults(line: str, place: int, faults: Iterable[str]) -> discord.Embed:
    """Returns what is told of a line that breaks the form; `line_in` reads the line back."""
    embed = discord.Embed(title=f"Line {place + 1} leaves the form", colour=COLOUR)
    # An author's name shows as it is written, whatever Markdown is in it.
    embed.set_author(name=line)
    told = "\n".join(f"- {escape_markdown(fault)}" for fault in faults)
    embed.description = cut_at_line_end(f"{told}\n\n{_FAULTS_END}", FIELD_LIMIT * 2)
    return embed


def line_in(embed: discord.Embed) -> str:
    """Returns the line that an embed of `present_faults` tells of."""
    return embed.author.name or ""


def _introduction(work: StudiedWork) -> str:
    has_tones = any(line.recital for line in work.craft.lines)
    notes = [_LEGEND if work.is_english else _TONES_LEGEND if has_tones else _NO_SOUNDS]
    if any(line.mark for line in work.craft.lines):
        notes.insert(0, _MARKS)
    if not work.craft.keeps_layout and work.form is not None:
        notes.append(_NO_LAYOUT)
    return "\n".join(f"-# {note}" for note in notes)


def _pages(craft: Craft) -> list[str]:
    pages = [""]
    width = max((len(line.mark or "") for line in craft.lines), default=0)
    for stanza in craft.stanzas:
        between = "\n\n" if pages[-1] else ""
        label = [f"**{escape_markdown(stanza.label)}**"] if stanza.label else []
        for told in (*label, *(_line(line, width) for line in stanza.lines)):
            if len(pages[-1]) + len(told) > _PAGE_LENGTH:
                pages.append("")
                between = ""
            pages[-1] += between + told
            between = "\n"
    return pages


def _line(line: StudiedLine, width: int) -> str:
    """Returns a line with its letter, its syllables and the stressed ones in bold, or its tones."""
    mark = (line.mark or "").ljust(width)
    count = f"{len(line.reading.stresses):2}" if line.reading else ""
    margin = " ".join(filter(None, (mark, count)))
    words = _stressed(line.text, line.reading.words if line.reading else ())
    told = f"`{margin}` {words}" if margin.strip() else words
    recital = [f"{line.recital.tones} {line.recital.pinyin}"] if line.recital else []
    return "\n".join([told, *(f"-# {each}" for each in (*recital, *line.licences))])


def _stressed(text: str, words: Sequence[SpokenWord]) -> str:
    shown, end = "", 0
    for word in words:
        written = word.written
        shown += escape_markdown(text[end : written.start]) + _bold(word)
        end = written.start + len(written.text)
    return shown + escape_markdown(text[end:])


def _bold(word: SpokenWord) -> str:
    if len(word.syllables) != len(word.stresses):
        # Its spelling does not show where its syllables are.
        strong = STRONG in word.stresses
        return f"**{word.written.text}**" if strong else word.written.text
    parts = (
        f"**{letters}**" if stress == STRONG else letters
        for letters, stress in zip(word.syllables, word.stresses, strict=True)
    )
    # Stressed syllables side by side are one bold piece to Discord.
    return "".join(parts).replace("****", "")


def _rhymes(lines: Sequence[StudiedLine]) -> Iterator[str]:
    """Returns the words that rhyme, line by line of what sounds alike."""
    families: defaultdict[int, list[StudiedLine]] = defaultdict(list)
    first: dict[int, int] = {}
    said: set[tuple[str, ...]] = set()
    for place, line in enumerate(lines):
        first[place] = first[line.echo.place] if line.echo else place
        words = tuple(words_of(line.text))
        # What returns word for word is no new rhyme.
        if words not in said:
            families[first[place]].append(line)
        said.add(words)
    for family in families.values():
        kinds = list(dict.fromkeys(line.echo.rhyme for line in family if line.echo))
        if len(kinds) == 1:
            ends = dict.fromkeys(line.end_word for line in family)
            yield f"{_words(ends)}: {_named(kinds[0])}"
        elif kinds:
            pairs = ((line.echo, line.end_word) for line in family if line.echo)
            yield " · ".join(
                f"{_words((echo.end_word, end))}: {_named(echo.rhyme)}" for echo, end in pairs
            )


def _words(words: Iterable[str]) -> str:
    return escape_markdown(", ".join(word.lower() for word in words))


def _named(rhyme: Rhyme) -> str:
    return "no rhyme" if rhyme is Rhyme.NONE else rhyme


def _form(form: Form) -> str:
    if not form.history:
        notation = cut(form.notation, FIELD_LIMIT - len(_OWN_FORM) - len(code_block("")) - 1)
        return f"{_OWN_FORM}\n{code_block(notation)}"
    return cut(f"{form.summary} {form.history}\n-# {form.source}", FIELD_LIMIT)

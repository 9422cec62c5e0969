"""Poems and songs from lines: section by section, line by line."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from models.errors import BackendFailed, RequestRejected
from models.text.circles import NO_CIRCLES, Circles
from models.text.demands import Demands, Effort
from models.text.forms.lines import Line, Section
from models.text.keywords import Keywords
from models.text.line_writer import LineWriter
from models.text.lines import Topic, Wishes, best_line, opens_like
from models.text.material import NO_MATERIAL, Material
from models.text.verse.chinese.patterns import RegulatedLine
from models.text.verse.endings import Endings
from models.text.writing import Writing

_EFFORTS = 2 * (Effort.USUAL,) + 6 * (Effort.MORE,) + 2 * (Effort.MOST,)
_EFFORTS_TO_WEAVE = 2 * (Effort.USUAL,)


class Composer:
    """Writes one work.

    Args:
        writer: Has read the prompt.
        sections: The stanzas or sections in order.
        wishes: What the lines should speak of and must not.
        on_line: Called with the work so far after each line.
        material: What goes in besides.
        topic: What lines should be near to.
    """

    def __init__(
        self,
        writer: LineWriter,
        sections: Sequence[Section],
        wishes: Wishes,
        on_line: Callable[[str], None],
        material: Material = NO_MATERIAL,
        topic: Topic | None = None,
    ) -> None:
        self._writer = writer
        self._sections = sections
        self._wishes = wishes
        self._on_line = on_line
        self._topic = topic
        lines = [line for section in sections if section.repeats is None for line in section.lines]
        self._given = _given_to(lines, material.given)
        self._endings = Endings(lines, self._given)
        self._keywords = Keywords(material.keywords, _count_open(lines, self._given))
        self._said = [*material.earlier, *filter(None, self._given)]
        self._refrains = {
            line.refrain: text
            for line, text in zip(lines, self._given, strict=True)
            if line.refrain and text
        }
        self._written: list[list[str]] = []

    @property
    def text(self) -> str:
        """The work so far: lines joined by newlines, sections by blank lines."""
        return "\n\n".join(
            "\n".join([section.label, *lines] if section.label else lines)
            for section, lines in zip(self._sections, self._written, strict=False)
        )

    def compose(self) -> Writing[str]:
        """Writes the whole work and returns it.

        Raises:
            BackendFailed: The model finds no line.
            RequestRejected: No line takes a keyword.
        """
        for section in self._sections:
            if section.label:
                yield from self._writer.append(f"{section.label}\n")
            if section.repeats is None:
                yield from self._compose_section(section)
            else:
                self._written.append(self._written[section.repeats])
                yield from self._writer.append("\n".join(self._written[-1]) + "\n\n")
                self._on_line(self.text)
        if self._keywords.waiting:
            raise RequestRejected(
                f"I found no line that “{self._keywords.waiting[0]}” fits into. "
                "Try another form, another seed or fewer keywords."
            )
        return self.text

    def _compose_section(self, section: Section) -> Writing[None]:
        lines: list[str] = []
        self._written.append(lines)
        is_inside = False
        for number, line in enumerate(section.lines):
            is_last = number + 1 == len(section.lines)
            text = yield from self._next_part(line, is_inside=is_inside)
            text = text.rstrip(",;-–— ") if is_last else text
            self._endings.note(text)
            self._said.append(text)
            if is_inside:
                lines[-1] += f" {text}"
            else:
                lines.append(text)
            self._on_line(self.text)
            after = "" if line.runs_on else "\n\n" if is_last else "\n"
            yield from self._writer.append((" " if is_inside else "") + text + after)
            is_inside = line.runs_on

    def _next_part(self, line: Line, *, is_inside: bool) -> Writing[str]:
        """Returns the next line, or part of one: given, known as a refrain, or written."""
        given = self._given.pop(0)
        if given is None and line.refrain in self._refrains:
            return self._refrains[line.refrain]
        text = given or (yield from self._compose_line(line, is_inside=is_inside))
        if line.refrain:
            self._refrains[line.refrain] = text
        return text

    def _compose_line(self, line: Line, *, is_inside: bool) -> Writing[str]:
        demands = Demands(
            self._endings.next(), line.initial, None, line.turns, is_inside, line.runs_on
        )
        if not is_inside and not line.runs_on:
            woven = self._keywords.next_line()
            if woven is not None:
                text = yield from self._propose(line, demands.weaving(woven), _EFFORTS_TO_WEAVE)
                if text is not None:
                    self._keywords.came_up()
                    return text
        text = yield from self._propose(line, demands, _EFFORTS)
        if text is None:
            raise BackendFailed("The model found no words for this. Try another theme or seed.")
        return text

    def _propose(
        self, line: Line, demands: Demands, efforts: Sequence[Effort]
    ) -> Writing[str | None]:
        """Returns the best of what the model proposes; None if nothing can be used."""
        spared = f"{demands.ending.has_to_be or ''} {demands.woven or ''}"
        circles = Circles.after(self._said, spared)
        for attempt, effort in enumerate(efforts):
            demands = replace(demands, effort=effort)
            is_forbidden = partial(
                self._forbids,
                circles=circles if effort == Effort.USUAL else NO_CIRCLES,
                is_again=attempt > 0,
            )
            candidates = yield from self._writer.propose(line.measure, is_forbidden, demands)
            best = best_line(candidates, self._said, self._wishes, self._topic)
            if best is not None:
                mark = line.measure.mark if isinstance(line.measure, RegulatedLine) else ""
                return best.text + mark
        return None

    def _forbids(self, line: str, *, circles: Circles, is_again: bool) -> bool:
        """Whether a line can't begin like this.

        A model may say the same line again, however often asked: so it has to begin otherwise.
        """
        return (
            self._wishes.forbid(line)
            or circles.are_closed_by(line)
            or (is_again and opens_like(line, self._said))
        )


def _given_to(lines: Sequence[Line], given: Sequence[str | None]) -> list[str | None]:
    """Returns what is given for each line; parts of lines can't be."""
    parts: list[str | None] = []
    waiting = list(given)
    for place, line in enumerate(lines):
        is_part = line.runs_on or (place > 0 and lines[place - 1].runs_on)
        parts.append(None if is_part or not waiting else waiting.pop(0))
        if is_part and not line.runs_on and waiting:
            waiting.pop(0)
    return parts


def _count_open(lines: Sequence[Line], given: Sequence[str | None]) -> int:
    """Returns how many lines the model writes whole."""
    names = [line.refrain for line in lines]
    return sum(
        known is None
        and not line.runs_on
        and not (place and lines[place - 1].runs_on)
        and not (line.refrain and line.refrain in names[:place])
        for place, (line, known) in enumerate(zip(lines, given, strict=True))
    )

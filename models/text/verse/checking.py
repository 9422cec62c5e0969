"""What in a line breaks the form of its poem, in words for whoever wrote it."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from models.text.forms.lines import Layout, Line, Metre
from models.text.verse.metre_faults import metre_faults
from models.text.verse.reading_aloud import read_aloud
from models.text.verse.rhyme import Rhyme
from models.text.verse.sounds import rhyme_of, written_words
from models.text.verse.text_lines import LinePlan, line_plans
from models.text.words import count_words, words_of

_Others = Sequence[tuple[int, LinePlan, str]]
_Ends = Sequence[tuple[Line, str]]
_SAYING = {
    Rhyme.NONE: "“{here}” does not rhyme with {there}.",
    Rhyme.SLANT: "“{here}” rhymes only by half with {there}.",
    Rhyme.IDENTICAL: "“{here}” sounds too much like {there}: a rhyme begins with another sound.",
}


def faults(line: str, place: int, lines: Sequence[str | None], layout: Layout) -> tuple[str, ...]:
    """Returns what breaks the form if a line stands at a place of a poem.

    Args:
        line: The line.
        place: Where it stands, from 0, among all lines of the text.
        lines: The lines of the text; None where there is none yet. What stands at the place does
            not count.
        layout: The poem's form. If the text has not as many lines, nothing is asked of them.
    """
    plans = line_plans(layout)
    if len(plans) != len(lines) or not 0 <= place < len(plans):
        return ()
    plan = plans[place]
    others: _Others = [
        (number, plans[number], other)
        for number, other in enumerate(lines)
        if other is not None and number != place
    ]
    found = [*_length_faults(line, plan), *_initial_faults(line, plan.parts[0])]
    found += _repetition_faults(line, plan, others)
    if plan.metres:
        others_ends = [(number, _ends(other, of)) for number, of, other in others if of.metres]
        found += _ending_faults(_ends(line, plan), others_ends)
    return tuple(found)


def _length_faults(line: str, plan: LinePlan) -> Iterable[str]:
    if plan.metres:
        yield from metre_faults(line, plan.metres)
    elif plan.words is not None:
        count, measure = count_words(line), plan.words
        if not measure.fewest <= count <= measure.most:
            words = "1 word" if count == 1 else f"{count} words"
            yield f"This line has {words}; the form asks for {measure.fewest} to {measure.most}."


def _initial_faults(line: str, first: Line) -> Iterable[str]:
    words = written_words(line)
    if first.initial is not None and not (words and words[0].name.startswith(first.initial)):
        yield f"This line has to begin with {first.initial.upper()}."


def _repetition_faults(line: str, plan: LinePlan, others: _Others) -> Iterable[str]:
    refrain = plan.parts[0].refrain
    for number, other_plan, other in others:
        is_same = words_of(other) == words_of(line)
        is_return = refrain is not None and other_plan.parts[0].refrain == refrain
        if is_return and not is_same:
            yield (
                f"This line returns word for word: it has to be “{other}”, as line {number + 1} is."
            )
            return
        if is_same and not is_return:
            yield f"This line stands in the poem already, as line {number + 1}."
            return


def _ends(line: str, plan: LinePlan) -> _Ends:
    """Returns the parts of a line, each with the word that it ends on.

    The first part's is left out where no word ends at its end.
    """
    words = written_words(line)
    if not words:
        return []
    ends = [(plan.parts[-1], words[-1].name)]
    if len(plan.parts) > 1 and isinstance(plan.parts[0].measure, Metre):
        lengths = {len(pattern) for pattern in plan.parts[0].measure.patterns}
        spoken = read_aloud(line, plan.metres).words
        so_far = accumulate(len(word.stresses) for word in spoken)
        ends[:0] = [
            (plan.parts[0], word.written.name)
            for word, syllables in zip(spoken, so_far, strict=True)
            if syllables in lengths
        ]
    return ends


def _ending_faults(ends: _Ends, others: Sequence[tuple[int, _Ends]]) -> Iterable[str]:
    told: set[str] = set()
    for part, end in ends:
        for number, other_ends in others:
            for other, other_end in other_ends:
                fault = _end_fault(part, end, other, other_end, number)
                if fault is not None and fault not in told:
                    told.add(fault)
                    yield fault


def _end_fault(part: Line, end: str, other: Line, other_end: str, number: int) -> str | None:
    there = f"“{other_end}”"
    if part.end_word is not None and part.end_word == other.end_word:
        return None if end == other_end else f"It has to end on {there}, as line {number + 1} does."
    is_return = part.refrain is not None and part.refrain == other.refrain
    if part.rhyme is None or part.rhyme != other.rhyme or is_return:
        return None
    if end == other_end:
        return f"Line {number + 1} ends on {there} already."
    saying = _SAYING.get(rhyme_of(end, other_end))
    return saying and saying.format(here=end, there=there)

"""Whether a member's line can begin a poem."""

from models.errors import RequestRejected
from models.text.forms.lines import Layout, Metre
from models.text.verse.metre_faults import metre_faults


def check_first_line(line: str, layout: Layout) -> None:
    """Checks a member's own words against what the form asks of a first line.

    They have to be as long, and to begin with the letter of an acrostic. Where their stresses
    fall is the member's own affair.

    Raises:
        RequestRejected: They are not; says why.
    """
    first = layout[0].lines[0]
    if first.initial and line.lstrip()[:1].casefold() != first.initial:
        raise RequestRejected(
            f"The first line has to begin with {first.initial.upper()}, as the word does."
        )
    if isinstance(first.measure, Metre):
        lengths = dict.fromkeys("x" * len(pattern) for pattern in first.measure.patterns)
        for fault in metre_faults(line, tuple(lengths)):
            raise RequestRejected(f"{fault} Change your first line, or choose another form.")

"""Poems and songs from lines: section by section, line by line."""

from collections.abc import Sequence

from models.errors import BackendFailed
from models.text.forms import LineShape, Section
from models.text.line_writer import LineWriter
from models.text.lines import Wishes, best_line

_ATTEMPTS = 4


def compose(writer: LineWriter, sections: Sequence[Section], wishes: Wishes) -> str:
    """Writes a whole work.

    Args:
        writer: Has read the prompt.
        sections: The stanzas or sections in order.
        wishes: What the lines should speak of and must not.

    Returns:
        Lines joined by newlines, sections by blank lines.
    """
    written: list[list[str]] = []
    for section in sections:
        if section.label:
            writer.append(f"{section.label}\n")
        if section.repeats is None:
            earlier = [line for lines in written for line in lines]
            written.append(_compose_section(writer, section, earlier, wishes))
        else:
            written.append(written[section.repeats])
            writer.append("\n".join(written[-1]) + "\n\n")
    return "\n\n".join(
        "\n".join([section.label, *lines] if section.label else lines)
        for section, lines in zip(sections, written, strict=True)
    )


def _compose_section(
    writer: LineWriter, section: Section, earlier: Sequence[str], wishes: Wishes
) -> list[str]:
    lines: list[str] = []
    for shape in section.lines:
        line = _compose_line(writer, shape, [*earlier, *lines], wishes)
        lines.append(line)
        is_last = len(lines) == len(section.lines)
        if is_last:
            lines[-1] = line.rstrip(",;-–— ")
        writer.append(lines[-1] + ("\n\n" if is_last else "\n"))
    return lines


def _compose_line(
    writer: LineWriter, shape: LineShape, earlier: Sequence[str], wishes: Wishes
) -> str:
    for _ in range(_ATTEMPTS):
        best = best_line(writer.propose(shape, wishes.forbid), earlier, wishes)
        if best is not None:
            return best.text
    raise BackendFailed("The model found no words for this. Try another theme or seed.")

"""A poem and what continues it, as one."""

from dataclasses import replace

from bot.errors import InvalidOption
from models.base import Bond, GenerationRequest, GenerationResult, PoemRequest, TextResult
from models.text.verse.text_lines import lines_of

MOST_LINES = 40
MOST_CHARACTERS = 4096
"""What Discord shows at most in one embed."""


def whole_poem(request: GenerationRequest, result: GenerationResult) -> GenerationResult:
    """Returns a result with the poem that it continues before it, if it continues one."""
    if not isinstance(result, TextResult) or not count_earlier_lines(request):
        return result
    assert isinstance(request, PoemRequest)  # noqa: S101 - only they have earlier lines
    # How it is sung is known of the new lines alone.
    return replace(result, text=f"{request.earlier}\n\n{result.text}", sung=())


def count_earlier_lines(request: GenerationRequest) -> int:
    """Returns how many lines of a work the poem has that it continues; 0 if it continues none."""
    if not isinstance(request, PoemRequest) or request.bond is not Bond.CONTINUES:
        return 0
    return len(lines_of(request.earlier or ""))


def check_room(text: str, more_lines: int) -> None:
    """Checks that a poem can be continued.

    Raises:
        InvalidOption: It would get longer than can be shown.
    """
    lines = len(lines_of(text))
    characters = len(text) * (lines + more_lines) // max(1, lines)
    if lines + more_lines > MOST_LINES or characters > MOST_CHARACTERS:
        raise InvalidOption(
            f"This poem has {lines} lines; with what comes next it would be longer than I can show "
            f"({MOST_LINES} lines). Answer it instead, and the answer begins anew."
        )

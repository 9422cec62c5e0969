"""Text that Discord shows in a font whose characters are all equally wide."""

_FENCE = "```"
# Looks like a backtick, is as wide as one, and ends no block.
_STAND_IN = "ˋ"


def code_block(text: str) -> str:
    """Returns a block that shows the text as it is; backticks in it can't end the block."""
    return f"{_FENCE}\n{text.replace('`', _STAND_IN)}\n{_FENCE}"


def from_code_block(block: str) -> str:
    """Returns the text that `code_block` put into a block."""
    return block.removeprefix(f"{_FENCE}\n").removesuffix(f"\n{_FENCE}").replace(_STAND_IN, "`")


def centred(text: str) -> str:
    """Returns the text with its lines set about one axis."""
    lines = [line.strip() for line in text.split("\n")]
    width = max(map(len, lines))
    return "\n".join(" " * ((width - len(line)) // 2) + line for line in lines)

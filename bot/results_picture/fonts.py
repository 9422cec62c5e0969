"""The fonts names and texts are set in, and which of them has which characters."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from unicodedata import category

from fontTools.ttLib import TTFont
from PIL import ImageFont

REGULAR, BOLD = 400, 700

ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_PRESENTATION = "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_INVISIBLE = {0x200D, 0xFE0E, 0xFE0F}
_SIMPLIFIED_CHINESE = 2
"""The face of the collection whose forms are taken for characters that all of East Asia shares."""


@dataclass(frozen=True)
class Face:
    """A font file; `index` says which of a collection's fonts."""

    path: str
    index: int = 0

    @property
    def is_emoji(self) -> bool:
        return "NotoEmoji" in self.path


@dataclass(frozen=True)
class Run:
    """Characters that are set in one face; `face` is None for those that no font has."""

    text: str
    face: Face | None


@cache
def faces() -> tuple[Face, ...]:
    """Returns the fonts in the order they are tried: Latin, other scripts, emoji, CJK."""
    noto = files("manimgx_fonts")
    names = sorted(
        path.name
        for path in noto.iterdir()
        if path.name.endswith(".ttf") and "Italic" not in path.name
    )
    names.sort(key=lambda name: (not name.startswith("NotoSans["), name.startswith("NotoEmoji")))
    cjk = str(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc")
    return (*(Face(str(noto / name)) for name in names), Face(cjk, _SIMPLIFIED_CHINESE))


@cache
def characters(face: Face) -> frozenset[int]:
    """Returns the code points that a face has."""
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@cache
def sized(face: Face, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Returns a face in a size in pixels and a weight, 400 to 700."""
    font = ImageFont.truetype(face.path, size, face.index)
    font.set_variation_by_axes([weight])
    return font


def clusters(text: str) -> list[str]:
    """Takes text apart into what a reader sees as one character each."""
    found: list[str] = []
    for character in text:
        is_joined = bool(found) and (
            category(character) in {"Mn", "Me", "Mc"}
            or character in _SKIN_TONES
            or ZERO_WIDTH_JOINER in {character, found[-1][-1]}
        )
        if is_joined:
            found[-1] += character
        else:
            found.append(character)
    return found


def runs(text: str) -> Iterator[Run]:
    """Yields the text in runs of one face each; what no font has is a run without one."""
    current = Run("", None)
    for cluster in clusters(text):
        face = face_of(cluster, current.face)
        if face == current.face:
            current = Run(current.text + cluster, face)
        else:
            if current.text:
                yield current
            current = Run(cluster, face)
    if current.text:
        yield current


def face_of(cluster: str, current: Face | None = None) -> Face | None:
    """Returns the face that has what a reader sees as one character.

    Args:
        cluster: The character with its marks.
        current: The face of the text before, which keeps spaces: Arabic words are set from the
            right only as long as nothing comes between them.
    """
    needed = {ord(character) for character in cluster} - _INVISIBLE
    order = faces()
    if _EMOJI_PRESENTATION in cluster:
        order = sorted(order, key=lambda face: not face.is_emoji)
    elif current and not current.is_emoji and cluster == " ":
        order = (current, *order)
    return next((face for face in order if needed <= characters(face)), None)

"""How the model is asked when nothing holds it to a form: as a person would ask a chat."""

from collections.abc import Mapping

from models.text.prompts import Message
from tests.evaluations.verse.orders import ACROSTIC, LYRICS, Order

_POEM = "Write a {kind} about {theme}: {rules}. Answer with the poem alone."
_LYRICS = (
    "Write the lyrics of a {genre} song about {theme}: a verse of four lines, a chorus of four "
    "lines, a second verse and the same chorus again. Verses match line by line in syllables. "
    "Put a label above each section: [Verse 1], [Chorus], [Verse 2], [Chorus]. Answer with the "
    "lyrics alone."
)
_FOUR_FEET = "in iambic tetrameter"
_FIVE_FEET = "in iambic pentameter"

RULES: Mapping[str, str] = {
    "haiku": "three lines of 5, 7 and 5 syllables",
    "senryu": "three lines of 5, 7 and 5 syllables on people and their weaknesses",
    "tanka": "five lines of 5, 7, 5, 7 and 7 syllables",
    "cinquain": "five lines of 2, 4, 6, 8 and 2 syllables",
    "diamond": "seven lines of 2, 4, 6, 8, 6, 4 and 2 syllables, without rhyme",
    "hourglass": "seven lines of 8, 6, 4, 2, 4, 6 and 8 syllables, without rhyme",
    "limerick": "five lines, rhymed aabba, lines 1, 2 and 5 of three anapaestic feet, lines 3 and "
    "4 of two",
    "couplets": f"six lines {_FOUR_FEET}, rhymed in pairs, aa bb cc",
    "quatrain": f"four lines {_FOUR_FEET}, rhymed abab",
    "quatrains": f"two stanzas of four lines {_FOUR_FEET}, rhymed abab cdcd",
    "ballad": "three stanzas of four lines, iambic, of four and three feet by turns; in each "
    "stanza lines 2 and 4 rhyme",
    "common metre": "two stanzas of four lines, iambic, of 8 and 6 syllables by turns, rhymed abab "
    "cdcd",
    "Shakespearean sonnet": f"fourteen lines {_FIVE_FEET}, rhymed abab cdcd efef gg",
    "Petrarchan sonnet": f"fourteen lines {_FIVE_FEET}, rhymed abbaabba cdecde",
    "villanelle": f"nineteen lines {_FIVE_FEET}, five stanzas of three lines rhymed aba and one of "
    "four rhymed abaa; line 1 comes again as lines 6, 12 and 18, and line 3 as lines 9, 15 and 19",
    "pantoum": f"four stanzas of four lines {_FOUR_FEET}, rhymed abab; lines 2 and 4 of each "
    "stanza come again as lines 1 and 3 of the next, and the last stanza ends on lines 3 and 1 of "
    "the first as its lines 2 and 4",
    "triolet": f"eight lines {_FOUR_FEET}, rhymed abaaabab; line 1 comes again as lines 4 and 7, "
    "and line 2 as line 8",
    "sestina": f"39 lines {_FIVE_FEET}; six stanzas of six lines that end on the same six words, "
    "in the order 123456, 615243, 364125, 532614, 451362, 246531, and three last lines with two of "
    "the words each, 2 and 5, 4 and 3, 6 and 1",
    ACROSTIC: f"{{count}} lines {_FOUR_FEET} whose first letters spell {{word}}",
}
"""What each form asks for, in a sentence."""

_KINDS: Mapping[str, str] = {
    "couplets": "poem in rhyming couplets",
    "quatrain": "poem of one quatrain",
    "quatrains": "poem in quatrains",
    "common metre": "hymn in common metre",
    "diamond": "poem in the shape of a diamond",
    "hourglass": "poem in the shape of an hourglass",
    ACROSTIC: "poem that is an acrostic",
}


def asked(order: Order) -> list[Message]:
    """Returns the chat that asks for a form and explains it."""
    if order.form == LYRICS:
        wording = _LYRICS.format(genre=order.detail, theme=order.theme)
    else:
        word = order.detail.upper()
        rules = RULES[order.form].format(count=len(word), word=word)
        kind = _KINDS.get(order.form, order.form)
        wording = _POEM.format(kind=kind, theme=order.theme, rules=rules)
    return [{"role": "user", "content": wording}]

from models.text.verse.chinese.recital import Recital, recite, rhyme
from models.text.verse.rhyme import Rhyme


def test_lines_are_said_with_their_tones() -> None:
    assert recite("春风花草香。") == Recital("chūn fēng huā cǎo xiāng", "平平平仄平")
    # Read beside the others: 长 is cháng here.
    assert recite("长江") == Recital("cháng jiāng", "平平")


def test_what_has_no_known_sound_is_not_said() -> None:
    assert recite("snow, 12") is None
    assert recite("") is None


def test_last_characters_rhyme_by_their_group() -> None:
    assert rhyme("黄河入海流，", "更上一层楼。") is Rhyme.PERFECT
    assert rhyme("黄河入海流", "白日依山尽") is Rhyme.NONE
    assert rhyme("流", "流") is Rhyme.IDENTICAL
    assert rhyme("", "") is Rhyme.NONE

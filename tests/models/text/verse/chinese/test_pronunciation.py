import pytest

from models.text.verse.chinese.pronunciation import readings, readings_in_words


def pinyin(character: str) -> list[str]:
    return [reading.pinyin for reading in readings(character)]


def test_the_usual_reading_comes_first() -> None:
    assert pinyin("国") == ["guó"]
    assert pinyin("看") == ["kàn", "kān"]
    assert pinyin("A") == pinyin("，") == []


def test_readings_that_no_word_has_are_left_out() -> None:
    # Dictionaries list yà for it too.
    assert pinyin("歇") == ["xiē"]


def test_words_tell_how_a_character_is_read() -> None:
    assert [each.pinyin for each in readings_in_words("长江")] == ["cháng", "jiāng"]
    assert [each.pinyin for each in readings_in_words("长大")] == ["zhǎng", "dà"]


def test_tones_that_change_in_speech_are_those_of_the_dictionary() -> None:
    assert pinyin("一") == ["yī"]
    assert [each.pinyin for each in readings_in_words("不是一个")] == ["bù", "shì", "yī", "gè"]


@pytest.mark.parametrize(
    ("characters", "level"), [("天", "平"), ("年", "平"), ("雨", "仄"), ("月", "仄"), ("们", "中")]
)
def test_tones_are_level_oblique_or_either(characters: str, level: str) -> None:
    assert [readings(each)[0].level for each in characters] == [level]


@pytest.mark.parametrize(
    ("group", "characters"),
    [
        ("麻", "家花茶"),
        ("波", "波歌多"),
        ("皆", "街雪月"),
        ("开", "开来怀"),
        ("微", "飞归杯"),
        ("豪", "高遥"),
        ("尤", "流楼秋"),
        ("寒", "寒天船远"),
        ("文", "门人春云"),
        ("唐", "唐江光"),
        ("庚", "风明东翁雄"),
        ("齐", "衣居儿鱼"),
        ("支", "枝思诗日"),
        ("姑", "姑书无"),
    ],
)
def test_characters_are_in_the_fourteen_rhyme_groups(group: str, characters: str) -> None:
    assert {readings(each)[0].rhyme_group for each in characters} == {group}


def test_what_has_no_vowel_rhymes_with_nothing() -> None:
    assert [reading.rhyme_group for reading in readings("噷")] == [""]

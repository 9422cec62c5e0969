from collections.abc import Callable

import pytest

from models.base import (
    Bond,
    GenerationRequest,
    ImageRequest,
    LyricsRequest,
    PoemRequest,
)
from models.errors import RequestRejected
from models.text.forms.lines import Metre
from models.text.plans import WritingPlan, plan_writing
from models.text.verse.chinese.patterns import RegulatedLine


def scans(*languages: str) -> Callable[[str], bool]:
    return lambda language: language.casefold() in languages


def planned(
    request: GenerationRequest,
    *,
    for_small_model: bool = True,
    can_scan: Callable[[str], bool] | None = None,
) -> WritingPlan:
    can_scan = can_scan or scans("english")
    return plan_writing(request, 100, for_small_model=for_small_model, can_scan=can_scan)


def test_a_poem_is_planned_in_its_form() -> None:
    request = PoemRequest("tin roofs", 1, "limerick", mood="eerie", loves=("sea foam",))
    plan = planned(request)
    assert [len(section.lines) for section in plan.sections] == [5]
    assert plan.wishes.words == {"tin", "roof", "eeri"}
    assert plan.wishes.loved == {"sea", "foam"}
    assert plan.max_new_tokens > 100


def test_the_neutral_messages_ask_for_the_form_alone() -> None:
    request = LyricsRequest("tin roofs", 1, genre="folk", mood="eerie", loves=("foam",))
    neutral = planned(request).neutral_messages
    assert neutral[-1]["content"] == "Write the lyrics of a song about something."


def test_the_same_seed_draws_the_same_layout() -> None:
    plans = [planned(PoemRequest("sea", 5, "quatrains")) for _ in range(5)]
    assert len({plan.sections for plan in plans}) == 1


def test_what_is_avoided_and_the_list_of_loves_are_forbidden() -> None:
    request = PoemRequest("autumn", 1, loves=("ravens", "iron"), avoids=("death",))
    wishes = planned(request).wishes
    assert wishes.forbid("Ravens, iron, snow")
    assert wishes.forbid("No death")
    assert not wishes.forbid("Ravens over iron gates")


def test_only_text_is_planned() -> None:
    with pytest.raises(RequestRejected):
        planned(ImageRequest("a fox", 1))


@pytest.mark.parametrize(
    ("language", "for_small_model", "languages", "is_metred"),
    [
        ("English", False, ["english"], True),
        ("English", False, [], False),
        ("Dutch", False, ["english"], False),
        # The small model writes English whatever it is asked for.
        ("Dutch", True, ["english"], True),
    ],
)
def test_only_languages_that_are_scanned_are_held_to_metre(
    language: str, for_small_model: bool, languages: list[str], is_metred: bool
) -> None:
    for request in (
        PoemRequest("sea", 1, "haiku", language=language),
        LyricsRequest("sea", 1, genre="folk", language=language),
    ):
        plan = planned(request, for_small_model=for_small_model, can_scan=scans(*languages))
        lines = [line for section in plan.sections for line in section.lines]
        assert all(isinstance(line.measure, Metre) is is_metred for line in lines)


def test_a_jueju_is_chinese_whatever_language_is_asked_for() -> None:
    request = PoemRequest("月", 1, "five-character jueju")
    plan = planned(request, for_small_model=False, can_scan=scans("chinese"))
    assert all(isinstance(line.measure, RegulatedLine) for line in plan.sections[0].lines)
    assert "Write it in Chinese." in plan.messages[-1]["content"]
    assert not plan.in_english


@pytest.mark.parametrize(
    ("for_small_model", "said"),
    [(True, "writes English only"), (False, "does not know enough Chinese")],
)
def test_a_jueju_needs_a_model_that_knows_chinese(for_small_model: bool, said: str) -> None:
    with pytest.raises(RequestRejected, match=said):
        planned(PoemRequest("月", 1, "seven-character lüshi"), for_small_model=for_small_model)


def test_what_a_member_brings_is_made_fit_for_a_line() -> None:
    request = PoemRequest(
        "sea", 1, given=(" The [sea] ", None, ""), keywords=("grey\ngulls",), earlier="One\n\nTwo"
    )
    material = planned(request).material
    assert material.given == ("The sea", None, None)
    assert material.keywords == ("grey gulls",)
    assert material.earlier == ("One", "Two")


def test_a_poem_goes_on_after_the_earlier_one() -> None:
    request = PoemRequest("sea", 1, "haiku", earlier="Salt wind", bond=Bond.CONTINUES)
    assert planned(request).opening == "Salt wind\n\n"
    assert planned(PoemRequest("sea", 1, "haiku")).opening == ""


@pytest.mark.parametrize(
    ("form", "word", "line", "said"),
    [
        (
            "haiku",
            None,
            "The river sleeps beneath the snow",
            "8 syllables; the form asks for 5",
        ),
        ("quatrain", None, "The river sleeps", "has 4 syllables; the form asks for 8 or 9"),
        ("quatrain", None, "Over 9000 snowy miles of sea", "write it in letters"),
        ("acrostic", "moon", "The river sleeps beneath the snow", "has to begin with M"),
    ],
)
def test_a_first_line_that_the_form_has_no_room_for_is_refused(
    form: str, word: str | None, line: str, said: str
) -> None:
    with pytest.raises(RequestRejected, match=said):
        planned(PoemRequest("sea", 1, form, word=word, given=(line,)))


def test_a_first_line_may_have_stresses_of_its_own() -> None:
    request = PoemRequest("sea", 1, "quatrain", given=("Under the old harbour lantern",))
    assert planned(request).material.given == ("Under the old harbour lantern",)


def test_lyrics_are_planned_in_their_genre() -> None:
    request = LyricsRequest("tin roofs", 1, genre="Blues", structure=("Verse", "Hook"))
    plan = planned(request)
    assert [len(section.lines) for section in plan.sections] == [3, 2]
    assert {"tin", "roof", "train"} <= plan.wishes.words


def test_english_words_of_a_genre_are_favoured_in_english_only() -> None:
    request = LyricsRequest("regn", 1, genre="blues", language="Danish")
    assert planned(request, for_small_model=False).wishes.words == {"regn"}


@pytest.mark.parametrize(
    "request_", [PoemRequest("snow", 1, "haiku", language="Chinese"),
                 LyricsRequest("snow", 1, language="Chinese")]
)  # fmt: skip
def test_other_languages_are_not_held_to_english_metres(
    request_: PoemRequest | LyricsRequest,
) -> None:
    plan = planned(request_, for_small_model=False, can_scan=scans("english", "chinese"))
    measures = {type(line.measure) for section in plan.sections for line in section.lines}
    assert Metre not in measures
    assert not plan.is_metred


def test_poems_whose_lines_are_all_in_metre_are_known() -> None:
    assert planned(PoemRequest("snow", 1, "haiku")).is_metred
    assert not planned(PoemRequest("snow", 1, "free verse")).is_metred

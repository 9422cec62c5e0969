import pytest

from models.base import ImageRequest, LyricsRequest, PoemRequest
from models.errors import RequestRejected
from models.text.forms.lines import Metre
from models.text.plans import plan_writing


def test_a_poem_is_planned_in_its_form() -> None:
    request = PoemRequest("tin roofs", 1, "limerick", mood="eerie", loves=("sea foam",))
    plan = plan_writing(request, 100, for_small_model=True)
    assert [len(section.lines) for section in plan.sections] == [5]
    assert plan.wishes.words == {"tin", "roof", "eeri"}
    assert plan.wishes.loved == {"sea", "foam"}
    assert plan.max_new_tokens > 100


def test_the_neutral_messages_ask_for_the_form_alone() -> None:
    request = LyricsRequest("tin roofs", 1, genre="folk", mood="eerie", loves=("foam",))
    neutral = plan_writing(request, 100, for_small_model=True).neutral_messages
    assert neutral[-1]["content"] == "Write the lyrics of a song about something."


def test_the_same_seed_draws_the_same_layout() -> None:
    layouts = {
        len(plan_writing(PoemRequest("sea", seed, "quatrains"), 9, for_small_model=True).sections)
        for seed in [5] * 5
    }
    assert len(layouts) == 1


def test_what_is_avoided_and_the_list_of_loves_are_forbidden() -> None:
    request = PoemRequest("autumn", 1, loves=("ravens", "iron"), avoids=("death",))
    wishes = plan_writing(request, 100, for_small_model=True).wishes
    assert wishes.forbid("Ravens, iron, snow")
    assert wishes.forbid("No death")
    assert not wishes.forbid("Ravens over iron gates")


def test_only_text_is_planned() -> None:
    with pytest.raises(RequestRejected):
        plan_writing(ImageRequest("a fox", 1), 100, for_small_model=True)


@pytest.mark.parametrize(
    ("language", "for_small_model", "can_scan", "is_metred"),
    [
        ("English", False, True, True),
        ("English", False, False, False),
        ("Dutch", False, True, False),
        ("Dutch", True, True, True),
    ],
)
def test_only_english_is_held_to_metre(
    language: str, for_small_model: bool, can_scan: bool, is_metred: bool
) -> None:
    # The small model writes English whatever it is asked for.
    for request in (
        PoemRequest("sea", 1, "haiku", language=language),
        LyricsRequest("sea", 1, genre="folk", language=language),
    ):
        plan = plan_writing(request, 100, for_small_model=for_small_model, can_scan=can_scan)
        lines = [line for section in plan.sections for line in section.lines]
        assert all(isinstance(line.measure, Metre) is is_metred for line in lines)


def test_lyrics_are_planned_in_their_genre() -> None:
    request = LyricsRequest("tin roofs", 1, genre="Blues", structure=("Verse", "Hook"))
    plan = plan_writing(request, 100, for_small_model=True)
    assert [len(section.lines) for section in plan.sections] == [3, 2]
    assert {"tin", "roof", "train"} <= plan.wishes.words


def test_english_words_of_a_genre_are_favoured_in_english_only() -> None:
    request = LyricsRequest("regn", 1, genre="blues", language="Danish")
    assert plan_writing(request, 100, for_small_model=False).wishes.words == {"regn"}

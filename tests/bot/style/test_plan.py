"""From command and style to the effective request: who decides what."""

import pytest

from bot.style.commands import ImageCommand, LyricsCommand, PoemCommand
from bot.style.plan import Plan, Source, make_plan
from bot.style.profile import StyleProfile
from models.base import ImageRequest, LyricsRequest, PoemRequest
from models.text.songs.genres import genre_of

_ALL = frozenset(
    {"form", "mood", "language", "genre", "loves", "avoids", "palette", "style", "structure"}
)
_PROFILE = StyleProfile(
    mood="melancholic",
    loves=("tea", "lighthouses"),
    avoids=("spiders", "mud"),
    palette=("teal", "rose"),
    poem_form="haiku",
    genre="folk",
    image_style="flat",
    language="Dutch",
)


def _sources(plan: Plan) -> dict[str, Source]:
    return {part.trait: part.source for part in plan.parts}


def test_nothing_said_gives_the_defaults() -> None:
    plan = make_plan(PoemCommand("snow"), StyleProfile(), {}, _ALL, seed=9)

    assert plan.request == PoemRequest("snow", 9, "free verse", None, "English")
    assert set(_sources(plan).values()) == {Source.DEFAULT}


def test_the_profile_fills_what_a_poem_leaves_open() -> None:
    plan = make_plan(PoemCommand("snow"), _PROFILE, {}, _ALL, seed=9)

    assert plan.request == PoemRequest(
        "snow", 9, "haiku", "melancholic", "Dutch", ("tea", "lighthouses"),
        ("spiders", "mud"),
    )  # fmt: skip
    assert set(_sources(plan).values()) == {Source.PROFILE}
    assert plan.values_from(Source.PROFILE) == (
        "haiku", "Dutch", "melancholic", "tea", "lighthouses", "no spiders", "no mud",
    )  # fmt: skip


def test_the_profile_fills_what_lyrics_leave_open() -> None:
    plan = make_plan(LyricsCommand("snow"), _PROFILE, {}, _ALL, seed=9)

    assert isinstance(plan.request, LyricsRequest)
    assert (plan.request.genre, plan.request.mood) == ("folk", "melancholic")
    assert plan.request.structure == genre_of("folk").structure
    assert plan.request.language == "Dutch"


@pytest.mark.parametrize(
    ("command", "structure"),
    [
        (LyricsCommand("snow"), genre_of(None).structure),
        (LyricsCommand("snow", "blues"), ("Verse",) * 4),
        (LyricsCommand("snow", "blues", structure=("Hook",)), ("Hook",)),
    ],
)
def test_a_song_that_nobody_gives_a_structure_has_its_genres(
    command: LyricsCommand, structure: tuple[str, ...]
) -> None:
    plan = make_plan(command, StyleProfile(), {}, _ALL, seed=9)

    assert isinstance(plan.request, LyricsRequest)
    assert plan.request.structure == structure


def test_the_profile_fills_what_an_image_leaves_open() -> None:
    plan = make_plan(ImageCommand("a fox"), _PROFILE, {}, _ALL, seed=9)

    assert plan.request == ImageRequest(
        "a fox", 9, style="flat", palette=("teal", "rose"), mood="melancholic"
    )


def test_the_command_wins() -> None:
    command = PoemCommand("snow", "limerick", "joyful", "French", seed=1)
    plan = make_plan(command, _PROFILE, {"mood": "eerie"}, _ALL, seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert plan.request.seed == 1
    assert plan.request.form == "limerick"
    assert (plan.request.mood, plan.request.language) == ("joyful", "French")
    sources = _sources(plan)
    assert {sources[trait] for trait in ("poem_form", "mood", "language")} == {Source.COMMAND}


def test_what_was_learned_is_weaker_than_the_profile_and_stronger_than_the_default() -> None:
    learned = {"mood": "eerie", "poem_form": "couplets"}
    plan = make_plan(PoemCommand("snow"), StyleProfile(mood="joyful"), learned, _ALL, seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert plan.request.mood == "joyful"
    assert plan.request.form == "couplets"
    assert _sources(plan)["poem_form"] is Source.LEARNED


@pytest.mark.parametrize("prompt", ["a red fox", "A TEAL boat", "rose, in a vase", "gray skies"])
def test_a_colour_in_the_prompt_beats_the_palette(prompt: str) -> None:
    plan = make_plan(ImageCommand(prompt), _PROFILE, {}, _ALL, seed=9)

    assert isinstance(plan.request, ImageRequest)
    assert plan.request.palette == ()
    assert "palette" not in _sources(plan)


def test_colours_of_the_command_win_over_prompt_and_palette() -> None:
    command = ImageCommand("a red fox", colours=("blue", "gold"))
    plan = make_plan(command, _PROFILE, {}, _ALL, seed=9)

    assert isinstance(plan.request, ImageRequest)
    assert plan.request.palette == ("blue", "gold")
    assert plan.values_from(Source.COMMAND) == ("blue", "gold")


def test_what_a_model_cannot_draw_is_told() -> None:
    command = ImageCommand("a fox", colours=("blue", "gold"), ground="transparent")
    plan = make_plan(command, _PROFILE, {}, frozenset(), seed=9)

    assert isinstance(plan.request, ImageRequest)
    assert plan.request.palette == ()
    assert plan.request.ground is None
    assert plan.values_from(Source.UNSUPPORTED) == ("blue", "gold", "transparent")


@pytest.mark.parametrize("prompt", ["a hundred foxes", "the greenhouse", "a blackbird"])
def test_a_colour_inside_another_word_does_not(prompt: str) -> None:
    plan = make_plan(ImageCommand(prompt), _PROFILE, {}, _ALL, seed=9)

    assert isinstance(plan.request, ImageRequest)
    assert plan.request.palette == ("teal", "rose")


def test_an_avoided_word_that_the_theme_names_is_allowed() -> None:
    plan = make_plan(PoemCommand("Spiders at dawn"), _PROFILE, {}, _ALL, seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert plan.request.avoids == ("mud",)


def test_an_avoided_word_with_special_characters_is_taken_literally() -> None:
    profile = StyleProfile(avoids=("c++ (", "."))
    plan = make_plan(PoemCommand("snow"), profile, {}, _ALL, seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert plan.request.avoids == ("c++ (", ".")


def test_what_the_model_does_not_heed_is_left_out_and_said() -> None:
    command = PoemCommand("snow", mood="joyful")
    plan = make_plan(command, _PROFILE, {}, frozenset({"form"}), seed=9)

    assert plan.request == PoemRequest("snow", 9, "haiku")
    assert plan.values_from(Source.UNSUPPORTED) == ("joyful",)
    assert plan.values_from(Source.PROFILE) == ("haiku",)


def test_a_style_of_another_model_gives_way_to_one_that_this_model_knows() -> None:
    profile = StyleProfile(image_style="watercolour")
    plan = make_plan(
        ImageCommand("a fox"), profile, {"image_style": "glossy"}, _ALL, 9, ("flat", "glossy")
    )

    assert isinstance(plan.request, ImageRequest)
    assert plan.request.style == "glossy"
    assert _sources(plan)["image_style"] is Source.LEARNED


def test_no_style_is_better_than_one_that_this_model_does_not_know() -> None:
    profile = StyleProfile(image_style="watercolour")
    plan = make_plan(ImageCommand("a fox"), profile, {}, _ALL, 9, styles=("flat", "glossy"))

    assert isinstance(plan.request, ImageRequest)
    assert plan.request.style is None


def test_what_is_avoided_goes_into_the_negative_prompt_of_an_image() -> None:
    command = ImageCommand("a house in the mud", negative_prompt="trees")
    plan = make_plan(command, _PROFILE, {}, _ALL | {"negative_prompt"}, seed=9)

    assert isinstance(plan.request, ImageRequest)
    assert plan.request.negative_prompt == "trees, spiders"


def test_a_word_lines_and_keywords_come_from_the_command() -> None:
    command = PoemCommand(
        "snow", "acrostic", word="ice", given=(None, "I wait"), keywords=("fox", "tin")
    )
    heeded = _ALL | {"word", "given", "keywords"}
    plan = make_plan(command, StyleProfile(), {}, heeded, seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert (plan.request.word, plan.request.given) == ("ice", (None, "I wait"))
    assert plan.request.keywords == ("fox", "tin")
    assert plan.values_from(Source.COMMAND) == ("acrostic", "ice", "I wait", "fox", "tin")


def test_a_model_that_does_not_heed_them_is_not_asked_to() -> None:
    command = PoemCommand("snow", "haiku", given=("I wait",), keywords=("fox", "tin"))
    plan = make_plan(command, StyleProfile(), {}, frozenset({"form", "keywords"}), seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert plan.request.given == ()
    assert plan.request.keywords == ("fox", "tin")
    assert plan.values_from(Source.UNSUPPORTED) == ("I wait",)


def test_a_form_of_the_community_keeps_its_notation() -> None:
    command = PoemCommand("snow", "ours", notation="syllables: 4 4")
    plan = make_plan(command, _PROFILE, {}, _ALL, seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert (plan.request.form, plan.request.notation) == ("ours", "syllables: 4 4")


def test_a_model_that_heeds_no_form_gets_no_notation() -> None:
    command = PoemCommand("snow", "ours", notation="syllables: 4 4")
    plan = make_plan(command, StyleProfile(), {}, frozenset(), seed=9)

    assert plan.request == PoemRequest("snow", 9)
    assert plan.values_from(Source.UNSUPPORTED) == ("ours",)


@pytest.mark.parametrize("form", ["a form of another server", "acrostic"])
def test_a_favourite_form_that_can_not_be_had_here_gives_way(form: str) -> None:
    profile, learned = StyleProfile(poem_form=form), {"poem_form": "haiku"}
    plan = make_plan(PoemCommand("snow"), profile, learned, _ALL, seed=9)

    assert isinstance(plan.request, PoemRequest)
    assert plan.request.form == "haiku"
    assert _sources(plan)["poem_form"] is Source.LEARNED

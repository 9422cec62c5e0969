"""Commands and plans survive being stored as JSON."""

import json

import pytest

from bot.services.records import (
    command_from_json,
    command_to_json,
    plan_from_json,
    plan_to_json,
    traits_from_json,
)
from bot.style.commands import CreationCommand, ImageCommand, LyricsCommand, PoemCommand
from bot.style.plan import Plan, PlanPart, Source, make_plan
from bot.style.profile import StyleProfile
from models.base import Bond, PoemRequest


@pytest.mark.parametrize("command", [
    PoemCommand("snow"),
    PoemCommand("“snow” 🦊 \n\u0000 שלום", "haiku", "eerie", "Dutch", 2**31 - 1),
    LyricsCommand("snow"),
    LyricsCommand("snow", "folk", "joyful", ("Verse", "Chorus"), 0),
    ImageCommand("a fox"),
    ImageCommand("a fox", "flat", 4, "trees", 128, 30, 7.5, 3, ("teal", "gold")),
])  # fmt: skip
def test_a_command_comes_back_as_it_was(command: CreationCommand) -> None:
    stored = json.loads(json.dumps(command_to_json(command)))

    assert command_from_json(stored) == command


@pytest.mark.parametrize("command", [
    PoemCommand("snow", "haiku", "eerie"),
    PoemCommand("snow", "ours", notation="syllables: 4 4", keywords=("ice", "fox")),
    PoemCommand("snow", earlier="Snow fell.", bond=Bond.ANSWERS, word="ice"),
    PoemCommand("snow", given=("Now", None, "then")),
    LyricsCommand("snow", "folk", "joyful", ("Verse", "Chorus"), 0),
    ImageCommand("a fox", "flat", 4, "trees", 128, 30, 7.5, 3, ("teal", "gold")),
])  # fmt: skip
def test_a_plan_comes_back_as_it_was(command: CreationCommand) -> None:
    heeded = frozenset({"form", "mood", "genre", "style", "palette", "loves", "avoids"})
    profile = StyleProfile(mood="calm", loves=("tea",), avoids=("mud",), palette=("teal",))
    plan = make_plan(command, profile, {}, heeded, seed=5)

    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


def test_options_of_another_version_are_left_out() -> None:
    stored = {**command_to_json(PoemCommand("snow")), "rhyme": "ABAB"}

    assert command_from_json(stored) == PoemCommand("snow")


def test_a_plan_says_what_was_requested_and_why() -> None:
    plan = make_plan(
        PoemCommand("snow", "haiku"),
        StyleProfile(loves=("tea",)),
        {},
        frozenset({"form", "loves"}),
        seed=7,
    )
    stored = json.loads(json.dumps(plan_to_json(plan)))

    assert stored["kind"] == "poem"
    assert stored["request"] == {
        "theme": "snow", "seed": 7, "form": "haiku", "mood": None, "language": "English",
        "loves": ["tea"], "avoids": [], "notation": None, "word": None, "given": [],
        "keywords": [], "earlier": None, "bond": None,
    }  # fmt: skip
    assert stored["parts"] == [
        {"trait": "poem_form", "value": "haiku", "source": "command"},
        {"trait": "loves", "value": "tea", "source": "profile"},
    ]


def test_only_what_somebody_chose_and_the_model_heeded_is_evidence() -> None:
    parts = tuple(PlanPart(source.value, "x", source) for source in Source)
    stored = plan_to_json(Plan(PoemRequest("snow", 1), parts))

    assert set(traits_from_json(stored)) == {"command", "profile", "learned"}


def test_a_plan_without_parts_is_no_evidence() -> None:
    assert traits_from_json({}) == {}

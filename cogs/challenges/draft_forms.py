"""The forms in which a challenge is written down: its texts and times, and its rules."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Self

import discord
from discord import ui

from bot.challenges.challenge_presenter import AUTHORS, KINDS, MAKINGS, key_of
from bot.challenges.draft_reading import TypedTexts, read_rules
from bot.services.challenges.challenge import ChallengeDraft
from bot.services.challenges.draft_checks import LONGEST_BRIEF, LONGEST_TITLE
from bot.style.commands import name_key
from cogs.challenges.places import Interaction, guild_of
from cogs.modals import Modal
from models.text.forms.catalogue import catalogue

_LONGEST_TIME, _LONGEST_WORDS = 60, 300
_MOST_ENTRIES = 5

OnTexts = Callable[[Interaction, TypedTexts], Awaitable[None]]
OnRules = Callable[[Interaction, ChallengeDraft], Awaitable[None]]


class TextsForm(Modal, title="A challenge"):
    """Asks for title, brief and times."""

    def __init__(self, typed: TypedTexts, time_zone: str, on_texts: OnTexts) -> None:
        super().__init__()
        self._on_texts = on_texts
        self._title = ui.TextInput[Self](
            custom_id="title",
            max_length=LONGEST_TITLE,
            default=typed.title or None,
            placeholder="Harbours at night",
        )
        self._brief = ui.TextInput[Self](
            custom_id="brief",
            style=discord.TextStyle.paragraph,
            max_length=LONGEST_BRIEF,
            default=typed.brief or None,
            placeholder="What everybody makes",
        )
        clock = f"Your clock here: {time_zone}. Such as: friday 18:00, 2026-12-01 18:00, in 3 days"
        self._opens = _time_input("opens", typed.opens)
        self._closes = _time_input("closes", typed.closes)
        self._voting_closes = _time_input("voting_closes", typed.voting_closes)
        self.add_item(ui.Label(text="Title", component=self._title))
        self.add_item(ui.Label(text="Brief", component=self._brief))
        self.add_item(ui.Label(text="Opens", description=clock[:100], component=self._opens))
        self.add_item(ui.Label(text="Entries close, and voting begins", component=self._closes))
        self.add_item(ui.Label(text="Voting closes", component=self._voting_closes))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        inputs = (self._title, self._brief, self._opens, self._closes, self._voting_closes)
        await self._on_texts(interaction, TypedTexts(*(field.value for field in inputs)))


class RulesForm(Modal, title="The rules of a challenge"):
    """Asks for all that is not text or time."""

    def __init__(self, draft: ChallengeDraft, on_rules: OnRules) -> None:
        super().__init__()
        self._draft = draft
        self._on_rules = on_rules
        kinds = [_option(name, is_set=kind in draft.kinds) for kind, name in KINDS.items()]
        self._kinds = ui.Select[Self](custom_id="kinds", options=kinds, max_values=len(kinds))
        makings = [_option(name, is_set=making is draft.making) for making, name in MAKINGS.items()]
        self._making = ui.Select[Self](custom_id="making", options=makings)
        limits = [
            _option(f"{count} · authors {name}", is_set=(count, hidden) == _limits_of(draft))
            for hidden, name in AUTHORS.items()
            for count in range(1, _MOST_ENTRIES + 1)
        ]
        self._limits = ui.Select[Self](custom_id="limits", options=limits)
        self._words = _words_input("words", draft.required_words, "lantern, salt")
        wanted = (*filter(None, (draft.form,)), *draft.palette)
        self._wanted = _words_input("wanted", wanted, "haiku, teal, #FF8800")
        self.add_item(ui.Label(text="Takes", component=self._kinds))
        self.add_item(ui.Label(text="Made", component=self._making))
        self.add_item(ui.Label(text="Entries a member", component=self._limits))
        self.add_item(
            ui.Label(
                text="Words to name",
                description="In each text, and in each picture's prompt or title.",
                component=self._words,
            )
        )
        self.add_item(
            ui.Label(
                text="Form of poems, colours of pictures",
                description="Separated by commas.",
                component=self._wanted,
            )
        )

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        count, _, authors = self._limits.values[0].partition(" · authors ")
        chosen = replace(
            self._draft,
            kinds=tuple(kind for kind, name in KINDS.items() if name in self._kinds.values),
            making=key_of(MAKINGS, self._making.values[0]),
            entries_each=int(count),
            is_blind=key_of(AUTHORS, authors),
        )
        own = await interaction.client.services.forms.own(guild_of(interaction))
        names = {name_key(form.name) for form in (*catalogue().values(), *own)}
        draft = read_rules(
            chosen, self._words.value, self._wanted.value, lambda name: name_key(name) in names
        )
        await self._on_rules(interaction, draft)


def _time_input(custom_id: str, typed: str) -> ui.TextInput[Any]:
    return ui.TextInput(custom_id=custom_id, max_length=_LONGEST_TIME, default=typed or None)


def _words_input(custom_id: str, words: tuple[str, ...], example: str) -> ui.TextInput[Any]:
    return ui.TextInput(
        custom_id=custom_id,
        required=False,
        max_length=_LONGEST_WORDS,
        default=", ".join(words) or None,
        placeholder=example,
    )


def _option(name: str, *, is_set: bool) -> discord.SelectOption:
    return discord.SelectOption(label=name, value=name, default=is_set)


def _limits_of(draft: ChallengeDraft) -> tuple[int, bool]:
    return draft.entries_each, draft.is_blind

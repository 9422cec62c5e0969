"""A challenge without its times: what templates and series are made of."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.database.challenge_choices import BriefState, Cadence, Making
from bot.services.challenges.challenge import ChallengeDraft
from models.base import Kind


@dataclass(frozen=True)
class Outline:
    """A challenge that can begin at any time; attributes as in `ChallengeDraft`.

    Attributes:
        open_for: From opening until submissions close.
        voting_for: From then until voting closes.
    """

    title: str
    brief: str
    kinds: tuple[Kind, ...]
    open_for: timedelta
    voting_for: timedelta
    required_words: tuple[str, ...] = ()
    form: str | None = None
    palette: tuple[str, ...] = ()
    entries_each: int = 1
    making: Making = Making.BOTH
    is_blind: bool = True

    def beginning(self, opens_at: datetime) -> ChallengeDraft:
        """Returns the challenge that opens then."""
        closes_at = opens_at + self.open_for
        return ChallengeDraft(
            self.title,
            self.brief,
            self.kinds,
            opens_at,
            closes_at,
            closes_at + self.voting_for,
            self.required_words,
            self.form,
            self.palette,
            self.entries_each,
            self.making,
            self.is_blind,
        )


def outline_of(draft: ChallengeDraft) -> Outline:
    """Returns a challenge without its times."""
    return Outline(
        draft.title,
        draft.brief,
        draft.kinds,
        draft.closes_at - draft.opens_at,
        draft.voting_closes_at - draft.closes_at,
        draft.required_words,
        draft.form,
        draft.palette,
        draft.entries_each,
        draft.making,
        draft.is_blind,
    )


@dataclass(frozen=True)
class Template:
    """An outline that a server keeps under a name."""

    name: str
    outline: Outline
    author_id: int


@dataclass(frozen=True)
class SeriesDraft:
    """A series as a moderator writes it down.

    Attributes:
        outline: What its challenges have in common; its brief is used when no other is left.
        cadence: How often one begins.
        weekday: Of weekly ones, 0 is Monday.
        at: Time of the day in the server's time zone, kept through daylight-saving changes.
        briefs: One for each challenge, in order.
        wants_written_briefs: Whether the text model is to write briefs when the list is used up;
            a moderator approves each.
    """

    outline: Outline
    cadence: Cadence
    at: time
    weekday: int | None = None
    briefs: tuple[str, ...] = ()
    wants_written_briefs: bool = False


@dataclass(frozen=True)
class Series:
    """A series of a server.

    Attributes:
        next_at: When the next challenge opens.
        briefs_left: How many approved ones there are.
    """

    id: str
    guild_id: int
    channel_id: int
    author_id: int
    draft: SeriesDraft
    next_at: datetime
    is_paused: bool
    briefs_left: int


@dataclass(frozen=True)
class SeriesBrief:
    """A brief of a series."""

    id: str
    series_id: str
    text: str
    state: BriefState

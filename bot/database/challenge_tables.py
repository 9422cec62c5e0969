"""The tables of challenges. What must never happen is ruled out by constraints where that goes."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import (
    LONGEST_CHOICE,
    LONGEST_ID,
    Base,
    choice,
    new_id,
    one_of,
    utc_now,
)
from bot.database.challenge_choices import (
    EntryState,
    Making,
    Pick,
    StepKind,
    StepState,
)
from bot.database.series_tables import ChallengeSeries
from bot.database.tables import KINDS

ONE_MAKER = "making IN ('human', 'ai')"
OF_CHALLENGE = "challenges.id"


class Challenge(Base):
    """A challenge. What has happened in it is told by its steps."""

    __tablename__ = "challenges"
    __table_args__ = (
        CheckConstraint(one_of("making", Making), name="making"),
        CheckConstraint("opens_at < closes_at AND closes_at < voting_closes_at", name="order"),
        CheckConstraint("entries_each BETWEEN 1 AND 5", name="entries_each"),
        CheckConstraint("jury_weight BETWEEN 0 AND 1", name="jury_weight"),
        # A series begins each of its challenges once.
        UniqueConstraint("series_id", "opens_at"),
        Index(None, "guild_id", "voting_closes_at"),
    )

    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, default=new_id)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id"))
    channel_id: Mapped[int]
    thread_id: Mapped[int | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    series_id: Mapped[str | None] = mapped_column(ForeignKey(ChallengeSeries.id))
    title: Mapped[str] = mapped_column(Text)
    brief: Mapped[str] = mapped_column(Text)
    kinds: Mapped[list[str]]
    required_words: Mapped[list[str]]
    form: Mapped[str | None] = mapped_column(Text)
    # Of a server's own form, so that the challenge goes on when the form is removed.
    notation: Mapped[str | None] = mapped_column(Text)
    palette: Mapped[list[str]]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    voting_closes_at: Mapped[datetime]
    entries_each: Mapped[int] = mapped_column(Integer)
    making: Mapped[Making] = mapped_column(choice(Making))
    is_blind: Mapped[bool]
    # How much the jury counts beside the ballots.
    jury_weight: Mapped[float] = mapped_column(default=0.0)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str | None] = mapped_column(Text)
    # From then on the standings are as they are.
    published_at: Mapped[datetime | None]
    # How many had voted by then.
    voters: Mapped[int | None] = mapped_column(Integer)
    ballots: Mapped[int | None] = mapped_column(Integer)


class ChallengeStep(Base):
    """Something that happens once at a time. Whoever holds it does it, until the hold ends."""

    __tablename__ = "challenge_steps"
    __table_args__ = (
        CheckConstraint(one_of("kind", StepKind), name="kind"),
        CheckConstraint(one_of("state", StepState), name="state"),
        Index(None, "state", "due_at"),
    )

    challenge_id: Mapped[str] = mapped_column(ForeignKey(OF_CHALLENGE), primary_key=True)
    kind: Mapped[StepKind] = mapped_column(choice(StepKind), primary_key=True)
    due_at: Mapped[datetime]
    state: Mapped[StepState] = mapped_column(choice(StepState), default=StepState.WAITING)
    # Known again in the channel: Discord keeps it with the message.
    marker: Mapped[str] = mapped_column(String(LONGEST_ID), default=new_id)
    holder: Mapped[str | None] = mapped_column(String(LONGEST_ID))
    # Nobody takes the step before; also set to wait after a failure.
    held_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(Integer, default=0)
    attempted_channel_id: Mapped[int | None]
    attempted_at: Mapped[datetime | None]
    message_id: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    # Why it was skipped or failed.
    reason: Mapped[str | None] = mapped_column(Text)


class Entry(Base):
    """Something submitted to a challenge: a work, or what a member made without the bot."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint(KINDS, name="kind"),
        CheckConstraint(ONE_MAKER, name="making"),
        CheckConstraint(one_of("state", EntryState), name="state"),
        CheckConstraint("(state = 'standing') = (slot IS NOT NULL)", name="slot_while_standing"),
        UniqueConstraint("challenge_id", "author_id", "slot"),
        # What ballots and juries refer to, so that they know whose entry it is.
        UniqueConstraint("id", "author_id"),
    )

    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, default=new_id)
    challenge_id: Mapped[str] = mapped_column(ForeignKey(OF_CHALLENGE))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    # Which of the member's places it takes, from 1; None once it takes part no more.
    slot: Mapped[int | None] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(LONGEST_CHOICE))
    making: Mapped[Making] = mapped_column(choice(Making))
    title: Mapped[str] = mapped_column(Text)
    work_id: Mapped[str | None] = mapped_column(ForeignKey("works.id"), index=True)
    # Which of the work's pictures.
    picture: Mapped[int | None] = mapped_column(Integer)
    # Of an upload.
    text: Mapped[str | None] = mapped_column(Text)
    state: Mapped[EntryState] = mapped_column(choice(EntryState), default=EntryState.STANDING)
    reason: Mapped[str | None] = mapped_column(Text)
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class EntryPicture(Base):
    """The picture of an upload, encoded anew. It is loaded only when asked for."""

    __tablename__ = "entry_pictures"

    entry_id: Mapped[str] = mapped_column(
        ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True
    )
    alt_text: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    webp: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)


class Ballot(Base):
    """A ballot that was given to a voter."""

    __tablename__ = "ballots"
    __table_args__ = (
        # A voter has one ballot after the other, whoever gives them out at the same time.
        UniqueConstraint("challenge_id", "voter_id", "number"),
        UniqueConstraint("id", "voter_id"),
    )

    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, default=new_id)
    challenge_id: Mapped[str] = mapped_column(ForeignKey(OF_CHALLENGE))
    voter_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    given_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class BallotEntry(Base):
    """An entry on a ballot, and what the voter said of it: never their own, none twice."""

    __tablename__ = "ballot_entries"
    __table_args__ = (
        ForeignKeyConstraint(["ballot_id", "voter_id"], ["ballots.id", "ballots.voter_id"]),
        ForeignKeyConstraint(["entry_id", "author_id"], ["entries.id", "entries.author_id"]),
        CheckConstraint("voter_id <> author_id", name="not_ones_own"),
        CheckConstraint(one_of("pick", Pick), name="pick"),
        UniqueConstraint("entry_id", "voter_id"),
        UniqueConstraint("ballot_id", "pick"),
    )

    ballot_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    voter_id: Mapped[int]
    entry_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    author_id: Mapped[int]
    pick: Mapped[Pick | None] = mapped_column(choice(Pick))


class Juror(Base):
    """A member of a challenge's jury."""

    __tablename__ = "jurors"

    challenge_id: Mapped[str] = mapped_column(ForeignKey(OF_CHALLENGE), primary_key=True)
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id"), primary_key=True, autoincrement=False
    )


class JuryScore(Base):
    """How a juror rates an entry by a criterion; never their own."""

    __tablename__ = "jury_scores"
    __table_args__ = (
        ForeignKeyConstraint(["entry_id", "author_id"], ["entries.id", "entries.author_id"]),
        CheckConstraint("juror_id <> author_id", name="not_ones_own"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    )

    entry_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)
    juror_id: Mapped[int] = mapped_column(
        ForeignKey("members.id"), primary_key=True, autoincrement=False
    )
    criterion: Mapped[str] = mapped_column(String(LONGEST_CHOICE), primary_key=True)
    author_id: Mapped[int]
    score: Mapped[int] = mapped_column(Integer)


class ChallengeStanding(Base):
    """Where an entry came in, as it was published."""

    __tablename__ = "challenge_standings"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id"), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(ForeignKey(OF_CHALLENGE), index=True)
    # In which order entries are listed that share a place.
    position: Mapped[int] = mapped_column(Integer)
    place: Mapped[int] = mapped_column(Integer)
    is_tied: Mapped[bool]
    score: Mapped[float]
    low_place: Mapped[int] = mapped_column(Integer)
    high_place: Mapped[int] = mapped_column(Integer)
    shown: Mapped[int] = mapped_column(Integer)
    # The mean of the jury's; None if it did not score the entry.
    jury_score: Mapped[float | None]

"""The tables of what servers keep for challenges to come: settings, templates and series."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import LONGEST_ID, Base, choice, new_id, one_of
from bot.database.challenge_choices import BriefState, Cadence


class ChallengeSettings(Base):
    """What a server decided for its challenges."""

    __tablename__ = "challenge_settings"

    guild_id: Mapped[int] = mapped_column(
        ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    time_zone: Mapped[str] = mapped_column(Text)
    account_days: Mapped[int] = mapped_column(Integer)
    membership_days: Mapped[int] = mapped_column(Integer)


class ChallengeTemplate(Base):
    """An outline that a server keeps under a name."""

    __tablename__ = "challenge_templates"

    guild_id: Mapped[int] = mapped_column(
        ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    # The name as it is compared: upper and lower case are the same.
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    outline: Mapped[dict[str, object]]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))


class ChallengeSeries(Base):
    """Challenges that begin again and again."""

    __tablename__ = "challenge_series"
    __table_args__ = (
        CheckConstraint(one_of("cadence", Cadence), name="cadence"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    )

    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, default=new_id)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id"), index=True)
    channel_id: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    outline: Mapped[dict[str, object]]
    cadence: Mapped[Cadence] = mapped_column(choice(Cadence))
    weekday: Mapped[int | None] = mapped_column(Integer)
    # "18:00", on the clocks of the server's time zone.
    local_time: Mapped[str] = mapped_column(String(5))
    wants_written_briefs: Mapped[bool]
    next_at: Mapped[datetime]
    is_paused: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]


class SeriesBrief(Base):
    """A brief of a series; the approved ones are used in the order of their numbers."""

    __tablename__ = "series_briefs"
    __table_args__ = (
        CheckConstraint(one_of("state", BriefState), name="state"),
        Index(None, "series_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, default=new_id)
    series_id: Mapped[str] = mapped_column(ForeignKey("challenge_series.id"))
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[BriefState] = mapped_column(choice(BriefState))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

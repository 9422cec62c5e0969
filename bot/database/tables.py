"""The tables. Every change to them needs a migration; the tests notice a missing one."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    true,
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

KINDS = "kind IN ('poem', 'lyrics', 'image')"


class Verdict(StrEnum):
    """What a member made of a work."""

    LIKE = "like"
    DISLIKE = "dislike"
    REGENERATE = "regenerate"
    DELETE = "delete"


class JobStatus(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Delivery(StrEnum):
    """Whether the member has the answer to their job."""

    PENDING = "pending"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"


class Member(Base):
    """Somebody who used the bot; the id is Discord's."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # Whether they watch drafts and previews of what is made for them.
    streaming: Mapped[bool] = mapped_column(default=True, server_default=true())
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Guild(Base):
    """A server that the bot was used in; the id is Discord's."""

    __tablename__ = "guilds"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class StyleProfile(Base):
    """What a member said they like. None or an empty list: no preference."""

    __tablename__ = "style_profiles"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    mood: Mapped[str | None] = mapped_column(Text)
    poem_form: Mapped[str | None] = mapped_column(Text)
    genre: Mapped[str | None] = mapped_column(Text)
    image_style: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    loves: Mapped[list[str]] = mapped_column(default=list)
    avoids: Mapped[list[str]] = mapped_column(default=list)
    palette: Mapped[list[str]] = mapped_column(default=list)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)


class Form(Base):
    """A server's own form of poems. Works don't refer to it: their requests hold the notation."""

    __tablename__ = "forms"

    guild_id: Mapped[int] = mapped_column(
        ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    # The name as it is compared: upper and lower case are the same, in all alphabets.
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    notation: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Work(Base):
    """Anything generated, with all that is needed to make it again."""

    __tablename__ = "works"
    __table_args__ = (
        CheckConstraint(KINDS, name="kind"),
        Index(None, "author_id", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(LONGEST_CHOICE))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    guild_id: Mapped[int | None] = mapped_column(ForeignKey("guilds.id"))
    channel_id: Mapped[int | None]
    message_id: Mapped[int | None]
    request: Mapped[dict[str, object]]
    plan: Mapped[dict[str, object]]
    model_id: Mapped[str] = mapped_column(Text)
    model_revision: Mapped[str] = mapped_column(Text)
    seed: Mapped[int]
    seconds: Mapped[float]
    parameters: Mapped[dict[str, object]]
    text: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    deleted_at: Mapped[datetime | None]


class WorkImage(Base):
    """One picture of a work. Its PNG is loaded only when asked for."""

    __tablename__ = "work_images"

    work_id: Mapped[str] = mapped_column(
        ForeignKey("works.id", ondelete="CASCADE"), primary_key=True
    )
    index: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seed: Mapped[int]
    alt_text: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    png: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)


class WorkParent(Base):
    """An edge of the lineage: the work was made from the parent."""

    __tablename__ = "work_parents"
    __table_args__ = (CheckConstraint("work_id <> parent_id", name="not_itself"),)

    work_id: Mapped[str] = mapped_column(ForeignKey("works.id"), primary_key=True)
    parent_id: Mapped[str] = mapped_column(ForeignKey("works.id"), primary_key=True, index=True)


class FeedbackEvent(Base):
    """What a member once did about a work; only ever added to, so that learning can be retold."""

    __tablename__ = "feedback_events"
    __table_args__ = (
        CheckConstraint(one_of("verdict", Verdict), name="verdict"),
        Index(None, "work_id", "member_id"),
    )

    # SQLite counts up only a column that is exactly INTEGER PRIMARY KEY.
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    work_id: Mapped[str] = mapped_column(ForeignKey("works.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Job(Base):
    """A command that was accepted, so that it ends and is answered once, across restarts too.

    Its id is also the key by which an answer to it is known again.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(KINDS, name="kind"),
        CheckConstraint(one_of("status", JobStatus), name="status"),
        CheckConstraint(one_of("delivery", Delivery), name="delivery"),
        Index(None, "status", "created_at"),
        Index(None, "delivery", "created_at"),
        Index(None, "member_id", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True, default=new_id)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    guild_id: Mapped[int | None] = mapped_column(ForeignKey("guilds.id"))
    channel_id: Mapped[int | None]
    # The message that the member watches while they wait.
    message_id: Mapped[int | None]
    application_id: Mapped[int | None]
    # A secret: whoever has it can answer as the bot for 15 minutes. Rows keep the plain repr of
    # objects and engines hide parameters, so that it gets into no log.
    interaction_token: Mapped[str | None] = mapped_column(Text)
    token_expires_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(String(LONGEST_CHOICE))
    request: Mapped[dict[str, object]]
    plan: Mapped[dict[str, object]]
    status: Mapped[JobStatus] = mapped_column(choice(JobStatus), default=JobStatus.QUEUED)
    error: Mapped[str | None] = mapped_column(Text)
    work_id: Mapped[str | None] = mapped_column(ForeignKey("works.id"))
    parent_work_id: Mapped[str | None] = mapped_column(ForeignKey("works.id"))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    delivery: Mapped[Delivery] = mapped_column(
        choice(Delivery), default=Delivery.PENDING, server_default=Delivery.PENDING
    )
    # Where an answer was about to be sent when; after a crash, it may be there.
    attempted_channel_id: Mapped[int | None]
    attempted_at: Mapped[datetime | None]
    delivered_channel_id: Mapped[int | None]
    delivered_message_id: Mapped[int | None]
    delivered_at: Mapped[datetime | None]

"""Challenges: their steps, entries, ballots, juries, standings, templates, series, settings."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STEPS = (
    "kind IN ('announce', 'open', 'remind', 'close', 'remind_voting', 'publish', 'cancel', "
    "'archive')"
)
STATES = "state IN ('waiting', 'attempted', 'done', 'skipped', 'failed')"


def upgrade() -> None:
    _create_challenge_series()
    _create_challenge_settings()
    _create_challenge_templates()
    _create_challenges()
    _create_series_briefs()
    _create_ballots()
    _create_challenge_steps()
    _create_entries()
    _create_jurors()
    _create_ballot_entries()
    _create_challenge_standings()
    _create_entry_pictures()
    _create_jury_scores()


def downgrade() -> None:
    op.drop_table("jury_scores")
    op.drop_table("entry_pictures")
    op.drop_table("challenge_standings")
    op.drop_table("ballot_entries")
    op.drop_table("jurors")
    op.drop_table("entries")
    op.drop_table("challenge_steps")
    op.drop_table("ballots")
    op.drop_table("series_briefs")
    op.drop_table("challenges")
    op.drop_table("challenge_templates")
    op.drop_table("challenge_settings")
    op.drop_table("challenge_series")


def _create_challenge_series() -> None:
    op.create_table(
        "challenge_series",
        *_columns(sa.String(16), "id", "cadence"),
        *_columns(sa.BigInteger(), "guild_id", "channel_id", "author_id"),
        sa.Column("outline", sa.JSON(), nullable=False),
        sa.Column("weekday", sa.Integer()),
        sa.Column("local_time", sa.String(5), nullable=False),
        *_columns(sa.Boolean(), "wants_written_briefs", "is_paused"),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        _check("challenge_series", "cadence", "cadence IN ('daily', 'weekly')"),
        _check("challenge_series", "weekday", "weekday BETWEEN 0 AND 6"),
        *_references("challenge_series", author_id="members", guild_id="guilds"),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_series"),
    )
    op.create_index("ix_challenge_series_guild_id", "challenge_series", ["guild_id"])


def _create_challenge_settings() -> None:
    op.create_table(
        "challenge_settings",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        *_columns(sa.Integer(), "account_days", "membership_days"),
        *_references("challenge_settings", "CASCADE", guild_id="guilds"),
        sa.PrimaryKeyConstraint("guild_id", name="pk_challenge_settings"),
    )


def _create_challenge_templates() -> None:
    op.create_table(
        "challenge_templates",
        *_columns(sa.BigInteger(), "guild_id", "author_id"),
        *_columns(sa.Text(), "key", "name"),
        sa.Column("outline", sa.JSON(), nullable=False),
        *_references("challenge_templates", author_id="members"),
        *_references("challenge_templates", "CASCADE", guild_id="guilds"),
        sa.PrimaryKeyConstraint("guild_id", "key", name="pk_challenge_templates"),
    )


def _create_challenges() -> None:
    op.create_table(
        "challenges",
        *_columns(sa.String(16), "id", "making"),
        *_columns(sa.BigInteger(), "guild_id", "channel_id", "author_id"),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("series_id", sa.String(16)),
        *_columns(sa.Text(), "title", "brief"),
        *_columns(sa.JSON(), "kinds", "required_words", "palette"),
        *_columns(sa.Text(), "form", "notation", "cancelled_reason", nullable=True),
        *_columns(
            sa.DateTime(timezone=True), "opens_at", "closes_at", "voting_closes_at", "created_at"
        ),
        *_columns(sa.Integer(), "entries_each", "version"),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("jury_weight", sa.Float(), nullable=False),
        *_columns(sa.DateTime(timezone=True), "cancelled_at", "published_at", nullable=True),
        *_columns(sa.Integer(), "voters", "ballots", nullable=True),
        _check("challenges", "making", "making IN ('human', 'ai', 'both')"),
        _check("challenges", "entries_each", "entries_each BETWEEN 1 AND 5"),
        _check("challenges", "jury_weight", "jury_weight BETWEEN 0 AND 1"),
        _check("challenges", "order", "opens_at < closes_at AND closes_at < voting_closes_at"),
        *_references(
            "challenges", author_id="members", guild_id="guilds", series_id="challenge_series"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenges"),
        _unique("challenges", "series_id", "opens_at"),
    )
    op.create_index(
        "ix_challenges_guild_id_voting_closes_at", "challenges", ["guild_id", "voting_closes_at"]
    )


def _create_series_briefs() -> None:
    op.create_table(
        "series_briefs",
        *_columns(sa.String(16), "id", "series_id", "state"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger()),
        _check("series_briefs", "state", "state IN ('pending', 'approved', 'rejected', 'used')"),
        *_references("series_briefs", decided_by="members", series_id="challenge_series"),
        sa.PrimaryKeyConstraint("id", name="pk_series_briefs"),
    )
    op.create_index("ix_series_briefs_series_id_state", "series_briefs", ["series_id", "state"])


def _create_ballots() -> None:
    op.create_table(
        "ballots",
        *_columns(sa.String(16), "id", "challenge_id"),
        sa.Column("voter_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        *_references("ballots", challenge_id="challenges", voter_id="members"),
        sa.PrimaryKeyConstraint("id", name="pk_ballots"),
        _unique("ballots", "challenge_id", "voter_id", "number"),
        _unique("ballots", "id", "voter_id"),
    )
    op.create_index("ix_ballots_voter_id", "ballots", ["voter_id"])


def _create_challenge_steps() -> None:
    op.create_table(
        "challenge_steps",
        *_columns(sa.String(16), "challenge_id", "kind", "state", "marker"),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder", sa.String(16)),
        *_columns(
            sa.DateTime(timezone=True), "held_until", "attempted_at", "ended_at", nullable=True
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        *_columns(sa.BigInteger(), "attempted_channel_id", "message_id", nullable=True),
        sa.Column("reason", sa.Text()),
        _check("challenge_steps", "kind", STEPS),
        _check(
            "challenge_steps",
            "state",
            "state IN ('waiting', 'attempted', 'done', 'skipped', 'failed')",
        ),
        *_references("challenge_steps", challenge_id="challenges"),
        sa.PrimaryKeyConstraint("challenge_id", "kind", name="pk_challenge_steps"),
    )
    op.create_index("ix_challenge_steps_state_due_at", "challenge_steps", ["state", "due_at"])


def _create_entries() -> None:
    op.create_table(
        "entries",
        *_columns(sa.String(16), "id", "challenge_id", "kind", "making", "state"),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        *_columns(sa.Integer(), "slot", "picture", nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("work_id", sa.String(16)),
        *_columns(sa.Text(), "text", "reason", nullable=True),
        sa.Column("removed_by", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _check("entries", "slot_while_standing", "(state = 'standing') = (slot IS NOT NULL)"),
        _check("entries", "kind", "kind IN ('poem', 'lyrics', 'image')"),
        _check("entries", "making", "making IN ('human', 'ai')"),
        _check("entries", "state", "state IN ('standing', 'withdrawn', 'removed')"),
        *_references(
            "entries",
            author_id="members",
            challenge_id="challenges",
            removed_by="members",
            work_id="works",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        _unique("entries", "challenge_id", "author_id", "slot"),
        _unique("entries", "id", "author_id"),
    )
    op.create_index("ix_entries_author_id", "entries", ["author_id"])
    op.create_index("ix_entries_work_id", "entries", ["work_id"])


def _create_jurors() -> None:
    op.create_table(
        "jurors",
        sa.Column("challenge_id", sa.String(16), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        *_references("jurors", challenge_id="challenges", member_id="members"),
        sa.PrimaryKeyConstraint("challenge_id", "member_id", name="pk_jurors"),
    )


def _create_ballot_entries() -> None:
    op.create_table(
        "ballot_entries",
        *_columns(sa.String(16), "ballot_id", "entry_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_columns(sa.BigInteger(), "voter_id", "author_id"),
        sa.Column("pick", sa.String(16)),
        _check("ballot_entries", "pick", "pick IN ('best', 'worst')"),
        _check("ballot_entries", "not_ones_own", "voter_id <> author_id"),
        sa.ForeignKeyConstraint(
            ["ballot_id", "voter_id"],
            ["ballots.id", "ballots.voter_id"],
            name="fk_ballot_entries_ballot_id_voter_id_ballots",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id", "author_id"],
            ["entries.id", "entries.author_id"],
            name="fk_ballot_entries_entry_id_author_id_entries",
        ),
        sa.PrimaryKeyConstraint("ballot_id", "position", name="pk_ballot_entries"),
        _unique("ballot_entries", "ballot_id", "pick"),
        _unique("ballot_entries", "entry_id", "voter_id"),
    )


def _create_challenge_standings() -> None:
    op.create_table(
        "challenge_standings",
        *_columns(sa.String(16), "entry_id", "challenge_id"),
        *_columns(sa.Integer(), "position", "place", "low_place", "high_place", "shown"),
        sa.Column("is_tied", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("jury_score", sa.Float()),
        *_references("challenge_standings", challenge_id="challenges", entry_id="entries"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_challenge_standings"),
    )
    op.create_index("ix_challenge_standings_challenge_id", "challenge_standings", ["challenge_id"])


def _create_entry_pictures() -> None:
    op.create_table(
        "entry_pictures",
        sa.Column("entry_id", sa.String(16), nullable=False),
        sa.Column("alt_text", sa.Text(), nullable=False),
        *_columns(sa.Integer(), "width", "height"),
        sa.Column("webp", sa.LargeBinary(), nullable=False),
        *_references("entry_pictures", "CASCADE", entry_id="entries"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_entry_pictures"),
    )


def _create_jury_scores() -> None:
    op.create_table(
        "jury_scores",
        *_columns(sa.String(16), "entry_id", "criterion"),
        *_columns(sa.BigInteger(), "juror_id", "author_id"),
        sa.Column("score", sa.Integer(), nullable=False),
        _check("jury_scores", "not_ones_own", "juror_id <> author_id"),
        _check("jury_scores", "score", "score BETWEEN 1 AND 5"),
        sa.ForeignKeyConstraint(
            ["entry_id", "author_id"],
            ["entries.id", "entries.author_id"],
            name="fk_jury_scores_entry_id_author_id_entries",
        ),
        *_references("jury_scores", juror_id="members"),
        sa.PrimaryKeyConstraint("entry_id", "juror_id", "criterion", name="pk_jury_scores"),
    )


def _references(
    table: str, ondelete: str | None = None, **targets: str
) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=ondelete
        )
        for column, to in targets.items()
    ]


def _columns(
    kind: sa.types.TypeEngine[Any], *names: str, nullable: bool = False
) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable) for name in names]


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")

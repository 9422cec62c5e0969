"""Members, guilds, style profiles, works, feedback and jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KINDS = "kind IN ('poem', 'lyrics', 'image')"
VERDICTS = "verdict IN ('like', 'dislike', 'regenerate', 'delete')"
STATUSES = "status IN ('queued', 'running', 'done', 'failed', 'cancelled')"


def upgrade() -> None:
    _create_members_and_guilds()
    _create_style_profiles()
    _create_works()
    _create_work_images()
    _create_work_parents()
    _create_feedback_events()
    _create_jobs()


def downgrade() -> None:
    op.drop_table("jobs")
    op.drop_table("feedback_events")
    op.drop_table("work_parents")
    op.drop_table("work_images")
    op.drop_table("works")
    op.drop_table("style_profiles")
    op.drop_table("guilds")
    op.drop_table("members")


def _create_members_and_guilds() -> None:
    for table in ("members", "guilds"):
        op.create_table(
            table,
            sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )


def _create_style_profiles() -> None:
    op.create_table(
        "style_profiles",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mood", sa.Text()),
        sa.Column("poem_form", sa.Text()),
        sa.Column("genre", sa.Text()),
        sa.Column("image_style", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("loves", sa.JSON(), nullable=False),
        sa.Column("avoids", sa.JSON(), nullable=False),
        sa.Column("palette", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name="pk_style_profiles"),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name="fk_style_profiles_member_id_members",
            ondelete="CASCADE",
        ),
    )


def _create_works() -> None:
    op.create_table(
        "works",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger()),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("model_id", sa.Text(), nullable=False),
        sa.Column("model_revision", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_works"),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name="fk_works_author_id_members"),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_works_guild_id_guilds"),
        sa.CheckConstraint(KINDS, name=op.f("ck_works_kind")),
    )
    op.create_index("ix_works_author_id_created_at", "works", ["author_id", "created_at"])


def _create_work_images() -> None:
    op.create_table(
        "work_images",
        sa.Column("work_id", sa.String(16), nullable=False),
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("alt_text", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("work_id", "index", name="pk_work_images"),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name="fk_work_images_work_id_works", ondelete="CASCADE"
        ),
    )


def _create_work_parents() -> None:
    op.create_table(
        "work_parents",
        sa.Column("work_id", sa.String(16), nullable=False),
        sa.Column("parent_id", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("work_id", "parent_id", name="pk_work_parents"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_work_parents_work_id_works"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["works.id"], name="fk_work_parents_parent_id_works"
        ),
        sa.CheckConstraint("work_id <> parent_id", name=op.f("ck_work_parents_not_itself")),
    )
    op.create_index("ix_work_parents_parent_id", "work_parents", ["parent_id"])


def _create_feedback_events() -> None:
    op.create_table(
        "feedback_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("work_id", sa.String(16), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_events"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_feedback_events_work_id_works"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_feedback_events_member_id_members"
        ),
        sa.CheckConstraint(VERDICTS, name=op.f("ck_feedback_events_verdict")),
    )
    op.create_index("ix_feedback_events_member_id", "feedback_events", ["member_id"])
    op.create_index(
        "ix_feedback_events_work_id_member_id", "feedback_events", ["work_id", "member_id"]
    )


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger()),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("application_id", sa.BigInteger()),
        sa.Column("interaction_token", sa.Text()),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("work_id", sa.String(16)),
        sa.Column("parent_work_id", sa.String(16)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_jobs_member_id_members"),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_jobs_guild_id_guilds"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_jobs_work_id_works"),
        sa.ForeignKeyConstraint(
            ["parent_work_id"], ["works.id"], name="fk_jobs_parent_work_id_works"
        ),
        sa.CheckConstraint(KINDS, name=op.f("ck_jobs_kind")),
        sa.CheckConstraint(STATUSES, name=op.f("ck_jobs_status")),
    )
    op.create_index("ix_jobs_status_created_at", "jobs", ["status", "created_at"])

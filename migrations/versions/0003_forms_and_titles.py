"""Servers' own forms of poems; what texts are called."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "forms",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("notation", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "key", name="pk_forms"),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name="fk_forms_guild_id_guilds", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name="fk_forms_author_id_members"),
    )
    op.add_column("works", sa.Column("title", sa.Text()))


def downgrade() -> None:
    op.drop_column("works", "title")
    op.drop_table("forms")

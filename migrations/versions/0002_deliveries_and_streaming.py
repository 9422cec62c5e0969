"""Whether and where each job was answered; whether members watch drafts and previews."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

DELIVERIES = "delivery IN ('pending', 'delivered', 'undeliverable')"
# What ended before had its one chance: failures were told, and works were shown if they could be.
DELIVERED = """
    UPDATE jobs SET delivery = 'delivered'
    WHERE status IN ('failed', 'cancelled')
    OR work_id IN (SELECT id FROM works WHERE message_id IS NOT NULL)
"""
UNDELIVERABLE = """
    UPDATE jobs SET delivery = 'undeliverable' WHERE status = 'done' AND delivery = 'pending'
"""

TIMES = ("token_expires_at", "attempted_at", "delivered_at")
IDS = ("attempted_channel_id", "delivered_channel_id", "delivered_message_id")
INDEXES = {
    "ix_jobs_delivery_created_at": ["delivery", "created_at"],
    "ix_jobs_member_id_created_at": ["member_id", "created_at"],
}


def upgrade() -> None:
    op.add_column(
        "members",
        sa.Column("streaming", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column(
        "jobs",
        sa.Column(
            "delivery",
            sa.String(16),
            sa.CheckConstraint(DELIVERIES, name=op.f("ck_jobs_delivery")),
            server_default="pending",
            nullable=False,
        ),
    )
    for name in TIMES:
        op.add_column("jobs", sa.Column(name, sa.DateTime(timezone=True)))
    for name in IDS:
        op.add_column("jobs", sa.Column(name, sa.BigInteger()))
    op.execute(DELIVERED)
    op.execute(UNDELIVERABLE)
    for name, columns in INDEXES.items():
        op.create_index(name, "jobs", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "jobs")
    for name in (*TIMES, *IDS, "delivery"):
        op.drop_column("jobs", name)
    op.drop_column("members", "streaming")

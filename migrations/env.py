"""Runs migrations on the connection that `bot.database.migrate` opened."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum

from bot.database.base import UtcDateTime
from bot.database.challenge_tables import Base


def render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Spells our column types in plain SQLAlchemy: a migration outlives the code it came from."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    transactional_ddl=True,
    compare_server_default=True,
)

with context.begin_transaction():
    context.run_migrations()

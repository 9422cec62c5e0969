"""INSERT ... ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy twice."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import Base


async def insert_if_absent(session: AsyncSession, table: type[Base], **values: Any) -> None:
    """Inserts the row, or does nothing if its key is there, whoever else does the same."""
    await session.execute(_insert(session, table).values(**values).on_conflict_do_nothing())


async def insert_or_update(
    session: AsyncSession, table: type[Base], key: dict[str, Any], **values: Any
) -> None:
    """Inserts the row, or sets the values in the one that has the key."""
    statement = _insert(session, table).values(**key, **values)
    await session.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=values),
        execution_options={"synchronize_session": False},
    )


def _insert(session: AsyncSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    dialect = session.get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)

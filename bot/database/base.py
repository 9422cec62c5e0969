"""What all tables share: naming of constraints, column types, times and ids."""

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Enum, Float, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

LONGEST_ID = 16
LONGEST_CHOICE = 16


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored and given back in UTC, on databases without time zones too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,
    ) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("A time without a time zone can't be stored")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(values: type[StrEnum]) -> Enum:
    """A text column for one of the enumeration's values; its table holds the check constraint."""
    return Enum(
        values,
        native_enum=False,
        length=LONGEST_CHOICE,
        values_callable=_stored_values,
    )


def _stored_values(values: type[StrEnum]) -> list[str]:
    return [value.value for value in values]


def one_of(column: str, values: type[StrEnum]) -> str:
    """The check constraint that goes with `choice`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def utc_now() -> datetime:
    """The time as tables store it."""
    return datetime.now(UTC)


def new_id() -> str:
    """A short id that nobody can guess and that fits into a button's custom id."""
    return secrets.token_urlsafe(8)


class Base(DeclarativeBase):
    """All tables. JSON values are replaced as a whole: changes inside one are not noticed."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[object, type[TypeEngine[Any]]]] = {
        int: BigInteger,
        float: Float,
        datetime: UtcDateTime,
        dict[str, object]: JSON,
        list[str]: JSON,
    }

"""Column types that mean the same on SQLite and PostgreSQL, each with its wire form for the journal."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Dialect, ForeignKey, LargeBinary, String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

from desktop.values.partial_day import PartialDay

Instant = BigInteger  # UTC milliseconds


class Id(TypeDecorator[UUID]):
    """A UUID: 16 raw bytes on SQLite, the native type on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The native type where there is one."""
        return dialect.type_descriptor(postgresql.UUID() if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """UUID to what the driver stores."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """What the driver returns, as a UUID."""
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=bytes(value))


class SomeDay(TypeDecorator[PartialDay]):
    """A date of which month or day may be unknown, kept as `2026-03-05`, `2026-03` or `2026` (sorts as text)."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDay | None, dialect: Dialect) -> str | None:
        """PartialDay to text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDay | None:
        """Text to PartialDay."""
        return None if value is None else PartialDay.from_text(value)


def refers(target: str) -> ForeignKey:
    """A reference that is checked at the commit: a deed and an exchange may write rows in any order (SYNC I9)."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def to_wire(value: Any) -> Any:
    """A column value as the journal and the exchange write it: JSON scalars only."""
    if isinstance(value, UUID | PartialDay):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value


def from_wire(kind: TypeEngine[Any], value: Any) -> Any:
    """The inverse of `to_wire` for a column of type `kind`."""
    if value is None:
        return None
    if isinstance(kind, Id):
        return UUID(value)
    if isinstance(kind, SomeDay):
        return PartialDay.from_text(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return bytes.fromhex(value)
    return value


__all__ = ["BigInteger", "Date", "Id", "Instant", "SomeDay", "String", "Text", "from_wire", "refers", "to_wire"]

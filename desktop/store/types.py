"""Column types that mean the same on SQLite and PostgreSQL, each with its wire form for the journal."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Dialect, ForeignKey, LargeBinary, String, Text, not_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.operators import OperatorType, in_op, not_in_op
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from desktop.base.ids import id_of
from desktop.store import many_ids
from desktop.values.partial_day import PartialDay

Instant = BigInteger  # UTC milliseconds
_MEMBERSHIP = frozenset({in_op, not_in_op})


class Id(UserDefinedType[UUID]):
    """A UUID: 16 raw bytes on SQLite, the native type on PostgreSQL."""

    cache_ok = True

    class Comparator(UserDefinedType.Comparator[UUID]):
        """A column of ids is asked for many of them by one parameter."""

        def operate(self, op: OperatorType, *other: Any, **how: Any) -> Any:
            """As any column, but for membership."""
            if op in _MEMBERSHIP and many_ids.are_many(other[0]):
                found = many_ids.among(self.expr, other[0])
                return found if op is in_op else not_(found)
            return super().operate(op, *other, **how)

    comparator_factory = Comparator

    def get_col_spec(self, **_: Any) -> str:
        """The column's type in SQLite's DDL."""
        return "BLOB"

    def bind_processor(self, dialect: Dialect) -> Any:
        """UUID to what the driver stores."""
        return None if dialect.name == "postgresql" else _bytes

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """What the driver returns, as a UUID."""
        return None if dialect.name == "postgresql" else _uuid


@compiles(Id, "postgresql")
def _native(_kind: Id, _compiler: Any, **_: Any) -> str:
    return "UUID"


def _bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.int.to_bytes(16, "big")  # `value.bytes`, a call less: hundred thousands


def _uuid(value: bytes | None) -> UUID | None:
    return None if value is None else id_of(value)


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


_ON_THE_WIRE = frozenset({str, int, bool, type(None)})


def to_wire(value: Any) -> Any:
    """A column value as the journal and the exchange write it: JSON scalars only."""
    if value.__class__ in _ON_THE_WIRE:  # most of them, in an import by the hundred thousand
        return value
    if isinstance(value, (UUID, PartialDay)):
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

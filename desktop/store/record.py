"""The mapped bases: `Record` for what is journaled, mostly exchanged; `Row` for what is derived or of this PC."""

from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from desktop.base.ids import uuid7
from desktop.store.types import Id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(DeclarativeBase):
    """A table of this PC only: caches, drafts, sending states. Not journaled, never exchanged."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {UUID: Id()}


class Record(Row):
    """A journaled row. `unit_id` is who it belongs to, `alive` is false in the recycle bin.

    `last_change` names the newest journal entry of the row and `mac` seals all of it, so that an old
    database page put back is found (SAFETY §1.4). Neither is set by hand: the journal does.
    """

    __abstract__ = True
    id: Mapped[UUID] = mapped_column(Id, primary_key=True, sort_order=-9)
    unit_id: Mapped[UUID] = mapped_column(Id, index=True, sort_order=-8)
    alive: Mapped[bool] = mapped_column(default=True, sort_order=90)
    last_change: Mapped[UUID] = mapped_column(Id, sort_order=91)
    mac: Mapped[bytes] = mapped_column(sort_order=92)

    travels: ClassVar[bool] = True  # false: no exchange takes it along, whatever else becomes of it
    permission: ClassVar[str] = ""  # asked again of whoever takes a deed back, for rows that not everybody sees
    merge_groups: ClassVar[dict[str, tuple[str, ...]]] = {}  # fields that merge as one, by group name (SYNC §2)

    def __init__(self, **values: Any) -> None:
        """Give the id and the columns' defaults at once: the journal reads them before the first flush."""
        super().__init__(**{"id": uuid7(), **defaults(type(self)), **values})


SEAL = frozenset({"last_change", "mac"})


@cache
def defaults(record_type: type[Record]) -> dict[str, Any]:
    """The scalar defaults of the columns, by attribute name."""
    found = ((column.key, column.default) for column in record_type.__table__.columns)
    return {key: default.arg for key, default in found if default is not None and default.is_scalar}


@cache
def content(record_type: type[Record]) -> tuple[str, ...]:
    """The attribute names that a patch may carry: all columns but the id and the seal."""
    return tuple(c.key for c in record_type.__table__.columns if c.key not in SEAL and c.key != "id")


@cache
def references(record_type: type[Record]) -> dict[str, str]:
    """The attributes that refer to other rows, each with the table it refers to; SQLAlchemy's own strings stay here."""
    columns = record_type.__table__.columns
    return {str(column.key): str(key.column.table.name) for column in columns for key in column.foreign_keys}


def group_of(record_type: type[Record], field: str) -> str:
    """The field group that `field` merges with; itself when it stands alone."""
    for group, fields in record_type.merge_groups.items():
        if field in fields:
            return group
    return field


def staying() -> frozenset[str]:
    """The journaled tables that no exchange takes along."""
    return frozenset(kind.__tablename__ for kind in record_types() if not kind.travels)


def record_types() -> tuple[type[Record], ...]:
    """Every mapped journaled table, parents before children."""
    order = {table.name: place for place, table in enumerate(Row.metadata.sorted_tables)}
    mapped = [m.class_ for m in Row.registry.mappers if issubclass(m.class_, Record)]
    return tuple(sorted(mapped, key=lambda record_type: order[record_type.__tablename__]))

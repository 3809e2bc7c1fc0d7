"""Many ids in one question: a single parameter holds all of them, so that a statement is made ready once, not anew."""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import NullType, UserDefinedType

FEW = 16  # up to so many are parameters of their own: the planner sees how many there are


class _Ids(UserDefinedType[Collection[UUID | None]]):
    """All ids of a question: JSON of their hexadecimal digits on SQLite, an array on PostgreSQL."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """What the driver takes."""
        return list if dialect.name == "postgresql" else said


class is_among(GenericFunction[Any]):  # noqa: N801 - SQL functions are named so
    """Is this column one of many ids?"""

    inherit_cache = True
    type = NullType()  # and no Boolean: SQLite would be asked for `… IN (…) = 1`, and read the whole table


@compiles(is_among)
def _sets(asked: is_among, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = (compiler.process(clause, **how) for clause in asked.clauses)
    return f"{column} IN (SELECT unhex(value) FROM json_each({ids}))"


@compiles(is_among, "postgresql")
def _array(asked: is_among, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = (compiler.process(clause, **how) for clause in asked.clauses)
    return f"{column} = ANY(CAST({ids} AS UUID[]))"


def said(ids: Collection[UUID | None]) -> str:
    """Ids as the one parameter of `IN (SELECT unhex(value) FROM json_each(?))`."""
    return "[" + ",".join(["null" if one is None else f'"{one.hex}"' for one in ids]) + "]"


def are_many(ids: object) -> bool:
    """Is this a collection of ids, more than a few of them?"""
    return (
        isinstance(ids, Collection) and not isinstance(ids, str) and len(ids) > FEW
        and all(one is None or isinstance(one, UUID) for one in ids)
    )  # fmt: skip


def among(column: Any, ids: Collection[UUID | None]) -> Any:
    """The condition that `column` is one of `ids`."""
    return is_among(column, bindparam("ids", list(ids), type_=_Ids(), unique=True))


def among_asked(column: Any) -> Any:
    """The condition that `column` is one of the ids that a kept question is handed as `ids`."""
    return is_among(column, bindparam("ids", type_=_Ids()))


class AskedOften:
    """A question about ids that is put together once: at each save that took longer than the answer.

    `ask` makes it, handed what says of a column that it is one of the ids.
    """

    def __init__(self, ask: Callable[[Callable[[Any], Any]], Any]) -> None:
        self._ask = ask

    def of(self, session: Session, ids: Collection[UUID]) -> Any:
        """The result for these ids, of rows as the question names them."""
        return session.execute(self._few if len(ids) <= FEW else self._many, {"ids": list(ids)})

    @cached_property
    def _few(self) -> Any:
        return self._ask(lambda column: column.in_(bindparam("ids", expanding=True)))

    @cached_property
    def _many(self) -> Any:
        return self._ask(among_asked)

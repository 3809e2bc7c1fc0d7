"""How clicks change what a list asks for: one filter a column, and two sort keys."""

from dataclasses import replace
from typing import Any

import msgspec

from desktop.standard.list import Filter, Query, Sort


def with_filter(query: Query, column: str, filter_: Filter | None) -> Query:
    """The query with another filter of a column in the place of the old one; None takes it off."""
    kept = [old for old in query.filters if old.column != column]
    at = next((at for at, old in enumerate(query.filters) if old.column == column), len(kept))
    if filter_ is not None:
        kept.insert(at, filter_)
    return replace(query, filters=tuple(kept))


def with_sort(query: Query, column: str, *, second: bool) -> Query:
    """The query after a click on a title: up, down, and then as the register orders it.

    With `second` the column becomes (or turns) the second key and the first stays.
    """
    first = query.sort[:1] if second and query.sort and query.sort[0].column != column else ()
    old = next((sort for sort in query.sort if sort.column == column), None)
    if old is None:
        return replace(query, sort=(*first, Sort(column)))
    return replace(query, sort=first if old.descending else (*first, Sort(column, descending=True)))


def cleared(query: Query) -> Query:
    """The query without text and filters; the order stays."""
    return Query(sort=query.sort)


def as_json(query: Query) -> Any:
    """The query as plain JSON, to come back to it after a lock or another day."""
    return msgspec.to_builtins(query)


def from_json(said: Any) -> Query | None:
    """The query that `as_json` wrote; None for anything else."""
    try:
        return msgspec.convert(said, Query)
    except msgspec.ValidationError:
        return None

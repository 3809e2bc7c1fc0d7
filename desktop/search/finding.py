"""Asking the search index: what the person may see, the closest matches first, never more work than a screenful."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from desktop.search.asking import Question, ask, quoted
from desktop.search.driver import Connection, rows
from desktop.search.entries import KIND, unit_token
from desktop.search.highlight import Span, highlight
from desktop.search.ranking import Natural, Tier, natural

_MOST_UNIT_TOKENS = 64
"""Up to so many units are asked for inside the full-text question; more are dense enough to be sieved afterwards."""
_MOST_SIEVED = 2_000
"""Rows looked at, at most, when many units are sieved: a bound on the work, far beyond any screenful."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found; `spans` are the (start, end) of what matched in its label."""

    kind: str
    id: UUID
    unit_id: UUID
    label: str
    sublabel: str
    spans: tuple[Span, ...]
    tier: Tier


def query(
    connection: Connection,
    text: str,
    *,
    units: frozenset[UUID] | None,
    kinds: frozenset[str] | None = None,
    limit: int = 20,
) -> list[Hit]:
    """What somebody looks for by name, pinyin, initials, door, phone tail or identity tail, the closest first.

    `units` are those the person may see (None: the whole file), `kinds` narrows to some registers.
    Work is bounded by `limit`, however common the text is.
    """
    if units is not None and not units:
        return []
    found: dict[int, Tier] = {}
    is_door = False
    for question in ask(text):
        is_door = is_door or question.is_door
        for tier in question.tiers():
            for rowid in _ask(connection, question, tier, units=units, kinds=kinds, limit=limit):
                found.setdefault(rowid, tier)
            if len(found) >= limit:
                break
    hits = _hits(connection, dict(islice(found.items(), limit)), text)
    return sorted(hits, key=_walking_order) if is_door else hits


def _walking_order(hit: Hit) -> tuple[Tier, Natural]:
    return hit.tier, natural(hit.sublabel if hit.tier is Tier.LIVES_THERE else hit.label)


def _ask(
    connection: Connection,
    question: Question,
    tier: Tier,
    *,
    units: frozenset[UUID] | None,
    kinds: frozenset[str] | None,
    limit: int,
) -> list[int]:
    expression = question.expression(tier)
    if kinds is not None:
        expression += f" AND ({_any_of(KIND + kind for kind in sorted(kinds))})"
    if units is None:
        return _match(connection, expression, limit)
    if len(units) <= _MOST_UNIT_TOKENS:
        expression += f" AND ({_any_of(map(unit_token, sorted(units)))})"
        return _match(connection, expression, limit)
    for size in (limit * 4, _MOST_SIEVED):  # a dense answer ends the work at the first
        candidates = _match(connection, expression, size)
        kept = _within(connection, candidates, units)
        if len(kept) >= limit or len(candidates) < size:
            break
    return kept[:limit]


def _within(connection: Connection, candidates: list[int], units: frozenset[UUID]) -> list[int]:
    """Those of the candidates that lie in the units, in their order."""
    allowed = {unit.bytes for unit in units}
    marks = ",".join("?" * len(candidates))
    sql = f"SELECT rowid, unit FROM search_entry WHERE rowid IN ({marks}) ORDER BY rowid"
    return [rowid for rowid, unit in rows(connection, sql, candidates) if unit in allowed]


def _any_of(found: Iterable[str]) -> str:
    return " OR ".join(map(quoted, found))


def _match(connection: Connection, expression: str, limit: int) -> list[int]:
    sql = "SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?"
    return [rowid for (rowid,) in rows(connection, sql, (expression, limit))]


def _hits(connection: Connection, found: dict[int, Tier], text: str) -> list[Hit]:
    marks = ",".join("?" * len(found))
    sql = f"SELECT rowid, kind, record, unit, label, sublabel FROM search_entry WHERE rowid IN ({marks})"
    by_rowid = {row[0]: row for row in rows(connection, sql, tuple(found))}
    hits = []
    for rowid, tier in found.items():
        _rowid, kind, record, unit, label, sublabel = by_rowid[rowid]
        hits.append(Hit(kind, UUID(bytes=record), UUID(bytes=unit), label, sublabel, highlight(label, text), tier))
    return hits

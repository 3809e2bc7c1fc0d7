"""Which rows go into a table: everybody, a building, members, an age, or what a list was narrowed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.standard import list as listing
from desktop.standard.filling.offers import Source
from desktop.standard.list import Filter, Query
from desktop.standard.views import from_json


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows of the source called `rows`. `buildings` by name, () for all; ages in whole years, both ends within.

    `by_home`: people stand behind their head, door by door. `full`: numbers of people are written whole, for
    `purpose`.
    """

    rows: str = "people"
    buildings: tuple[str, ...] = ()
    members: bool = False
    age_from: int | None = None
    age_to: int | None = None
    by_home: bool = True
    full: bool = False
    purpose: str = ""
    view: str = ""  # a saved filter by name; `query` is what it said then (standard.views)
    query: str = ""


def query_of(choice: Choice, source: Source, *, today: date) -> Query:
    """The choice as conditions on the list of the source; what the list has no column for is left out."""
    columns = {column.name: column for column in source.register.columns}
    saved = from_json(choice.query, source.register, today) if choice.query else Query()
    filters = list(saved.filters)
    if choice.buildings and "building" in columns:
        filters.append(Filter("building", values=choice.buildings))
    if choice.members and "membership" in columns:
        filters.append(Filter("membership", blank=False))
    if (choice.age_from is not None or choice.age_to is not None) and "born" in columns:
        filters.append(Filter("born", span=born_between(choice.age_from or 0, choice.age_to, today)))
    return Query(saved.text, tuple(filters), saved.sort)


def chosen(
    session: Session, actor: Actor, source: Source, *, choice: Choice, today: date, ids: Sequence[UUID] | None = None
) -> Sequence[UUID]:
    """The records whose rows go into the table, in the order of the rows. `ids` were chosen by hand."""
    actor.require(f"{source.register.name}.export")
    query = query_of(choice, source, today=today)
    found = listing.ids(session, actor, source.register, query=query, today=today) if ids is None else ids
    return source.by_home(session, found) if choice.by_home and source.by_home else found


def born_between(youngest: int, oldest: int | None, today: date) -> tuple[date | None, date]:
    """The days of birth of those who are `youngest` to `oldest` years old today; no upper age for None."""
    first = None if oldest is None else _years_before(today, oldest + 1) + timedelta(days=1)
    return first, _years_before(today, youngest)


def words(choice: Choice, source: Source) -> str:
    """The choice as people read it: 居民，3号楼，党员，60 岁及以上."""
    said = [source.title, choice.view, *choice.buildings]
    said += [_("党员")] if choice.members and source.register.name == "people" else []
    if source.register.name == "people":
        said += [_age_words(choice.age_from, choice.age_to)]
    return "，".join(word for word in said if word)  # data


def _age_words(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return _("{low} 至 {high} 岁").format(low=low, high=high)
    if low is not None:
        return _("{low} 岁及以上").format(low=low)
    return _("{high} 岁及以下").format(high=high) if high is not None else ""


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=max(day.year - years, 1))
    except ValueError:  # 29 February
        return day.replace(year=max(day.year - years, 1), day=28)

"""What the list of forms reads: which records are meant by a choice, and the records to tick from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.show import show
from desktop.standard.views import View
from desktop.ui.form_offer import Offer
from desktop.ui.form_picker_source import BUILDING, OWN, PICKED, Choice

MOST_ROWS = 100  # to tick from: whoever looks for one among more types a letter
_NAMED = frozenset({"name", "door"})  # kinds of column that say which record it is
_COLUMNS_NAMED = 4


@dataclass(frozen=True, slots=True)
class PickerWays:
    """What the page is handed: the forms, the buildings as (id, name), and the records of a building.

    `divided` names the registers whose forms can be printed for one building, `own` those that speak of the own unit.
    """

    offers: tuple[Offer, ...]
    buildings: Callable[[Any], Sequence[tuple[UUID, str]]]
    of_building: Callable[[Any, Register, UUID], tuple[UUID, ...]]
    divided: frozenset[str]
    own: frozenset[str]


def ids_of(
    session: Any, *, actor: Any, ways: PickerWays, offer: Offer, choice: Choice, saved: Sequence[View], today: date
) -> tuple[UUID, ...]:
    """The records that a choice means, in the order of the list or of walking."""
    if choice.kind == OWN:
        return (actor.unit_id,)
    if choice.kind == PICKED:
        return choice.ids
    if choice.kind == BUILDING:
        return ways.of_building(session, offer.register, choice.key) if choice.key else ()
    query = next((view.query for view in saved if view.id == choice.key), Query())
    return tuple(listing.ids(session, actor, offer.register, query=query, today=today))


def rows_of(session: Any, *, actor: Any, register: Register, text: str, today: date) -> tuple[tuple[UUID, str], ...]:
    """The first records that match, each with what it is called."""
    page = listing.page(session, actor, register, query=Query(text=text), today=today, limit=MOST_ROWS)
    return tuple((row.id, _named(register, row.values, today)) for row in page.rows)


def _named(register: Register, values: Sequence[Any], day: date) -> str:
    """What a record is called in the list to tick from: people and doors, else the words of its first columns."""
    listed = list(zip(register.columns, values, strict=True))
    told = [pair for at, pair in enumerate(listed) if pair[0].kind in _NAMED or (at == 0 and pair[0].kind == "day")]
    told = told or [pair for pair in listed if pair[0].kind == "text" and pair[0].shown]
    said = (show(column.kind, value, today=day) for column, value in told)
    return "　".join([words for words in said if words][:_COLUMNS_NAMED])

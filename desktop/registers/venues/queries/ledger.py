"""The ledger of a day in both currencies: what each contract owes, the obligations behind it, and the rows."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, select

from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, Entry, Obligation, ObligationRow, Venue
from desktop.registers.venues.queries.lists import is_state
from desktop.registers.venues.rules.balance import AN_HOUR, MINUTES, MONEY, TIMES

_ROW = ObligationRow
_TIMES, _HOURS, _AND = "%d 次", " 小时", "、"  # data: rules.words, said by the database


def ledger_rows(day: date) -> Subquery:
    """Every signed contract with what is due by the day, what came in, and what is owed: in money and in service.

    A deposit stands beside: it is no rent. What was given ahead of its day counts as given and not as owed.
    """
    reached = _ROW.due_on <= day
    owed = case((and_(reached, _ROW.due > _ROW.met), _ROW.due - _ROW.met), else_=0)

    def total(value: Any, *where: ColumnElement[bool]) -> Any:
        return func.sum(case((and_(*where), value), else_=0))

    rent = (_ROW.measure == MONEY, _ROW.kind != "deposit")
    times, minutes = _ROW.measure == TIMES, _ROW.measure == MINUTES
    sums = (
        select(
            _ROW.contract_id,
            total(_ROW.due, *rent, reached).label("due"),
            total(_ROW.met, *rent).label("met"),
            total(owed, *rent).label("open"),
            total(_ROW.due, times, reached).label("due_times"),
            total(_ROW.met, times).label("met_times"),
            total(owed, times).label("open_times"),
            total(_ROW.due, minutes, reached).label("due_minutes"),
            total(_ROW.met, minutes).label("met_minutes"),
            total(owed, minutes).label("open_minutes"),
            total(_ROW.met, _ROW.kind == "deposit").label("held"),
        )
        .group_by(_ROW.contract_id)
        .subquery("sums")
    )
    return (
        select(
            Contract.id,
            Contract.unit_id,
            Contract.number,
            Venue.name.label("venue"),
            Venue.name_sort.label("venue_sort"),
            Organisation.name.label("tenant"),
            Organisation.name_sort.label("tenant_sort"),
            is_state(day).label("state"),
            sums.c.due,
            sums.c.met,
            sums.c.open,
            sums.c.open_times,
            sums.c.open_minutes,
            _service(sums.c.due_times, sums.c.due_minutes).label("due_service"),
            _service(sums.c.met_times, sums.c.met_minutes).label("met_service"),
            _service(sums.c.open_times, sums.c.open_minutes).label("open_service"),
            sums.c.held,
        )
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .join(sums, sums.c.contract_id == Contract.id)
        .where(Contract.alive)
        .subquery("ledger_rows")
    )


def obligation_rows(day: date) -> Subquery:
    """Every obligation as it stands, with the contract that it is of."""
    money = _ROW.measure == MONEY
    open_ = _ROW.due - _ROW.met
    state = case(
        (open_ < 0, "ahead"), (open_ == 0, "settled"), (_ROW.due_on < day, "owed"), else_="open"
    )  # fmt: skip
    return (
        select(
            _ROW.id,
            _ROW.unit_id,
            _ROW.due_on,
            _ROW.first_on,
            _ROW.last_on,
            _ROW.kind,
            _ROW.measure,
            state.label("state"),
            case((money, _ROW.due)).label("due"),
            case((money, _ROW.met)).label("met"),
            case((money, open_)).label("open"),
            case((~money, _one(_ROW.due))).label("due_service"),
            case((~money, _one(_ROW.met))).label("met_service"),
            case((~money, _one(open_))).label("open_service"),
            Contract.number,
            Venue.name.label("venue"),
            Organisation.name.label("tenant"),
        )
        .join(Contract, Contract.id == _ROW.contract_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(Contract.alive)
        .subquery("obligation_rows")
    )


def entry_rows(day: date) -> Subquery:
    """Every row of the ledger up to the day; `owed` and `given` say what it did in its own currency."""
    money = Entry.measure == MONEY
    return (
        select(
            Entry.id,
            Entry.unit_id,
            Entry.booked_on,
            (-func.julianday(Entry.booked_on)).label("day_sort"),
            Entry.kind,
            Entry.measure,
            Obligation.kind.label("of_kind"),
            Obligation.first_on,
            case((and_(money, Entry.met_by != 0), Entry.met_by)).label("paid"),
            case((and_(money, Entry.due_by != 0), Entry.due_by)).label("owed"),
            case((and_(~money, Entry.met_by != 0), _words(Entry.met_by, Entry.measure))).label("served"),
            case((and_(~money, Entry.due_by != 0), _words(Entry.due_by, Entry.measure))).label("owed_service"),
            Entry.receipt,
            Entry.decided,
            Entry.note,
            Contract.number,
            Venue.name.label("venue"),
            Organisation.name.label("tenant"),
        )
        .join(Obligation, Obligation.id == Entry.obligation_id)
        .join(Contract, Contract.id == Entry.contract_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(Entry.alive, Entry.booked_on <= day)
        .subquery("entry_rows")
    )


def _one(amount: Any) -> Any:
    return _words(amount, _ROW.measure)


def _words(amount: Any, measure: Any) -> Any:
    """The words of rules.words, asked of the database; a test holds them together."""
    hours = func.rtrim(func.rtrim(func.printf("%.2f", amount / float(AN_HOUR)), "0"), ".")
    return case((measure == TIMES, func.printf(_TIMES, amount)), else_=hours + _HOURS)


def _service(times: Any, minutes: Any) -> Any:
    hours = _words(minutes, literal(MINUTES))
    said = case((minutes == 0, ""), (times == 0, hours), else_=_AND + hours)
    return case((and_(times == 0, minutes != 0), ""), else_=func.printf(_TIMES, times)) + said

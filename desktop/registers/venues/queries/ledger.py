"""The ledger of a day in both currencies: what each contract owes, the obligations behind it, and the rows."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, select

from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, Entry, Obligation, ObligationRow, Venue
from desktop.registers.venues.queries.lists import is_state
from desktop.registers.venues.rules.balance import AN_HOUR, MINUTES, MONEY, TIMES
from desktop.standard.day_columns import newest_first

_ROW = ObligationRow
_TIMES, _HOURS, _AND = "%d 次", " 小时", "、"  # data: rules.words, said by the database


def ledger_rows(day: date) -> Subquery:
    """Every signed contract with what is due by the day, what came in, and what is owed: in money and in service.

    A deposit stands beside: it is no rent. What was given ahead of its day counts as given and not as owed. Each sum is
    a question of its own to an index, so that a page asks for the contracts that it shows and not for all.
    """
    reached, owing = _ROW.due_on <= day, (_ROW.due_on <= day, _ROW.due > _ROW.met)
    rent = (_ROW.measure == MONEY, _ROW.kind != "deposit")
    open_ = _ROW.due - _ROW.met
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
            _asked(func.coalesce(func.sum(_ROW.due), 0), *rent, reached).label("due"),
            _asked(func.coalesce(func.sum(_ROW.met), 0), *rent).label("met"),
            _asked(func.coalesce(func.sum(open_), 0), *rent, *owing).label("open"),
            _asked(func.coalesce(func.sum(open_), 0), _ROW.measure == TIMES, *owing).label("open_times"),
            _asked(func.coalesce(func.sum(open_), 0), _ROW.measure == MINUTES, *owing).label("open_minutes"),
            _asked(_service(_ROW.due), _ROW.measure != MONEY, reached).label("due_service"),
            _asked(_service(_ROW.met), _ROW.measure != MONEY).label("met_service"),
            _asked(_service(open_), _ROW.measure != MONEY, *owing).label("open_service"),
            _asked(func.coalesce(func.sum(_ROW.met), 0), _ROW.measure == MONEY, _ROW.kind == "deposit").label("held"),
        )
        .join(Venue, Venue.id == Contract.venue_id)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .where(Contract.alive, Contract.signed_on.is_not(None), Contract.signed_on <= day)
        .subquery("ledger_rows")
    )


def obligation_rows(day: date) -> Subquery:
    """Every obligation as it stands, with the contract that it is of."""
    money = _ROW.measure == MONEY
    open_ = _ROW.due - _ROW.met
    state = case((open_ < 0, "ahead"), (open_ == 0, "settled"), (_ROW.due_on < day, "owed"), else_="open")
    return select(
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
        *_names(_ROW),
    ).subquery("obligation_rows")


def entry_rows(day: date) -> Subquery:
    """Every row of the ledger up to the day, with what it did in its own currency."""
    money = Entry.measure == MONEY
    return (
        select(
            Entry.id,
            Entry.unit_id,
            Entry.booked_on,
            newest_first(Entry.booked_on).label("day_sort"),
            Entry.kind,
            Entry.measure,
            _of(Entry, Obligation.kind).label("of_kind"),
            _of(Entry, Obligation.first_on).label("first_on"),
            case((and_(money, Entry.met_by != 0), Entry.met_by)).label("paid"),
            case((and_(money, Entry.due_by != 0), Entry.due_by)).label("owed"),
            case((and_(~money, Entry.met_by != 0), _words(Entry.met_by, Entry.measure))).label("served"),
            case((and_(~money, Entry.due_by != 0), _words(Entry.due_by, Entry.measure))).label("owed_service"),
            Entry.receipt,
            Entry.decided,
            Entry.note,
            *_names(Entry),
        )
        .where(Entry.alive, Entry.booked_on <= day)
        .subquery("entry_rows")
    )


def _asked(value: Any, *where: ColumnElement[bool]) -> Any:
    """Something of the obligations of each contract."""
    return select(value).where(_ROW.contract_id == Contract.id, *where).correlate(Contract).scalar_subquery()


def _names(of: type[Entry | ObligationRow]) -> tuple[Any, ...]:
    """Number, venue and tenant of a row's contract: asked row by row, so that the order of the rows is the index's."""
    found = select(Contract.number).where(Contract.id == of.contract_id)
    venue = select(Venue.name).join(Contract, Contract.venue_id == Venue.id).where(Contract.id == of.contract_id)
    tenant = (
        select(Organisation.name)
        .join(Contract, Contract.tenant_id == Organisation.id)
        .where(Contract.id == of.contract_id)
    )
    named = {"number": found, "venue": venue, "tenant": tenant}
    return tuple(query.correlate(of).scalar_subquery().label(name) for name, query in named.items())


def _of(entry: type[Entry], column: Any) -> Any:
    return select(column).where(Obligation.id == entry.obligation_id).correlate(entry).scalar_subquery()


def _one(amount: Any) -> Any:
    return _words(amount, _ROW.measure)


def _words(amount: Any, measure: Any) -> Any:
    """The words of rules.words, asked of the database; a test holds them together."""
    hours = func.rtrim(func.rtrim(func.printf("%.2f", amount / float(AN_HOUR)), "0"), ".")
    return case((measure == TIMES, func.printf(_TIMES, amount)), else_=hours + _HOURS)


def _service(amount: Any) -> Any:
    """The words of rules.words.both_words for the sum of what was promised in times and in hours."""
    times = func.coalesce(func.sum(case((_ROW.measure == TIMES, amount), else_=0)), 0)
    minutes = func.coalesce(func.sum(case((_ROW.measure == MINUTES, amount), else_=0)), 0)
    hours = _words(minutes, literal(MINUTES))
    said = case((minutes == 0, ""), (times == 0, hours), else_=_AND + hours)
    return case((and_(times == 0, minutes != 0), ""), else_=func.printf(_TIMES, times)) + said

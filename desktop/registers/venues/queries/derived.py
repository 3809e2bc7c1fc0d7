"""Keeps the row of each obligation: how it stands after all rows of the ledger, whoever wrote them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.venues.model import Entry, Obligation, ObligationRow
from desktop.registers.venues.queries import fund
from desktop.registers.venues.rules.fund import worsened
from desktop.standard.derived import in_chunks, rewrite
from desktop.store.session import Derived

_UNDO = "journal.undo"  # standard.operations, which only the page of the history loads


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the rows of what was touched; of everything when `touched` is empty."""
    ids = _touched(session, touched)
    deed = session.info.get("deed")
    if deed is not None and deed.action == _UNDO:
        _require_whole(session, ids)
        _require_no_less(session, touched)
    rewrite(session, ObligationRow, ids, rows=_rows)


DERIVED = Derived(
    {
        "venue_obligation": frozenset(),
        "venue_entry": frozenset({"obligation_id", "due_by", "met_by", "alive"}),
        "venue_spending": frozenset({"amount", "alive"}),
    },
    refresh,
)


def _require_whole(session: Session, ids: set[UUID]) -> None:
    """UserError for taking back a deed that rows of the ledger written since stand upon."""
    for part in in_chunks(ids):
        gone = select(Obligation.id).where(Obligation.id.in_(part), ~Obligation.alive)
        if session.scalars(select(Entry.id).where(Entry.alive, Entry.obligation_id.in_(gone)).limit(1)).first():
            raise UserError(_("后来已经有收付记在这上面，没有撤销，什么也没有改。请先撤销或冲正那些收付。"))


def _require_no_less(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """UserError for taking back what leaves the fund below zero. One that stood below before may come nearer to it."""
    moved = fund.moved(session, entries=touched.get("venue_entry", ()), spendings=touched.get("venue_spending", ()))
    if any(amount < 0 for _day, amount in moved) and worsened(fund.every_move(session), moved):
        raise UserError(
            _("撤销以后租金反哺的支出会比收入多，没有撤销，什么也没有改。请先核对收支，多记的支出办理冲正。")
        )


def _touched(session: Session, touched: Mapping[str, set[UUID]]) -> set[UUID]:
    if not touched:
        known = session.scalars(select(ObligationRow.id)).all()
        return {*known, *session.scalars(select(Obligation.id))}
    found = set(touched.get("venue_obligation", ()))
    for part in in_chunks(touched.get("venue_entry", ())):
        found.update(session.scalars(select(Entry.obligation_id).where(Entry.id.in_(part))))
    return found


def _rows(session: Session, ids: list[UUID]) -> Iterable[dict[str, Any]]:
    query = (
        select(Entry.obligation_id, func.sum(Entry.due_by), func.sum(Entry.met_by))
        .where(Entry.obligation_id.in_(ids), Entry.alive)
        .group_by(Entry.obligation_id)
    )
    sums = {row[0]: (row[1], row[2]) for row in session.execute(query)}
    for one in session.scalars(select(Obligation).where(Obligation.id.in_(ids), Obligation.alive)):
        due_by, met_by = sums.get(one.id, (0, 0))
        yield {
            "id": one.id, "unit_id": one.unit_id, "contract_id": one.contract_id, "service_id": one.service_id,
            "kind": one.kind, "measure": one.measure, "first_on": one.first_on, "last_on": one.last_on,
            "due_on": one.due_on, "amount": one.amount, "due": one.amount + due_by, "met": met_by,
        }  # fmt: skip

"""A deposit that is held goes with its tenant from one contract to the one that goes on from it, or back."""

from datetime import date

from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.registers.venues.model import Contract, Obligation
from desktop.registers.venues.queries import parts
from desktop.registers.venues.rules.balance import MONEY, spread
from desktop.registers.venues.service import laying


def held(session: Session, contract: Contract) -> int:
    """分 of the deposit that came in and were not given back."""
    standing = parts.standings(session, contract.id)
    return sum(standing[one.id].met for one in _of(session, contract))


def carry_on(session: Session, old: Contract, new: Contract, *, on: date) -> int:
    """What `old` holds pays the deposit that `new` asks for; `old` asks for none any more. Returns the 分 carried.

    Nobody pays it twice: only the difference is due. What was held beyond it stays on `old`, to be given back.
    """
    if old.left_on is not None:
        return 0
    standing, asked = parts.standings(session, new.id), _of(session, new)
    wanted = [max(standing[one.id].open, 0) for one in asked]
    part = min(max(held(session, old), 0), sum(wanted))
    if not part:
        return 0
    _let_go(session, old, part, on=on, said=_("押金转到续签的合同 {number}").format(number=new.number))
    said = _("押金从合同 {number} 转来").format(number=old.number)
    laid = zip(asked, spread(part, wanted), strict=True)
    session.add_all(laying.row(one, "payment", sum_, on=on, note=said) for one, sum_ in laid if sum_)
    session.flush()
    return part


def carry_back(session: Session, new: Contract, old: Contract, *, on: date) -> int:
    """`new` ended before it began: what it holds is of `old` again, to be settled when the venue is handed back."""
    part = max(held(session, new), 0)
    _let_go(session, new, part, on=on, said=_("押金转回合同 {number}").format(number=old.number))
    if part:
        again = Obligation(
            unit_id=old.unit_id, contract_id=old.id, kind="deposit", measure=MONEY, first_on=old.starts_on,
            last_on=old.ends_on, due_on=on, amount=part,
        )  # fmt: skip
        session.add(again)
        session.flush()
        said = _("押金从合同 {number} 转回").format(number=new.number)
        session.add(laying.row(again, "payment", part, on=on, note=said))
    session.flush()
    return part


def _of(session: Session, contract: Contract) -> list[Obligation]:
    return [one for one in parts.obligations(session, contract.id) if one.kind == "deposit"]


def _let_go(session: Session, contract: Contract, part: int, *, on: date, said: str) -> None:
    """Take `part` 分 out of the deposit of a contract, which asks for none any more."""
    standing = parts.standings(session, contract.id)
    mine = _of(session, contract)
    for one, less in zip(mine, spread(part, [standing[each.id].met for each in mine]) if mine else (), strict=True):
        if less:
            session.add(laying.row(one, "refund", less, on=on, note=said))
        if standing[one.id].due > 0:
            session.add(laying.row(one, "settlement", standing[one.id].due, on=on, note=said))
    session.flush()

"""Writing a planned roster of bonds: the unit where it is new, then the bonds of each row, as one deed a row."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.registers.bonds import service
from desktop.registers.bonds.imports.planning import Meant, Work, bond_of
from desktop.registers.bonds.imports.reading import Said
from desktop.registers.bonds.model import Bond
from desktop.registers.bonds.rules import UNIT
from desktop.registers.organisations import service as organisations
from desktop.registers.organisations.queries import by_number_or_name
from desktop.standard.importing.bring_in import Written
from desktop.standard.importing.by_rows import write_rows
from desktop.standard.importing.plan import Plan

_TERM_OVER = "term"  # bond_end_reason: what a roster with two days says


def apply(
    session: Session, actor: Actor, plan: Plan, *, on_progress: Callable[[int, int], None] | None = None
) -> Written:
    """Write every row of `plan` that changes something; `on_progress(done, all)` may raise Cancelled."""

    def write(work: Work) -> UUID:
        first, *_others = [_write(session, actor, one) for one in work.bonds]
        return first

    return write_rows(session, plan, write, table="bond", on_progress=on_progress)


def _write(session: Session, actor: Actor, meant: Meant) -> UUID:
    said = meant.said
    bond = bond_of(session, actor, said) or _enter(session, actor, said)
    for name, value in meant.values.items():
        setattr(bond, name, value)
    if said.ends_on is not None and bond.ends_on is None:
        service.end(session, bond, on=said.ends_on, reason=_TERM_OVER)
    session.flush()
    return bond.id


def _enter(session: Session, actor: Actor, said: Said) -> Bond:
    organisation = None
    if said.kind == UNIT:
        organisation = by_number_or_name(session, actor, uscc=None, name=said.name)
        if organisation is None:
            organisation = organisations.enter(
                session, actor, name=said.name, kind="department", head_name=said.contact, phone=said.phone
            )
    return service.enter(
        session, actor, kind=said.kind, name=said.name, place=said.place, post=said.post,
        organisation_id=organisation.id if organisation else None, contact_name=said.contact, phone=said.phone,
        duties=said.duties, cadence_days=said.cadence_days, starts_on=said.starts_on, remark=said.remark,
    )  # fmt: skip

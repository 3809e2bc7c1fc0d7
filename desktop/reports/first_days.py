"""Which of the five things to do first are still to be done, read from what was really done and from no tick."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.contacts.model import VisitRow
from desktop.registers.units.forms.declared import RECOVERY_SHEET
from desktop.reports.keys import ON_PAPER
from desktop.reports.today import Today
from desktop.standard.tables import Look
from desktop.store.exchange_rows import Exchange
from desktop.ui.first_days import BACKUP, LINKS, ROSTER, SHEET, STEPS, VISIT


def left(session: Session, actor: Actor, facts: Today, *, backed_up: bool) -> tuple[str, ...]:
    """The keys of STEPS that wait. Linking counts as begun: the households without a member are counted elsewhere."""
    done = {
        ROSTER: facts.households > 0 or (facts.enrolled and not _copied(session)),  # the other PC's may be on their way
        LINKS: facts.linked > 0,
        VISIT: session.scalar(select(VisitRow.id).where(visible(VisitRow, actor)).limit(1)) is not None,
        SHEET: session.scalar(
            select(Look.id).where(Look.kind.in_(ON_PAPER), Look.what == RECOVERY_SHEET.title).limit(1)
        )
        is not None,
        BACKUP: backed_up,
    }
    if actor.has_no_homes:
        return tuple(step for step in (SHEET, BACKUP) if not done[step])
    return tuple(step for step in STEPS if not done[step])


def _copied(session: Session) -> bool:
    kept = session.get(Exchange, 1)
    return kept is not None and kept.whole > 0

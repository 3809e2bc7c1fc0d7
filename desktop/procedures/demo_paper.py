"""The paper of an invented branch: monthly sheets that are out, one that came back in part, and its own phrases."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.base import clock as clocks
from desktop.base.clock import local_time
from desktop.printing.page import Stamp
from desktop.procedures.profiles import Desk
from desktop.registers.contacts import service
from desktop.registers.contacts.forms.declared import MONTH_SHEET
from desktop.registers.contacts.forms.month_sheet import collect
from desktop.registers.contacts.model import ContactLink
from desktop.registers.contacts.queries import STANDING
from desktop.registers.contacts.service import Written
from desktop.registers.people.model import Household, PersonRow
from desktop.standard import paper, phrases
from desktop.standard.phrases import Phrase
from desktop.standard.sheets_out import SheetOut, rows_of

LATE_DAYS, LATELY_DAYS = 18, 6  # how long ago the sheets of the first two members were printed
PHRASES = (
    ("said", "问了老人吃饭和买药方不方便。"), ("said", "说了充电要到充电棚，不进楼道。"),
    ("needs", "楼门对讲不响，请物业来修。"),
)  # fmt: skip # data
CAME_BACK = (
    Written(1, "home", "door", said="家里都好，没有困难。"),
    Written(2, "home", "door", said="楼道灯晚上不亮。", needs="楼道灯不亮，请维修。", to_event=True),  # data
    Written(3, "away", "door"),
)  # data


def fill(desk: Desk) -> None:
    """Sheets for three members: one late, one entered in part, one of today; and what the branch likes to write."""
    with desk.store.read() as session:
        members = _members(session)
    for member_id, days_ago in zip(members, (LATE_DAYS, LATELY_DAYS, 0), strict=False):
        _print(desk, member_id, days_ago)
    with desk.store.write(desk.actor.id, "contacts.visit") as session:
        second = select(SheetOut.id).order_by(SheetOut.printed_at).offset(1).limit(1)
        for sheet_id in session.scalars(second).all():
            on = clocks.today(desk.clock) - timedelta(days=1)
            rows = CAME_BACK[: len(rows_of(session, sheet_id))]
            service.log_sheet(session, desk.actor, sheet_id, written=rows, on=on, today=on, member_id=members[1])
    with desk.store.write(desk.actor.id, "phrases.save") as session:
        phrases.adopt(session, desk.actor)
        session.add_all(
            Phrase(unit_id=desk.actor.unit_id, use=use, text=text, owner_id=desk.actor.id) for use, text in PHRASES
        )


def _members(session: Session) -> list[UUID]:
    """Members with doors of their own, in the order of their names: ids are other ones in each run.

    Nobody with an appointment: it would be kept by what is entered, and the demo shows it as still to come.
    """
    linked = select(ContactLink.member_id).where(STANDING)
    agreed = linked.join(Household, Household.id == ContactLink.household_id).where(Household.appointed_on.is_not(None))
    query = select(PersonRow.id).where(PersonRow.id.in_(linked), PersonRow.id.not_in(agreed))
    query = query.order_by(PersonRow.name_sort, PersonRow.door)
    return list(session.scalars(query.limit(3)))


def _print(desk: Desk, member_id: UUID, days_ago: int) -> None:
    """Everything of a print but its pages: nobody would look at them."""
    at = desk.clock.now_ms() - days_ago * 86_400_000
    with desk.store.write(desk.actor.id, "contacts.print") as session:
        sheets = collect(session, desk.actor, (member_id,), today=local_time(at).date())
        job = paper.Job(MONTH_SHEET, tuple(sheets), {}, desk.actor.unit_id, Stamp(desk.actor.name, at), (member_id,))
        paper.enter(session, desk.actor, job)

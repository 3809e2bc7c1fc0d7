"""Printed visit sheets: their rows as they stand, and which sheets have not come back."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import User
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.contacts.model import Visit, VisitRow
from desktop.registers.contacts.queries import standing_by_household
from desktop.registers.contacts.rules import words_end
from desktop.registers.households.model import HouseholdRow
from desktop.standard import sheets_out, short_codes
from desktop.standard.derived import in_chunks
from desktop.standard.sheet_rows import OutSheet, SheetRow, WholeSheet
from desktop.standard.sheets_out import SheetOut, SheetOutRow
from desktop.standard.todo import Todo

VISIT_FORMS = frozenset({"visit-list", "month-sheet", "visit-record-blank"})  # entered as visits, row by row
LATE_DAYS = 14  # a sheet that stays out longer is asked after on Today
KEPT_DAYS = 400  # older sheets do not come back any more, and are not listed


def whole_sheet(session: Session, actor: Actor, sheet_id: UUID) -> WholeSheet:
    """A sheet with its rows in printed order. UserError when it was not printed here."""
    sheet = sheets_out.sheet_in_scope(session, actor, sheet_id)
    kept = sheets_out.rows_of(session, sheet_id)
    ids = [row.record_id for row in kept]
    homes = {home.id: home for home in _homes(session, actor, ids)}
    logged = _logged(session, sheet, kept)
    linked = [standing.member_ids for standing in _standings(session, ids)]
    shared = set(linked[0]).intersection(*linked[1:]) if linked else set()
    rows = []
    for row in kept:
        home = homes.get(row.record_id)
        done = logged.get(row.record_id, "") if home else _("已搬走或已合并")
        rows.append(
            SheetRow(
                row.place, row.record_id, home.door if home else "", home.head_name if home else "",
                bool(home and home.by_phone), done,
            )
        )  # fmt: skip
    return WholeSheet(
        sheet.id, sheets_out.words(sheet), local_time(sheet.printed_at).date(), sheet.closed,
        min(shared, default=None), tuple(rows),
    )  # fmt: skip


def find_sheet(session: Session, actor: Actor, typed: str) -> UUID:
    """The sheet of a number or short code, the sheet's own or that of one of its rows. UserError when there is none."""
    sheet = sheets_out.by_number(session, actor, typed)
    if sheet is None:
        opened = short_codes.open_code(session, actor, typed)
        if opened.register == sheets_out.PLACE:
            sheet = sheets_out.sheet_in_scope(session, actor, opened.record_id)
        else:
            sheet = sheets_out.newest_with(session, actor, opened.record_id, form=opened.form)
    if sheet is None:
        raise UserError(_("没有找到这张表。它可能已经收回或作废，请在下面的列表里选，或按门牌逐户登记。"))
    return sheet.id


def sheets(session: Session, actor: Actor, *, today: date, every: bool = False) -> tuple[OutSheet, ...]:
    """The sheets of the last months that are still out, the oldest first; with `every`, all of them, the newest first.

    A sheet of another kind than visits has no rows of its own to wait for: it is out until somebody says it is back.
    """
    actor.require("contacts.see")
    since = _since(today)
    all_rows: dict[UUID, int] = dict(session.execute(_counted(actor, since)).all())
    open_rows: dict[UUID, int] = dict(session.execute(_counted(actor, since).where(_lives(), ~_is_logged())).all())
    query = (
        select(SheetOut, User.name)
        .outerjoin(User, User.id == SheetOut.printed_by)
        .where(visible(SheetOut, actor), SheetOut.printed_at >= since)
        .order_by(SheetOut.id)
    )
    found = []
    for sheet, name in session.execute(query):
        visits = sheet.form in VISIT_FORMS
        rows = all_rows.get(sheet.id, 0)
        left = 0 if sheet.closed else open_rows.get(sheet.id, 0) if visits else rows
        if left or every:
            printed_on = local_time(sheet.printed_at).date()
            found.append(
                OutSheet(
                    sheet.id, sheet.number, sheet.title, sheet.about, printed_on, name or "",
                    (today - printed_on).days, rows, left, sheet.closed, sheet.form, visits,
                )
            )  # fmt: skip
    return tuple(reversed(found)) if every else tuple(found)


def open_ids(session: Session, actor: Actor, sheet_id: UUID) -> tuple[UUID, ...]:
    """The households of a sheet that nothing came of yet; all of them when it was entered whole."""
    rows = whole_sheet(session, actor, sheet_id).rows
    return tuple(row.household_id for row in rows if not row.done) or tuple(row.household_id for row in rows)


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """What paper and visits leave to do: sheets out for two weeks, needs to become events, notes to be cleared."""
    rows = []
    late = [sheet for sheet in sheets(session, actor, today=today) if sheet.days > LATE_DAYS]
    if late:
        title = _("{count} 张走访单还没有收回").format(count=len(late))
        detail = _("最早的 {day} 打印，已 {days} 天").format(day=late[0].printed_on, days=late[0].days)
        rows.append(Todo("none", title, detail, _("去录入"), "paper_out"))
    if waiting := _count(session, actor, VisitRow.to_event.is_(True)):
        title = _("{count} 次走访里有事待转事件").format(count=waiting)
        rows.append(Todo("none", title, _("办好后点“不再待转”"), _("去查看"), "visits.event"))
    old = _count(session, actor, and_(VisitRow.has_words.is_(True), VisitRow.visited_on <= words_end(today)))
    if old and actor.may("visits.erase"):
        title = _("{count} 次走访的谈话内容满两年").format(count=old)
        rows.append(Todo("none", title, _("该清除了，日期和结果会留下"), _("去清除"), "visits.old"))
    return rows


def _count(session: Session, actor: Actor, kept: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(VisitRow).where(visible(VisitRow, actor), kept)
    return session.scalar(query) or 0


def _since(today: date) -> int:
    return int((today - timedelta(days=KEPT_DAYS) - date(1970, 1, 1)).total_seconds() * 1000)


def _counted(actor: Actor, since: int) -> Any:
    return (
        select(SheetOutRow.sheet_id, func.count())
        .join(SheetOut, SheetOut.id == SheetOutRow.sheet_id)
        .where(visible(SheetOut, actor), SheetOut.printed_at >= since)
        .group_by(SheetOutRow.sheet_id)
    )


def _lives() -> ColumnElement[bool]:
    return exists().where(HouseholdRow.id == SheetOutRow.record_id)


def _is_logged() -> ColumnElement[bool]:
    """A visit was made from the row, or was logged by itself after the sheet was printed: ids rise with time."""
    later = and_(Visit.household_id == SheetOutRow.record_id, Visit.id > SheetOutRow.sheet_id)
    return exists().where(Visit.alive, or_(Visit.id == SheetOutRow.entered_as, later))


def _homes(session: Session, actor: Actor, ids: Collection[UUID]) -> list[HouseholdRow]:
    found: list[HouseholdRow] = []
    for part in in_chunks(set(ids)):
        found += session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(part), visible(HouseholdRow, actor)))
    return found


def _standings(session: Session, ids: Collection[UUID]) -> list[Any]:
    return [one for part in in_chunks(set(ids)) for one in standing_by_household(session, part).values()]


def _logged(session: Session, sheet: SheetOut, kept: Sequence[SheetOutRow]) -> dict[UUID, str]:
    """What was logged for each household since the sheet was printed, in words: 03-12 在家."""
    entered = {row.entered_as for row in kept if row.entered_as is not None}
    found = {}
    for part in in_chunks({row.record_id for row in kept}):
        query = select(Visit).where(Visit.household_id.in_(part), Visit.alive).order_by(Visit.id)
        query = query.where(or_(Visit.id > sheet.id, Visit.id.in_(sorted(entered))))
        for visit in session.scalars(query):
            found[visit.household_id] = f"{visit.visited_on:%m-%d} {codes.label('visit_outcome', visit.outcome)}"
    return found

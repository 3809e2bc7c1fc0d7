"""Sheets that were printed to be filled by hand: which of them have not come back yet.

They stay on the PC that printed them. What was entered from a sheet is told by the records themselves, so that an
undone entry opens its row again; here stand only the printed order and how a sheet was closed without being entered.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.spec import Form
from desktop.standard.subject import Subject
from desktop.store.record import Row
from desktop.store.types import Id, Instant

PLACE = "sheet"  # what the short code of a sheet opens
Closed = Literal["", "blank", "void"]  # "" open or entered, came back with nothing on it, written off
_NUMBER = re.compile(r"(\d{8})-?(\d{3})(?:/(\d{1,3}))?")


class SheetOut(Row):
    """One printed sheet; its id rises with the time of printing, as those of records do."""

    __tablename__ = "sheet_out"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Id)
    number: Mapped[str] = mapped_column(index=True)  # 编号 on the paper; 20261122-003/2 for the second sheet of a print
    register: Mapped[str]
    form: Mapped[str]
    title: Mapped[str]
    about: Mapped[str]  # whose sheet or which buildings, in words
    printed_at: Mapped[int] = mapped_column(Instant)
    printed_by: Mapped[UUID] = mapped_column(Id)
    closed: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[int | None] = mapped_column(Instant)


class SheetOutRow(Row):
    """One record on a sheet; `place` counts from 1 as the paper does. `entered_as` is the record made from the row."""

    __tablename__ = "sheet_out_row"
    sheet_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(Id, index=True)
    entered_as: Mapped[UUID | None] = mapped_column(Id)


def keep(
    session: Session, actor: Actor, subjects: Sequence[Subject], *, form: Form, number: str, at: int
) -> tuple[Subject, ...]:
    """Keep every sheet of a print in mind; the same subjects, whose short codes now stand for their sheets.

    A subject without rows is about its own record, which is then its only row.
    """
    kept = []
    for which, subject in enumerate(subjects, start=1):
        sheet = SheetOut(
            id=uuid7(), unit_id=subject.unit_id or actor.unit_id, form=form.name, title=form.title,
            number=f"{number}/{which}" if len(subjects) > 1 else number, about=subject.headline,
            register=next((part.register for part in subject.parts), subject.register),
            printed_at=at, printed_by=actor.id,
        )  # fmt: skip
        session.add(sheet)
        rows = [part.record_id for part in subject.parts] or [subject.record_id]
        session.add_all(
            SheetOutRow(sheet_id=sheet.id, place=place, record_id=record_id)
            for place, record_id in enumerate(rows, start=1)
        )
        kept.append(replace(subject, register=PLACE, record_id=sheet.id, number=sheet.number))
    session.flush()
    return tuple(kept)


def sheet_in_scope(session: Session, actor: Actor, sheet_id: UUID) -> SheetOut:
    """The sheet, if this PC printed it and the actor may see it; else one sentence for both cases."""
    query = select(SheetOut).where(SheetOut.id == sheet_id, visible(SheetOut, actor))
    sheet = session.scalars(query).first()
    if sheet is None:
        raise UserError(_("没有找到这张表，可能不是在这台电脑上打印的。请按门牌逐户登记。"))
    return sheet


def rows_of(session: Session, sheet_id: UUID) -> Sequence[SheetOutRow]:
    """The rows of a sheet in printed order."""
    return session.scalars(
        select(SheetOutRow).where(SheetOutRow.sheet_id == sheet_id).order_by(SheetOutRow.place)
    ).all()


def by_number(session: Session, actor: Actor, typed: str) -> SheetOut | None:
    """The sheet with the 编号 that was typed, however it was typed; None when it is none or there is no such sheet."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    number = f"{found[1]}-{found[2]}" + (f"/{int(found[3])}" if found[3] else "")
    return session.scalars(select(SheetOut).where(SheetOut.number == number, visible(SheetOut, actor))).first()


def newest_with(session: Session, actor: Actor, record_id: UUID, *, form: str) -> SheetOut | None:
    """The newest open sheet of a form that has this record among its rows."""
    query = (
        select(SheetOut)
        .join(SheetOutRow, SheetOutRow.sheet_id == SheetOut.id)
        .where(SheetOutRow.record_id == record_id, SheetOut.form == form, SheetOut.closed == "")
        .where(visible(SheetOut, actor))
        .order_by(SheetOut.id.desc())
    )
    return session.scalars(query.limit(1)).first()


def close(session: Session, actor: Actor, sheet_ids: Sequence[UUID], *, how: Closed, at: int) -> int:
    """Close sheets that will not be entered, or with "" open them again; how many changed."""
    actor.require("contacts.close_sheet")
    changed = 0
    for sheet_id in sheet_ids:
        sheet = sheet_in_scope(session, actor, sheet_id)
        changed += sheet.closed != how
        sheet.closed, sheet.closed_at = how, at if how else None
    session.flush()
    return changed


def words(sheet: SheetOut) -> str:
    """What a sheet is called in a sentence: 走访名单 20261122-003 · 3号楼."""
    return f"{sheet.title} {sheet.number}" + (f" · {sheet.about}" if sheet.about else "")

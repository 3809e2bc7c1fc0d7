"""Tables that were filled once: kept with their columns and rows, so that next time they are filled at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.template import Template
from desktop.sheets.template_layout import Layout
from desktop.standard.filling.choice import Choice
from desktop.standard.filling.offers import Assigned
from desktop.standard.tables import FilledTemplate

MOST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A table of 我的表; `data` is the empty file itself, b"" where only the list is read."""

    id: UUID
    name: str
    agency: str
    file: str
    sheet: str
    header_row: int
    mapping: Mapping[str, Assigned]
    choice: Choice
    used_at: int
    data: bytes = b""


def keep(
    session: Session,
    actor: Actor,
    *,
    template: Template,
    layout: Layout,
    mapping: Mapping[str, Assigned],
    choice: Choice,
    at: int,
) -> UUID | None:
    """Keep how a table was filled, in place of what was kept for the same titles; None when the file is too large.

    What a purpose was is kept too: it is shown again, and logged again.
    """
    if len(template.data) > MOST_BYTES:
        return None
    row = session.scalars(select(FilledTemplate).where(FilledTemplate.header_key == layout.header.key)).first()
    if row is None:
        row = FilledTemplate(header_key=layout.header.key, name=Path(template.file).stem)
        session.add(row)
    row.file_name, row.data = template.file, template.data
    row.sheet, row.header_row = layout.sheet, layout.header.top_row
    row.mapping = msgspec.json.encode({title: (one.fact, one.form, one.words) for title, one in mapping.items()})
    row.choice = msgspec.json.encode(choice)
    row.actor, row.used_at = actor.id, at
    session.flush()
    return row.id


def mine(session: Session) -> Sequence[Kept]:
    """The tables of this PC, the last one used first; without the files themselves."""
    columns = [column for column in FilledTemplate.__table__.columns if column.key != "data"]
    found = session.execute(select(*columns).order_by(FilledTemplate.used_at.desc(), FilledTemplate.id.desc()))
    return tuple(_kept(row) for row in found)


def kept(session: Session, template_id: UUID) -> Kept:
    """One table with its file. Raises UserError when it was taken off the list."""
    row = session.get(FilledTemplate, template_id)
    if row is None:
        raise UserError(_("这张表已经不在“我的表”里，没有填。请重新选择文件。"))
    return _kept(row, row.data)


def recall(session: Session, header_key: str) -> Kept | None:
    """What is kept for these titles."""
    row = session.scalars(select(FilledTemplate).where(FilledTemplate.header_key == header_key)).first()
    return _kept(row) if row is not None else None


def rename(session: Session, template_id: UUID, *, name: str, agency: str) -> None:
    """What a table is called and whose it is."""
    row = session.get_one(FilledTemplate, template_id)
    row.name, row.agency = name.strip() or row.name, agency.strip()


def forget(session: Session, template_id: UUID) -> None:
    """Take a table off the list."""
    row = session.get(FilledTemplate, template_id)
    if row is not None:
        session.delete(row)


def _kept(row: Any, data: bytes = b"") -> Kept:
    said = msgspec.json.decode(row.mapping, type=dict[str, tuple[str, str, str]])
    return Kept(
        row.id,
        row.name,
        row.agency,
        row.file_name,
        row.sheet,
        row.header_row,
        {title: Assigned(*one) for title, one in said.items()},
        msgspec.json.decode(row.choice, type=Choice),
        row.used_at,
        data,
    )

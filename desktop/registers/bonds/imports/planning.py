"""The dry run of a roster of bonds: which are new, what a row adds to one that stands, which have ended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.bonds import service
from desktop.registers.bonds.imports.columns import COLUMNS
from desktop.registers.bonds.imports.reading import Line, Said, read
from desktop.registers.bonds.model import Bond
from desktop.registers.bonds.rules import UNIT
from desktop.registers.households.imports.cells import Reader
from desktop.registers.organisations.queries import by_number_or_name
from desktop.spec import Kind
from desktop.standard.importing.by_rows import plan_rows, unread
from desktop.standard.importing.choices import NONE, Choices, Who
from desktop.standard.importing.plan import Difference, Item, Plan, Verdict
from desktop.standard.importing.staged import Staged, StagedRow
from desktop.standard.show import show

_TOLD: Mapping[str, tuple[str, Kind]] = {
    "post": (_("职务"), "text"), "contact_name": (_("联络员"), "name"), "phone": (_("电话"), "phone"),
    "duties": (_("包联职责"), "long_text"), "cadence_days": (_("联系周期（天）"), "number"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meant:
    """A bond of a row and the one that stands for it: None for a new one. `ends` when the row ends it."""

    said: Said
    bond_id: UUID | None
    values: Mapping[str, Any]
    ends: bool = False

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return self.bond_id is None or bool(self.values) or self.ends


@dataclass(frozen=True, slots=True)
class Work:
    """A row with what it would do."""

    line: Line
    bonds: tuple[Meant, ...]

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return any(one.writes for one in self.bonds)


def plan(
    session: Session,
    actor: Actor,
    staged: Staged,
    *,
    today: date,
    choices: Choices = NONE,
    known: Any = None,
) -> Plan:
    """What importing `staged` would do; writes nothing."""
    reader = Reader(staged, today=today, choices=choices, columns=COLUMNS)
    above: set[tuple[str, str, str]] = set()

    def each(row: StagedRow) -> tuple[Work, Item] | None:
        line = read(reader, row)
        work = None if line is None else _compared(session, actor, reader, line)
        if work is None:
            return None
        keys = [(one.said.kind, one.said.name, one.said.place) for one in work.bonds]
        if above.intersection(keys):
            reader.bad(row.at, "unit", _("上面已经有同样的一条，这一行不用再导入"), waits=True)
            return None
        above.update(keys)
        return work, _item(session, reader, work)

    return plan_rows(staged, reader, each, name="leader" if "leader" in staged.mapping else "unit", choices=choices)


def bond_of(session: Session, actor: Actor, said: Said) -> Bond | None:
    """The bond that is meant: one that stands, or that ended as the row says."""
    query = select(Bond).where(
        Bond.kind == said.kind, Bond.name == said.name, Bond.place == said.place, Bond.alive, visible(Bond, actor),
        or_(Bond.ends_on.is_(None), Bond.ends_on == said.ends_on),
    )  # fmt: skip
    return session.scalars(query.order_by(Bond.ends_on.is_not(None), Bond.id)).first()


def _named(session: Session, actor: Actor, told: Said) -> Said:
    """With the place that is meant when none is written, and a unit under its full name."""
    place = service.place_of(session, actor, told.kind, told.place)
    known = by_number_or_name(session, actor, uscc=None, name=told.name) if told.kind == UNIT else None
    return replace(told, place=place, name=known.name if known else told.name)


def _compared(session: Session, actor: Actor, reader: Reader, line: Line) -> Work | None:
    """None when one of the bonds cannot end on the day of the row."""
    meant = []
    for told in line.bonds:
        said = _named(session, actor, told)
        found = bond_of(session, actor, said)
        if found is None:
            meant.append(Meant(said, None, values={}))
            continue
        wanted = {
            "post": said.post, "contact_name": said.contact, "phone": said.phone, "duties": said.duties,
            "cadence_days": said.cadence_days,
        }  # fmt: skip
        differs = {name: value for name, value in wanted.items() if value and getattr(found, name) != value}
        on = said.ends_on if found.ends_on is None else None
        if on is not None:
            try:
                service.check_end(session, found, on)
            except UserError as error:
                reader.bad(line.at, "ends", error.message, waits=True)
                return None
        meant.append(Meant(said, found.id, differs, ends=on is not None))
    return Work(line, tuple(meant))


def _item(session: Session, reader: Reader, work: Work) -> Item:
    told: list[Difference] = []
    for one in work.bonds:
        said = one.said
        if one.bond_id is None:
            since = said.starts_on or reader.today
            words = _("{place}，自 {day} 起").format(place=said.place, day=since.isoformat())
            told.append(Difference("place", codes.label("bond_kind", said.kind), "", words))
        else:
            bond = session.get_one(Bond, one.bond_id)
            for name, value in one.values.items():
                title, kind = _TOLD[name]
                old, new = (show(kind, each, today=reader.today) for each in (getattr(bond, name), value))
                told.append(Difference(name, title, old, new))
        if said.ends_on is not None and (one.bond_id is None or one.ends):
            told.append(Difference("ends_on", _("结束"), "", said.ends_on.isoformat()))
    made = any(one.bond_id is None for one in work.bonds)
    verdict = Verdict.NEW if made else Verdict.CHANGED if told else Verdict.SAME
    return Item(
        Who(work.line.at), "、".join(one.said.name for one in work.bonds), "", verdict, differences=tuple(told),
        problems=unread(reader, work.line.at), record_id=work.bonds[0].bond_id,
    )  # fmt: skip

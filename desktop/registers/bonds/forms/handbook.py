"""县级领导包联手册, or the same book of a unit: whom they look after, what for, the three links, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Field, Fields, Heading, Note, Paragraph, Signatures, Table, Title
from desktop.registers.bonds import rules
from desktop.registers.bonds.model import Bond, BondContact
from desktop.registers.bonds.queries import third
from desktop.registers.bonds.queries.lists import standing
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

_ROWS = 20  # of the log, so that there is room to write by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook(Subject):
    """The book of one leader or one unit. `bonds`: place, since, cadence, times this year, last day, in words."""

    leader: bool
    name: str
    post: str
    contact: str
    phone: str
    day: str
    duties: tuple[str, ...]
    bonds: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str, str], ...]
    log: tuple[tuple[str, ...], ...]


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Handbook]:
    """A book for everybody who is named by a bond among `ids`, with all the bonds of theirs among these."""
    query = (
        select(Bond)
        .where(Bond.id.in_(ids), Bond.alive, visible(Bond, actor))
        .order_by(Bond.kind, Bond.name_sort, Bond.name, Bond.place, Bond.id)
    )
    whose = groupby(session.scalars(query).all(), key=lambda bond: (bond.kind, bond.name))
    return [_book(session, actor, list(bonds), today) for _who, bonds in whose]


def _book(session: Session, actor: Actor, bonds: list[Bond], today: date) -> Handbook:
    first, of_year = bonds[0], date(today.year, 1, 1)
    query = (
        select(BondContact, Bond.place)
        .join(Bond, Bond.id == BondContact.bond_id)
        .where(Bond.id.in_([bond.id for bond in bonds]), BondContact.alive, BondContact.held_on <= today)
        .order_by(BondContact.held_on, BondContact.id)
    )
    done = session.execute(query).all()
    lines = []
    for bond in bonds:
        days = [one.held_on for one, _place in done if one.bond_id == bond.id]
        count = sum(day >= of_year for day in days)
        term = long_day(bond.starts_on) + (_("起") if bond.ends_on is None else _("至") + long_day(bond.ends_on))
        lines.append((
            bond.place, term, _("每 {n} 天").format(n=bond.cadence_days), _("{n} 次").format(n=count),
            long_day(max(days)) if days else _("还没有"),
        ))  # fmt: skip
    called = next(((bond.contact_name, bond.phone) for bond in bonds if bond.contact_name), ("", first.phone))
    duties = [line for bond in bonds for line in bond.duties.splitlines()]
    return Handbook(
        unit_id=first.unit_id, headline=first.name, leader=first.kind == rules.LEADER, name=first.name,
        post=first.post, contact=called[0], phone=called[1], day=long_day(today),
        duties=tuple(dict.fromkeys(filter(None, map(str.strip, duties)))),
        bonds=tuple(lines), links=_links(session, actor, first, today),
        log=tuple(
            (one.held_on.isoformat(), place, codes.label("bond_contact_kind", one.kind), one.who, one.what)
            for one, place in done
            if one.held_on >= of_year
        ),
    )  # fmt: skip


def _links(session: Session, actor: Actor, bond: Bond, today: date) -> tuple[tuple[str, str], ...]:
    """The three links as they stand, the third in figures only: names of residents are no business of this book."""
    said = [(_("第一联　县级领导包社区"), _names(session, actor, rules.LEADER, today))]
    said.append((_("第二联　单位包保小区"), _names(session, actor, rules.UNIT, today)))
    said.append((_("第三联　党员联户"), third.figures(session, actor, compound_id=bond.compound_id).words))
    return tuple(said)


def _names(session: Session, actor: Actor, kind: str, day: date) -> str:
    query = select(Bond.name, Bond.place).where(Bond.kind == kind, standing(day), visible(Bond, actor))
    pairs = session.execute(query.order_by(Bond.place, Bond.name_sort, Bond.id))
    by_place = {place: [name for name, _place in few] for place, few in groupby(pairs, key=lambda pair: pair.place)}
    said = [_("{place}：{names}").format(place=place, names="、".join(names)) for place, names in by_place.items()]
    return "；".join(said) or _("还没有登记")


def draw(sheet: Handbook) -> Sequence[Block]:
    """The facts, the duties, and a log that goes on by hand."""
    title = _("县级领导包联手册") if sheet.leader else _("单位包保小区手册")
    who = (
        (Field(_("姓名"), sheet.name), Field(_("职务"), sheet.post))
        if sheet.leader
        else (Field(_("单位"), sheet.name, span=2),)
    )
    duties = sheet.duties or ("",)
    return [
        Title(title, _("截至 {day}").format(day=sheet.day)),
        Fields((*who, Field(_("联络员"), sheet.contact), Field(_("电话"), sheet.phone)), size=12, line_mm=10),
        Heading(_("一、包联职责")),
        *(Paragraph(f"{at}. {line}" if line else "", size=12) for at, line in enumerate(duties, 1)),
        Heading(_("二、包联对象")),
        Table(
            (Column(_("社区、小区"), weight=1.4), Column(_("期限"), weight=1.6), Column(_("联系周期"), 24),
             Column(_("今年联系"), 22), Column(_("最近一次"), 38)),
            sheet.bonds,
        ),
        Heading(_("三、“三联”情况")),
        Table((Column(_("联系"), 48, align="left"), Column(_("情况"), align="left")), sheet.links),
        Heading(_("四、走访帮办记录")),
        Table(
            (Column(_("日期"), 24), Column(_("地点"), 27), Column(_("形式"), 20), Column(_("参加人员"), 27),
             Column(_("情况和办成的事"), align="left")),
            sheet.log, min_rows=_ROWS, row_mm=10,
        ),
        Note(_("手写的记录请交支部补录。党员联户只列数字，不列住户姓名。")),
        Signatures((_("包联领导"), _("社区党组织")) if sheet.leader else (_("包保单位"), _("小区党支部"))),
    ]  # fmt: skip

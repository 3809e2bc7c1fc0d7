"""楼道通知: a notice in large type for each stairwell, to be put up in the hallway."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Paragraph, Run, Spacer, Title
from desktop.registers.buildings.model import Building, Stairwell
from desktop.standard import wording
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.values import door
from desktop.values.no_numbers import without_numbers

FORM = "stair-notice"
MOST_COPIES = 50
_TITLE, _BODY, _SMALL = 40.0, 26.0, 22.0  # points: legible from two metres
_TIMED = frozenset({"water", "power", "meeting", "repair"})  # whose text speaks of a time, to be filled in by hand
_PLACED = frozenset({"meeting"})
_BLANK_MM = 110.0
_LONG = 110  # characters from which the text is set smaller, so that one page holds it


@dataclass(frozen=True, slots=True, kw_only=True)
class StairNotice(Subject):
    """One notice; `where` is the hallway that it is put up in, "" for anywhere."""

    where: str
    title: str
    text: str
    lines: tuple[tuple[str, str], ...]  # 时间, 地点; "" is a line to fill in by hand
    sign: str
    day: str
    phone: str


def collect(
    session: Session,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    today: date,
    kind: str | None = None,
    title: str = "",
    text: str = "",
    time: str = "",
    place: str = "",
    sign: str = "",
    day: date | None = None,
    spread: str | None = None,
    copies: int | None = None,
) -> Sequence[StairNotice]:
    """Notices for the chosen buildings, hallway by hallway, each `copies` times.

    UserError when no building is chosen, when there is nothing to say, or for more copies than anyone puts up.
    """
    if copies is not None and not 1 <= copies <= MOST_COPIES:
        raise UserError(_("每处张数写 1 到 {most}，没有打印。").format(most=MOST_COPIES), field="copies")
    unit = session.get_one(Unit, actor.unit_id)
    words, branch = wording.of_unit(session, unit.id, FORM), unit.branch_name or unit.name
    kind = kind or ("other" if title or text else "reminder")
    said = {"phone": unit.phone}
    text = text or wording.filled(words.get(f"{kind}_text", ""), **said)
    if not text:
        raise UserError(_("还没有写通知的内容，没有打印。请填写“内容”，或换一个事由。"), field="text")
    asked = ((_("时间"), time, _TIMED), (_("地点或范围"), place, _PLACED))
    lines = tuple((label, answer) for label, answer, kinds in asked if answer or kind in kinds)
    notices = [
        StairNotice(
            unit_id=unit.id,
            headline=where,
            where=where,
            title=title or wording.filled(words[f"{kind}_title"], **said),
            text=text,
            lines=lines,
            sign=sign or branch,
            day=long_day(day or today),
            phone=wording.filled(words["phone"], **said) if unit.phone else "",
        )
        for where in _hallways(session, actor, ids, spread or "stairwell")
    ]
    return [notice for notice in notices for _copy in range(copies or 1)]


def _hallways(session: Session, actor: Actor, ids: Sequence[UUID], spread: str) -> list[str]:
    query = (
        select(Building.name, Building.id, Stairwell.number)
        .outerjoin(Stairwell, (Stairwell.building_id == Building.id) & Stairwell.alive)
        .where(Building.id.in_(ids), Building.alive, visible(Building, actor))
        .order_by(Building.sort, Building.id, Stairwell.sort)
    )
    found = session.execute(query).all()
    if not found:
        raise UserError(_("没有找到所选的楼栋，没有打印。请回到列表重新选择。"))
    if spread == "once":
        return [""]
    if spread == "building":
        return [name for (name, _id), _rows in groupby(found, key=lambda row: (row[0], row[1]))]
    return [name + (door.stairwell_label(number) if number else "") for name, _id, number in found]


def draw(sheet: StairNotice) -> Sequence[Block]:
    """A title, the text and what matters, all in type that is read from two metres."""
    body = _BODY if len(sheet.text) <= _LONG else _SMALL
    blocks: list[Block] = [
        Spacer(8),
        Title(sheet.title, size=_TITLE),
        Spacer(6),
        Paragraph(_("{where}各位邻居：").format(where=sheet.where), face="sans", size=body, indent=0),
        *(Paragraph(line, face="sans", size=body, align="left") for line in sheet.text.splitlines() if line.strip()),
    ]
    for label, said in sheet.lines:
        blocks += [
            Spacer(3),
            Paragraph(
                (Run(label + "："), Run(said, "sans-bold") if said else Run(blank_mm=_BLANK_MM)),
                face="sans", size=body, align="left", indent=0,
            ),
        ]  # fmt: skip
    ends = (sheet.sign, sheet.phone, sheet.day)
    return [
        *blocks,
        Spacer(8),
        *(Paragraph(end, face="sans", size=_SMALL, align="right", indent=0) for end in ends if end),
    ]


def tell(sheet: StairNotice) -> str:
    """The notice as a message, which travels on: numbers that were written into it stay on the paper."""
    lines = [f"{label}：{said}" for label, said in sheet.lines if said]
    whole = [f"【{sheet.title}】", _("各位邻居：") + sheet.text, *lines, f"{sheet.sign}　{sheet.day}"]
    return without_numbers("\n".join(whole))

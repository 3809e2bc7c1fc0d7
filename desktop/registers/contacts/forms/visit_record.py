"""联户走访记录单: one visit on one sheet, as it was logged or to be filled by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Field, Fields, Note, Signatures, Title, ticked
from desktop.registers.contacts.model import Visit, VisitRow
from desktop.standard.derived import in_chunks
from desktop.standard.show import long_day
from desktop.standard.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord(Subject):
    """Words and codes of one visit; empty ones are filled by hand. `settled` None: nobody said yet."""

    home: str
    day: str = ""
    visitor: str = ""
    way: str = ""
    outcome: str = ""
    said: str = ""
    needs: str = ""
    settled: bool | None = None
    to_event: bool = False
    next_on: str = ""


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[VisitRecord]:
    """A sheet for each of the visits, the newest first."""
    found: list[tuple[Visit, VisitRow]] = []
    for part in in_chunks(set(ids)):
        query = select(Visit, VisitRow).join(VisitRow, VisitRow.id == Visit.id).where(Visit.id.in_(part))
        found += [(visit, row) for visit, row in session.execute(query.where(visible(Visit, actor)))]
    found.sort(key=lambda pair: (-pair[0].visited_on.toordinal(), pair[1].door_sort))
    return [_record(visit, row) for visit, row in found]


def _record(visit: Visit, row: VisitRow) -> VisitRecord:
    home = f"{row.door} {row.head_name}".strip()
    return VisitRecord(
        register="visits", record_id=visit.id, unit_id=visit.unit_id, headline=home, home=home,
        day=long_day(visit.visited_on), visitor=row.visitor, way=visit.way, outcome=visit.outcome, said=visit.said,
        needs=visit.needs, settled=visit.settled if visit.needs else None, to_event=bool(visit.to_event),
        next_on=long_day(visit.next_on),
    )  # fmt: skip


def draw(sheet: VisitRecord) -> Sequence[Block]:
    """Labels and boxes, with room to write where nothing stands yet."""
    done, open_ = _("已当场解决"), _("还没有解决")
    settled = () if sheet.settled is None else (done if sheet.settled else open_,)
    event = _("转为事件")
    number = _("{box}　事件编号：").format(box=ticked((event,), (event,) if sheet.to_event else ()))
    return [
        Title(_("联户走访记录单")),
        Fields(
            (
                Field(_("走访户"), sheet.home),
                Field(_("日期"), sheet.day),
                Field(_("走访人"), sheet.visitor),
                Field(_("结果"), _boxes("visit_outcome", sheet.outcome)),
                Field(_("方式"), _boxes("visit_way", sheet.way), span=2),
                Field(_("谈话要点"), sheet.said, span=2, lines=8),
                Field(_("诉求"), sheet.needs, span=2, lines=5),
                Field(_("当场解决"), ticked((done, open_), settled), span=2),
                Field(_("转事件"), number, span=2),
                Field(_("约定下次"), sheet.next_on, span=2),
            ),
            line_mm=10,
        ),
        Note(_("只记事实和需要，不写评价。居民可以不签字；谈话内容保存 2 年。")),
        Signatures((_("走访人"), _("居民（可不签）"))),
    ]


def _boxes(table: str, chosen: str) -> str:
    labels = [label for _code, label in codes.options(table)]
    return ticked(labels, (codes.label(table, chosen),) if chosen else ())

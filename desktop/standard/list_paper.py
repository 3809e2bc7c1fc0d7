"""A list itself on paper: the rows and columns that the screen shows, masked as there, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field, Form, Register
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

if TYPE_CHECKING:  # a list is shown a hundred times before it is printed once
    from desktop.printing.blocks import Block

NAME = "list"
MOST = 5_000  # rows, some 200 pages: nobody reads more on paper
WIDE = 62  # half characters from which on the sheet is turned
LEFT = frozenset({"text", "long_text"})
LONG = 12  # half characters from which on words begin at the left


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet(Subject):
    """The titles with their widths, and the rows in words."""

    title: str
    summary: str
    heads: tuple[tuple[str, int, bool], ...]  # title, width in half characters, at the left
    lines: tuple[tuple[str, ...], ...]


def list_form(register: Register, columns: Sequence[str] = ()) -> Form:
    """The form that prints these columns (none: those that are shown at first) of any register."""
    names = tuple(columns) or tuple(column.name for column in register.columns if column.shown)
    wanted = [column for column in register.columns if column.name in names]
    title = _("{title}清单").format(title=register.title)
    collected = partial(collect, register=register, columns=names)
    asks = (Field("on", _("截至哪天"), "day"),) if register.dated else ()
    wide = sum(column.width for column in wanted) > WIDE
    return Form(NAME, title, collected, draw, landscape=wide, asks=asks)


def offered(register: Register, form: Form) -> Register:
    """The register with the printed list among its forms, for a preview that lets another form be chosen."""
    return register if form in register.forms else replace(register, forms=(*register.forms, form))


def collect(
    session: Session,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    today: date,
    register: Register,
    columns: Sequence[str],
    on: date | None = None,
) -> Sequence[ListSheet]:
    """One sheet of the records `ids`, in their order, as of `on`. UserError for more than anybody reads on paper."""
    day = on or today
    if len(ids) > MOST:
        sentence = _("一次最多打印 {most:,} {counter}，现在有 {count:,}，没有打印。请先筛选，或导出到 Excel。")
        raise UserError(sentence.format(most=MOST, count=len(ids), counter=register.counter))
    from desktop.standard.export import cells  # late: as said above

    by_name = {column.name: column for column in register.columns}
    wanted = [by_name[name] for name in columns]
    lines = tuple(map(tuple, cells(session, actor, register, ids=ids, columns=wanted, today=day)))
    if not lines:
        return []
    return [
        ListSheet(
            listed=True,
            title=_("{title}清单").format(title=register.title),
            summary=_("共 {count:,} {counter}　{day}").format(
                count=len(lines), counter=register.counter, day=long_day(day)
            ),
            heads=tuple(
                (column.title, column.width, column.kind in LEFT and column.width >= LONG) for column in wanted
            ),
            lines=lines,
        )
    ]


def draw(sheet: ListSheet) -> "Sequence[Block]":
    """One table with a number in front of each row."""
    from desktop.printing.blocks import Column, Table, Title  # late: as said above

    columns = [Column(_("序号"), 12)]
    columns += [
        Column(title, weight=max(wide, 4), align="left" if left else "center") for title, wide, left in sheet.heads
    ]
    rows = [(str(at), *line) for at, line in enumerate(sheet.lines, start=1)]
    return [Title(sheet.title, sheet.summary), Table(tuple(columns), rows, row_mm=7.0, size=9.5)]

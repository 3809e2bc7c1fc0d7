"""Filling another agency's table from the command line: what is filled, what is not, and the files."""

from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from desktop.base import clock as clocks
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer
from desktop.command.typed_filters import query
from desktop.procedures.profiles import Desk
from desktop.reports.fill_sources import sources
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard.filling import course, memory
from desktop.standard.filling.choice import Choice
from desktop.standard.filling.course import Opened
from desktop.standard.filling.prepare import WHY_WORDS, Prepared, prepare
from desktop.standard.filling.produce import produce

MOST_SAID = 20  # rows named on the screen; --json has all of them


def from_command(desk: Desk, registers: Sequence[Register], said: Namespace) -> Answer:
    """As it was typed: export --template FILE --out FOLDER."""
    return fill_table(
        desk, registers, template=Path(said.template), out=Path(said.out), rows=said.rows or said.register,
        building=said.building, conditions=said.filter, text=said.text, purpose=said.purpose, dry_run=said.dry_run,
    )  # fmt: skip


def fill_table(
    desk: Desk,
    registers: Sequence[Register],
    *,
    template: Path,
    out: Path,
    rows: str = "",
    building: str = "",
    conditions: Sequence[str] = (),
    text: str = "",
    purpose: str = "",
    dry_run: bool = False,
) -> Answer:
    """Fill `template` into the folder `out`; numbers of people are whole only when a purpose is given.

    `rows`: people or households, "" for what the table asks for; `conditions` and `text` as for a list.
    Raises UserError with nothing written.
    """
    kinds = sources(*(_named(registers, name) for name in ("people", "households")))
    if rows and rows not in {kind.name for kind in kinds}:
        raise UserError(
            _("“{rows}”不能填进表里，可以写 people（每人一行）或 households（每户一行）。").format(rows=rows)
        )
    if not dry_run and not out.is_dir():
        raise UserError(_("没有文件夹“{folder}”，什么也没有做。请先建好文件夹，或换一个位置。").format(folder=out))
    today = clocks.today(desk.clock)
    with desk.store.read() as session:
        opened = course.open_path(template, kinds, recall=partial(memory.recall, session))
        if not opened.surely:
            raise UserError(_("没有认出“{name}”的表头，什么也没有做。请在窗口里打开这张表，指明表头在第几行。").format(
                name=template.name))  # fmt: skip
        if rows and rows != opened.source.name:
            opened = course.again(opened, kinds, rows=rows)
        buildings: tuple[str, ...] = ()
        if building:
            asked = query(
                session, desk.actor, opened.source.register, conditions=[f"building={building}"], today=today
            )  # fmt: skip
            buildings = asked.filters[0].values
        ids = None
        if conditions or text:
            more = [*conditions, *([f"building={building}"] if building else [])]
            narrowed = query(session, desk.actor, opened.source.register, conditions=more, text=text, today=today)
            ids = listing.ids(session, desk.actor, opened.source.register, query=narrowed, today=today)
        choice = Choice(rows=opened.source.name, buildings=buildings, full=bool(purpose.strip()), purpose=purpose)
        prepared = prepare(
            session, desk.actor, opened.source, template=opened.template, layout=opened.layout, mapping=opened.mapping,
            choice=choice, today=today, unkept=opened.unkept, ids=ids,
        )  # fmt: skip
    document = _document(opened, prepared, dry_run=dry_run)
    if dry_run:
        return Answer(document, [_("这是试填，没有生成文件。"), *_lines(prepared)])
    made = produce(desk.store, desk.actor, prepared, folder=out, clock=desk.clock)
    with desk.store.write(desk.actor.id, f"{prepared.source.register.name}.export") as session:
        memory.keep(
            session, desk.actor, template=prepared.template, layout=prepared.layout, mapping=prepared.mapping,
            choice=choice, at=desk.clock.now_ms(),
        )  # fmt: skip
    document |= {"files": [str(path) for path in made.files], "number": made.number}
    said = _("已填好 {rows} 行，导出记录编号 {number}：").format(rows=made.rows, number=made.number)
    return Answer(document, [said, *(f"  {path}" for path in made.files), *_lines(prepared)])


def _named(registers: Sequence[Register], name: str) -> Register:
    return next(register for register in registers if register.name == name)


def _document(opened: Opened, prepared: Prepared, *, dry_run: bool) -> dict[str, Any]:
    return {
        "template": opened.template.file,
        "sheet": opened.layout.sheet,
        "rows_of": opened.source.name,
        "rows": len(prepared.rows),
        "cells": prepared.filled,
        "mapping": {title: one.fact for title, one in opened.mapping.items() if one.fact},
        "not_filled": {title: why.value for title, why in prepared.left},
        "empty": dict(prepared.empty),
        "masked": [] if prepared.choice.full else list(prepared.sensitive),
        "lacks": [
            {"row": lack.number, "label": lack.label, "empty": list(lack.empty), "not_in_list": dict(lack.wrong)}
            for lack in prepared.lacks
        ],
        "dry_run": dry_run,
        "files": [],
        "number": None,
    }


def _lines(prepared: Prepared) -> list[str]:
    """What is not filled, for people."""
    said = [
        _("将填 {rows} 行、{cells} 格（{title}）。").format(
            rows=len(prepared.rows), cells=prepared.filled, title=prepared.source.title
        )
    ]
    said += [_("没有填的列“{title}”：{why}。").format(title=title, why=WHY_WORDS[why]) for title, why in prepared.left]
    said += [_("“{title}”有 {n} 行台账里没有。").format(title=title, n=n) for title, n in prepared.empty.items()]
    if prepared.sensitive and not prepared.choice.full:
        titles = "、".join(prepared.sensitive)  # data
        said.append(_("号码遮住了中间（{titles}）；要写完整号码，用 --purpose 写明用途。").format(titles=titles))
    wrong = [(lack, title, value) for lack in prepared.lacks for title, value in lack.wrong]
    said += [
        _("第 {row} 行（{label}）“{title}”的“{value}”不在表的下拉选项里。").format(
            row=lack.number, label=lack.label, title=title, value=value
        )
        for lack, title, value in wrong[:MOST_SAID]
    ]
    more = len(wrong) - MOST_SAID
    return [*said, _("还有 {n} 处不在下拉选项里。").format(n=more)] if more > 0 else said

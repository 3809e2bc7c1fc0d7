"""Commands that write, or put something on the disk: import, print, back up and restore."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.base import clock as clocks
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer
from desktop.command.asking import refuse_folder
from desktop.procedures import keys, profiles
from desktop.procedures.profiles import Desk
from desktop.reports.of_building import OWN_UNIT, of_building
from desktop.sheets.read import open_book
from desktop.spec import Form, Register
from desktop.standard import list as listing
from desktop.standard import paper
from desktop.standard.asked import given as asked_for
from desktop.standard.importing import stage as staging
from desktop.standard.importing import which
from desktop.standard.importing.bring_in import bring_in
from desktop.standard.importing.memory import recall
from desktop.standard.importing.plan import Plan
from desktop.standard.importing.staged import Staged
from desktop.standard.importing.summary import summary
from desktop.standard.list import Query

Progress = Callable[[int, int], None]
RECOVERY = "recovery-sheet"


def dry_run(desk: Desk, registers: Sequence[Register], file: Path, *, sheet: str = "") -> Answer:
    """What an import into one of `registers` would change, the one that the titles name; nothing is written."""
    register, staged = _staged(desk, registers, file, sheet=sheet)
    document = {**summary(_planned(desk, register, staged)), "dry_run": True}
    return Answer(document, [*document["sentences"], *_problems(document)])


def import_file(
    desk: Desk, registers: Sequence[Register], file: Path, *, sheet: str = "", on_progress: Progress | None = None
) -> Answer:
    """Back up, then write the roster into one of `registers` as one undoable batch; rows that wait are listed.

    A file that changes nothing makes no backup: it would only push an older one out of those that are kept.
    """
    register, staged = _staged(desk, registers, file, sheet=sheet)
    plan = _planned(desk, register, staged)
    if not plan.writes:
        document = {**summary(plan), "dry_run": False, "batch": None, "backup": None}
        return Answer(document, _written(document))
    backup = profiles.back_up(desk)
    done = bring_in(
        desk.store, desk.actor, register, staged=staged, on_progress=on_progress, today=clocks.today(desk.clock)
    )  # fmt: skip
    document = {
        **summary(done.plan), "dry_run": False, "batch": str(done.batch) if done.batch else None,
        "backup": str(backup.path),
    }  # fmt: skip
    return Answer(document, [*_written(document), _("导入前的备份：{path}").format(path=backup.path)])


def _written(document: dict[str, Any]) -> list[str]:
    """What was done, then what waits; the sentences of the dry run speak of what would be."""
    plain = bool(document["counter"])  # its rows are no people
    if document["batch"] is None:
        nothing = (
            _("表里共 {rows} {counter}，没有要写入的内容。")
            if plain
            else (_("表里共 {households} 户 {people} 人，没有要写入的内容。"))
        )
        return [nothing.format(**document), *_problems(document)]
    if plain:
        words = _("已写入，可整批撤销：新增 {new} {counter}，更新 {changed} {counter}，不变 {same} {counter}。")
        said = [words.format(**document)]
    else:
        words = _("已写入，可整批撤销：新增 {new} 人，更新 {changed} 人，不变 {same} 人，待定 {conflict} 人。")
        made = _("新建 {new_buildings} 栋 {new_stairwells} 个单元 {new_doors} 个门。")
        said = [words.format(**document), made.format(**document)]
    if document["dropped_columns"]:
        said.append(_("没有保存的列：{titles}。").format(titles="、".join(document["dropped_columns"])))
    return [*said, *_problems(document)]


def _plan(register: Register) -> Callable[..., Plan]:
    if register.imports is None:
        raise UserError(_("“{title}”不能从文件导入，什么也没有做。").format(title=register.title))
    return register.imports.plan


def _planned(desk: Desk, register: Register, staged: Staged) -> Plan:
    """What the roster would change, read from what stands now."""
    with desk.store.read() as session:
        return _plan(register)(session, desk.actor, staged, today=clocks.today(desk.clock))


def _staged(desk: Desk, registers: Sequence[Register], file: Path, *, sheet: str) -> tuple[Register, Staged]:
    """The rows of the file and whose they are; UserError when there is no such file, or nothing in it to bring in."""
    for register in registers:
        _plan(register)
    if file.is_dir():
        raise UserError(_("“{name}”是文件夹，什么也没有做。请写名册文件的名字（Excel 或 CSV）。").format(name=file))
    if not file.is_file():
        raise UserError(_("找不到文件“{name}”，什么也没有做。请核对文件名。").format(name=file.name))
    book = open_book(file)
    told = which.told(book, registers)
    if told is None:
        names = "、".join(f"{register.name}（{register.title}）" for register in registers)
        sentence = _("看不出“{name}”是哪一种名册，什么也没有做。请加上 --register 再试，可以写：{names}。")
        raise UserError(sentence.format(name=file.name, names=names))
    desk.actor.require(f"{told.name}.import", desk.actor.unit_id)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with desk.store.read() as session:
        staged = staging.stage(book, told, sha256=digest, sheet=sheet, recall=partial(recall, session))
    # Here and not in staging: in the window a person may still point at another row of titles.
    if not staged.rows:
        raise UserError(_("“{name}”里有列名，但没有要导入的行，什么也没有做。请核对文件。").format(name=file.name))
    return told, staged


def _problems(document: dict[str, Any]) -> list[str]:
    return [
        _("第 {row} 行“{column}”：{problem}").format(row=one["row"], column=one["column"], problem=one["problem"])
        for one in document["needs_fix"]
    ]


def print_form(
    desk: Desk,
    registers: Iterable[Register],
    *,
    name: str,
    building: str | None,
    ids: Sequence[str],
    out: Path,
    asked: Sequence[str] = (),
    on_page: Callable[[int], None] | None = None,
) -> Answer:
    """A form for the chosen records, for a building, or for the whole list of its register; `asked` is 项=内容."""
    register, form = form_named(registers, name)
    refuse_folder(out, (".pdf",))
    desk.actor.require(f"{register.name}.print")
    given = asked_for(form, typed(asked), today=clocks.today(desk.clock))
    chosen = _chosen(desk, register, building=building, ids=ids)
    put = partial(
        paper.print_form, desk.store, desk.actor, register, form, ids=chosen, out=out, clock=desk.clock,
        filter_text=_("楼栋：{name}").format(name=building) if building else "", on_page=on_page,
    )  # fmt: skip
    # The recovery sheet printed before goes only once the new one is on the disk.
    recovery = form.name == RECOVERY
    printed = keys.replace_sheet(desk, lambda code: put(given={"code": code})) if recovery else put(given=given)
    return printed_answer(form, out, len(chosen), printed)


def printed_answer(form: Form, out: Path, records: int, printed: paper.Printed) -> Answer:
    """What is said of a print: pages, number, and the characters to be written by hand."""
    missing = [{"text": one.text, "characters": one.characters} for one in printed.missing]
    document = {
        "form": form.name, "out": str(out), "records": records, "pages": printed.pages, "number": printed.number,
        "missing": missing,
    }  # fmt: skip
    lines = [
        _("已生成《{form}》{pages} 页：{out}，编号 {number}。").format(
            form=form.title, pages=printed.pages, out=out, number=printed.number
        )
    ]
    if form.name == RECOVERY:
        lines.append(_("这是新的恢复单，以前打印的恢复单已作废。请打印两份，一份密封交社区保管，并删除这个文件。"))
    lines += [_("“{text}”里有字库没有的字，留了空框，请手写。").format(text=one.text) for one in printed.missing]
    return Answer(document, lines)


def typed(asked: Sequence[str]) -> dict[str, str]:
    """What was written as 项=内容; UserError for one without the sign."""
    said = {}
    for each in asked:
        name, equals, text = each.partition("=")
        if not equals:
            raise UserError(_("--ask 要写成“项=内容”，例如 月份=2026-11；“{typed}”里没有等号。").format(typed=each))
        said[name.strip()] = text
    return said


def form_named(registers: Iterable[Register], name: str) -> tuple[Register, Form]:
    """The form with this name or title and the register that it hangs on; UserError names those that there are."""
    known = [(register, form) for register in registers for form in register.forms]
    for register, form in known:
        if name in {form.name, form.title}:
            return register, form
    names = "、".join(dict.fromkeys(f"{form.name}（{form.title}）" for _register, form in known))
    raise UserError(_("没有“{name}”这个表单，什么也没有做。可以写：{names}。").format(name=name, names=names))


def _chosen(desk: Desk, register: Register, *, building: str | None, ids: Sequence[str]) -> tuple[UUID, ...]:
    if ids:
        return tuple(uuid_of(each) for each in ids)
    with desk.store.read() as session:
        if building is not None:
            return of_building(session, desk.actor, register, building=building)
        if register.name == OWN_UNIT:  # the units below have papers of their own
            return (desk.actor.unit_id,)
        today = clocks.today(desk.clock)
        return listing.ids(session, desk.actor, register, query=Query(), today=today)


def uuid_of(text: str) -> UUID:
    """The id that was typed; UserError when it is none."""
    try:
        return UUID(text)
    except ValueError as error:
        raise UserError(
            _("“{typed}”不是编号，什么也没有做。编号用 find 或 list 加 --json 查看。").format(typed=text)
        ) from error


def back_up(desk: Desk, folder: Path) -> Answer:
    """A verified backup into `folder`."""
    made = profiles.back_up(desk, folder)
    line = _("备份已写好并验证：{path}，共 {n} 行。").format(path=made.path, n=sum(made.rows.values()))
    return Answer({"path": str(made.path), "at": made.at, "rows": made.rows}, [line])


def restored(desk: Desk, registers: Iterable[Register], *, file: Path) -> Answer:
    """What stands after a restore: how many records each register has."""
    today = clocks.today(desk.clock)
    with desk.store.read() as session:
        counts = [
            (register, listing.count(session, desk.actor, register, query=Query(), today=today).all)
            for register in registers
            if desk.actor.may(f"{register.name}.see")
        ]
    said = "、".join(f"{register.title} {n} {register.counter}" for register, n in counts if n)
    line = _("已用 {name} 恢复：{said}。原来能打开的数据已另做备份。").format(name=file.name, said=said)
    return Answer({"restored": str(file), "rows": {register.name: n for register, n in counts}}, [line])

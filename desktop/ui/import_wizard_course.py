"""One import on its way: the file as it was read, its columns with samples, the decisions so far, and the dry run."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.access.actor import Actor
from desktop.base.clock import Clock, today
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.importing.choices import NONE, Choices, Who
from desktop.standard.importing.staged import At
from desktop.store.record import record_types
from desktop.store.session import Changes, Store
from desktop.ui.desk import Desk
from desktop.ui.import_hiding import hide
from desktop.ui.import_wizard_views import Planned
from desktop.ui.progress import Progress

if TYPE_CHECKING:  # loaded with the first file, by the thread that reads it: the page is there sooner
    from desktop.sheets.read import Book
    from desktop.standard.importing.stage import Recall
    from desktop.standard.importing.staged import Staged

SAMPLES = 3
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of the file: its title, a few of its values with long numbers hidden, and the target it feeds or ""."""

    title: str
    samples: tuple[str, ...]
    target: str
    unkept: bool = False


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: nothing is compared with the register yet."""

    path: Path
    sha256: str
    book: "Book"
    staged: "Staged"
    columns: tuple[FileColumn, ...]
    register: Register  # into which it goes
    told: bool = True  # whether the titles, or a person, said so
    sheet: str = ""  # "" for the best sheet and all alike


def read_file(
    path: Path, registers: Sequence[Register], *, prefer: Register | None, recall: "Recall | None", on_progress: Step
) -> ReadFile:
    """Open a roster for one of `registers` and recognise its columns; `prefer`, or the first, where no title tells.

    UserError as the readers say; `on_progress` may raise Cancelled.
    """
    from desktop.sheets.read import open_book  # late, each: as said
    from desktop.standard.importing import which
    from desktop.standard.importing.stage import stage

    book = open_book(path, on_progress=on_progress)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    found = which.told(book, registers)
    register = found or prefer or registers[0]
    staged = stage(book, register, sha256=digest, recall=recall, on_progress=on_progress)
    return ReadFile(
        path, digest, book, staged, file_columns(book, register, staged), register, told=bool(found or prefer)
    )


def read_again(
    read: ReadFile, register: Register, *, mapping: Mapping[str, str] | None, sheet: str = "", header_row: int | None
) -> ReadFile:
    """The same file through another mapping (target → title), sheet or header."""
    from desktop.standard.importing.stage import stage  # late: it is loaded already

    staged = stage(read.book, register, sha256=read.sha256, sheet=sheet, header_row=header_row, mapping=mapping or None)
    columns = file_columns(read.book, register, staged)
    return ReadFile(read.path, read.sha256, read.book, staged, columns, register, sheet=sheet)


def file_columns(book: "Book", register: Register, staged: "Staged") -> tuple[FileColumn, ...]:
    """The columns as they stand in the file, with samples; only the recognised ones when there are no titles."""
    from desktop.sheets.beside import apart  # late, each: they are loaded already
    from desktop.sheets.choose import best_sheet
    from desktop.sheets.clean import plain
    from desktop.standard.importing.columns import synonyms

    assert register.imports is not None
    targets = {title: target for target, title in staged.mapping.items()}
    found = best_sheet(_read_of(book, staged), synonyms(register.imports))
    found = apart(found)[0] if found else None  # lists side by side have the same columns: shown once
    if not staged.header_key or found is None:
        return tuple(
            FileColumn(title, _samples(row.cells[target].text for row in staged.rows if target in row.cells), target)
            for title, target in targets.items()
        )
    below = range(found.header.bottom_row + 1, len(found.grid.rows) + 1)
    return tuple(
        FileColumn(
            title,
            _samples(plain(found.grid.cell(row, place)) for row in below),
            targets.get(title, ""),
            title in staged.unkept,
        )
        for place, title in enumerate(found.header.titles)
        if title
    )


def _read_of(book: "Book", staged: "Staged") -> "Book":
    """Only what was read: a sheet that somebody chose has titles of its own."""
    from desktop.sheets.read import Book  # late, as above

    read = [place for place, info in enumerate(book.sheets) if info.name in staged.sheets]
    return Book(book.file, tuple(book.sheets[place] for place in read), tuple(book.grids[place] for place in read))


def plan_file(session: Any, actor: Any, read: ReadFile, *, choices: Choices, day: date, known: Any = None) -> Planned:
    """The dry run; `known` of an earlier one spares reading the register again."""
    assert read.register.imports is not None
    return Planned(read.register.imports.plan(session, actor, read.staged, choices=choices, today=day, known=known))


def _samples(words: Any) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        if word and word not in found:
            found.append(word)
        if len(found) == SAMPLES:
            break
    return tuple(hide(word) for word in found)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing; `batch` is None when everything already stood in the register."""

    batch: UUID | None
    words: str
    changes: Changes


def writer(
    desk: Desk, read: ReadFile, choices: Choices, back_up: Callable[[], object]
) -> Callable[[Progress], Written]:
    """The job that makes a backup and writes everything in one batch; stopping it leaves nothing written."""
    store, actor, day = desk.store, desk.actor, today(desk.clock)

    def job(progress: Progress) -> Written:
        progress.step(0, 0, _("正在备份…"))
        back_up()
        return _write(store, actor, read, choices=choices, day=day, on_progress=progress.step)

    return job


def _write(store: Store, actor: Actor, read: ReadFile, *, choices: Choices, day: date, on_progress: Step) -> Written:
    from desktop.standard.importing.bring_in import bring_in  # late: as said

    done = bring_in(
        store, actor, read.register, staged=read.staged, choices=choices, on_progress=on_progress, today=day
    )
    counts = done.plan.counts
    words = (
        _("新增 {new} {of}，更新 {changed} {of}。")
        if done.plan.counter
        else (_("新增 {new} 人，更新 {changed} 人，共 {households} 户。"))
    )
    numbers = {name: counts.get(name, 0) for name in ("new", "changed", "households")}
    words = words.format(of=done.plan.counter, **numbers)
    # A roster may touch any table: every screen reads again.
    tables = frozenset(kind.__tablename__ for kind in record_types())
    return Written(done.batch, words, Changes(tables, done.batch or UUID(int=0), done.batch))


def writing_words(planned: Planned) -> str:
    """What the button of the last step will do."""
    counts, problems = planned.plan.counts, planned.plan.problems
    said = [
        _("将新增 {new} {of}，更新 {changed} {of}。先做一份备份，再一次写入；写入后可以整批撤销。").format(
            new=counts.get("new", 0), changed=counts.get("changed", 0), of=planned.plan.counter or _("人")
        )
    ]
    empty = sum(1 for one in problems if not one.waits and not one.kept)
    if empty:
        said.append(_("有 {count} 格读不出来，先空着，写入后列在今日工作里等着补。").format(count=empty))
    if counts.get("waiting"):
        missing = (
            _("有 {count} 行缺必填的内容，这次不写入。")
            if planned.plan.counter
            else (_("有 {count} 行缺姓名或门牌，这次不写入。"))
        )
        said.append(missing.format(count=counts["waiting"]))
    return "\n".join(said)


def write_fixes(path: Path, planned: Planned, clock: Clock) -> int:
    """Write the rows that need fixing as an Excel file, with the reasons; returns how many."""
    from desktop.sheets.write import OutColumn, RejectedRow, write_fix_list  # late: when somebody asks for it

    view = planned.view("fix")
    rows = view.rows if view else ()
    homes = not planned.plan.counter
    heads = [OutColumn(_("行"), 10), OutColumn(_("姓名") if homes else _("名称"), 12), OutColumn(_("列"), 14)]
    heads.append(OutColumn(_("表里写的"), 24))
    if homes:
        heads.insert(1, OutColumn(_("门牌"), 14))
    wrong = len(heads) - 1
    body = (
        RejectedRow((row.place, *((row.door,) if homes else ()), row.name, row.column, row.value), {wrong: row.words})
        for row in rows
    )
    title = _("{file} 中需要改的行").format(file=planned.plan.staged.file)
    return write_fix_list(path, title=title, columns=heads, rows=body, clock=clock)


def kept(choices: Choices) -> dict[str, Any]:
    """Decisions as plain JSON, so that a lock or a crash does not lose them."""
    return {
        "cells": [[*at, target, text] for (at, target), text in choices.cells.items()],
        "skipped": [list(at) for at in sorted(choices.skipped)],
        "conflicts": [[*who.at, who.part, choice] for who, choice in choices.conflicts.items()],
        "words": dict(choices.words),
    }


def again(said: Mapping[str, Any]) -> Choices:
    """The decisions that `kept` wrote."""
    return (
        Choices(
            cells={(At(sheet, row), target): text for sheet, row, target, text in said.get("cells", ())},
            skipped=frozenset(At(sheet, row) for sheet, row in said.get("skipped", ())),
            conflicts={Who(At(sheet, row), part): choice for sheet, row, part, choice in said.get("conflicts", ())},
            words=dict(said.get("words", {})),
        )
        if said
        else NONE
    )

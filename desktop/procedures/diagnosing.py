"""What a technician asks of the data folder: room, file, schema, backup, a check; counts, and no person."""

import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base import log
from desktop.base.clock import local_time
from desktop.base.input_method import running_programs
from desktop.base.text import _
from desktop.printing.blocks import Block, Paragraph, Run, Title
from desktop.procedures.profiles import Desk
from desktop.spec import Form
from desktop.standard.subject import Subject
from desktop.store import backup
from desktop.store.check import check

Fact = tuple[str, str]
MEGA = 1024 * 1024
LOW_MB = 500  # of free room: below it a backup may not fit


class Diagnosing:
    """The facts about one open profile; every method runs off the main thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def facts(self) -> tuple[Fact, ...]:
        """Each thing and how it stands; nothing here names a person, the folder is told without the home of anybody."""
        desk, profile = self._desk, self._desk.profile
        free = shutil.disk_usage(profile.folder).free // MEGA
        newest = next(iter(backup.listed(profile.backups)), None)
        with desk.store.read() as session:
            schema = desk.store.schema(session)
        room = _("剩 {mb:,} MB").format(mb=free)
        return (
            (_("数据文件夹"), without_home(profile.folder, Path.home())),
            (_("磁盘空间"), room if free >= LOW_MB else _("{room}，请清理").format(room=room)),
            (_("数据库"), _("{mb:,.1f} MB，版本 {schema}").format(mb=size_of(profile.database), schema=schema)),
            (_("上次备份"), f"{local_time(newest.at):%Y-%m-%d %H:%M}" if newest else _("还没有备份")),
            (_("输入法"), input_words(os.environ, running_programs())),
        )

    def check(self, on_step: Callable[[int, int], None]) -> str:
        """Read the whole database: every page, seal and link of the chain; a sentence about it."""
        found = check(self._desk.store, on_step=on_step)
        if not found.findings:
            said = _("完好：{rows:,} 条记录、{changes:,} 次改动，逐条核对过。")
            return said.format(rows=found.rows, changes=found.changes)
        tables = _("、").join(sorted({finding.table for finding in found.findings}))
        said = _("有 {n} 处和写入时不一样（{tables}）。请不要继续登记，先从备份恢复，或联系技术人员。")
        return said.format(n=len(found.findings), tables=tables)

    def log_tail(self) -> str:
        """The newest lines of the log; it never holds a value."""
        return log.tail(self._desk.profile.log)

    @property
    def form(self) -> Form:
        """The same on paper."""
        return SHEET


def without_home(folder: Path, home: Path) -> str:
    """A path that does not give away how the account of the system is called."""
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)


def size_of(path: Path) -> float:
    """A file with what waits to be folded into it, in MB."""
    parts = (path, path.with_name(f"{path.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists()) / MEGA


def input_words(environ: Mapping[str, str], running: Collection[str], *, windows: bool = os.name == "nt") -> str:
    """Which input method runs, and by which way the program talks to it, as far as that can be known."""
    if windows:
        return _("系统自带的输入法接口")
    frame = next((name for name in ("fcitx5", "fcitx", "ibus-daemon") if name in running), "")
    way = environ.get("QT_IM_MODULE", "")
    if not frame:
        return _("没有看到 fcitx 或 ibus 在运行，打不出汉字时先启动输入法")
    name = frame.removesuffix("-daemon")
    if way:
        return _("{name} 在运行，程序用 {way} 接口").format(name=name, way=way)
    if frame.startswith("fcitx"):
        return _("{name} 在运行，程序没有接上它；退出程序再打开").format(name=name)
    return _("{name} 在运行").format(name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisSheet(Subject):
    """The lines as they stood on the page."""

    lines: tuple[str, ...]


def collect(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, text: str = ""
) -> tuple[DiagnosisSheet, ...]:  # fmt: skip
    """One sheet of the text that the page showed."""
    return (DiagnosisSheet(unit_id=actor.unit_id, lines=tuple(line for line in text.splitlines() if line.strip())),)


def draw(sheet: DiagnosisSheet) -> Sequence[Block]:
    """A line a paragraph, small enough for the log."""
    return [
        Title(_("诊断单"), _("给技术人员，没有居民资料")),
        *(Paragraph((Run(line),), size=9, indent=0) for line in sheet.lines),
    ]


SHEET = Form("diagnosis", _("诊断单"), collect, draw)

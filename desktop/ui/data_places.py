"""The navigation, and the pages that belong to no register: import, backups, logs, paper, settings."""

from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from desktop.base.clock import today
from desktop.base.text import _
from desktop.standard import print_queue
from desktop.ui.desk import Desk
from desktop.ui.keeper import Keeper, Window
from desktop.ui.nav import Group
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.print_runner import PrintRunner
from desktop.ui.printers import spooler

DATA, PAPER, SETTINGS = _("数据管理"), _("报表打印"), _("设置")


class Course(Window, Protocol):
    """The part of the program that these pages change."""

    def restore(self, path: Path, password: str, code: str) -> None:
        """Leave the desk and open a backup in its place."""
        ...


def groups() -> tuple[Group, ...]:
    """The navigation; what has no page yet, or none that this person may see, is not shown."""
    return (
        Group(_("今日工作"), "house", _("今日")),
        Group(_("居民住户"), "users", _("住户")),
        Group(_("联户走访"), "footprints", _("走访")),
        Group(_("组织队伍"), "network", _("组织")),
        Group(_("红色合伙人"), "handshake", _("合伙")),
        Group(_("县级管理"), "layers", _("县级")),
        Group(PAPER, "printer", _("打印")),
        Group(DATA, "database", _("数据")),
        Group(SETTINGS, "settings", _("设置"), bottom=True),
    )


def places(desk: Desk, keeper: Keeper, course: Course, *, bring_into: tuple[str, ...]) -> tuple[Place, ...]:
    """The pages this person may see; rosters are brought into the registers called `bring_into`."""
    register = desk.register(bring_into[0])
    rosters = [desk.register(name) for name in bring_into if desk.actor.may(f"{name}.import")]
    runner = PrintRunner(desk, spooler())

    def import_page(desk: Desk) -> Page:
        from desktop.ui.import_wizard import ImportPage  # late, as every page: once it is opened

        return ImportPage(desk, *rosters, back_up=keeper.back_up)

    def settings_page(desk: Desk) -> Page:
        from desktop.ui.settings_page import SettingsPage  # late: once it is opened

        return SettingsPage(desk, keeper, course, paper=printers)

    def printers() -> QWidget:
        from desktop.ui.print_setup import PrinterSetup  # late: once somebody looks at that section

        return PrinterSetup(runner)

    def diagnosis_page(desk: Desk) -> Page:
        from desktop.ui.diagnosis_page import DiagnosisPage  # late: once it is opened

        return DiagnosisPage(desk, keeper.technician, runner.spool.printers)

    def left(session: Any) -> int:
        return len(print_queue.todos(session, desk.actor, today(desk.clock)))

    def queue_page(desk: Desk) -> Page:
        from desktop.ui.print_queue import QueuePage  # late: once it is opened

        return QueuePage(desk, runner)

    def print_page(desk: Desk) -> Page:
        from desktop.ui.print_preview import PrintPage  # late: once it is opened

        return PrintPage(desk, runner)

    def batches_page(desk: Desk) -> Page:
        from desktop.ui.backup_page_logs import BatchesPage  # late: once it is opened

        return BatchesPage(desk, keeper)

    def looks_page(desk: Desk) -> Page:
        from desktop.ui.backup_page_logs import LooksPage  # late: once it is opened

        return LooksPage(desk, keeper)

    def backup_page(desk: Desk) -> Page:
        from desktop.ui.backup_page import BackupPage  # late: once it is opened

        return BackupPage(desk, keeper, course.restore)

    runner.wake()  # what waited while another person signed in
    made: list[tuple[Place, str]] = [
        (Place("print_queue", _("打印队列"), "printer", PAPER, queue_page, badge=left), f"{register.name}.print"),
        *[(Place("import", _("导入"), "upload", DATA, import_page), f"{one.name}.import") for one in rosters[:1]],
        (Place("batches", _("导入记录"), "history", DATA, batches_page), f"{register.name}.see"),
        (Place("backup", _("备份与恢复"), "shield-check", DATA, backup_page), ""),
        (Place("looks", _("打印与导出记录"), "eye", DATA, looks_page), f"{register.name}.see"),
        (
            Place("print", _("打印预览"), "printer", PAPER, print_page, tab=False),
            f"{register.name}.print",
        ),
        (Place("settings", _("设置"), "settings", SETTINGS, settings_page), ""),
        (Place("diagnosis", _("诊断"), "info", SETTINGS, diagnosis_page), ""),
    ]
    return tuple(place for place, needed in made if not needed or desk.actor.may(needed))

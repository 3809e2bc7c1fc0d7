"""Waiting for the threads of a desk: woken when the last of them has landed, and not by a clock every 10 ms."""

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import Tasks


def rest(qtbot: QtBot, tasks: Tasks, *, timeout: int = 5_000) -> None:
    """Until nothing is under way, what that began included, and what it asked to be laid out is laid out."""
    while tasks.busy:
        with qtbot.waitSignal(tasks.idled, timeout=timeout):
            pass
        QCoreApplication.processEvents()

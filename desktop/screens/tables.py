"""数据管理, 填别人的表: other agencies' tables filled from the register."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.base.text import _
from desktop.registers.buildings.queries import houses
from desktop.screens.ways import Ways
from desktop.ui.data_places import DATA
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tab, with the permission to see it: whoever may export."""
    return (("people.export", Place("fill", _("填别人的表"), "file-spreadsheet", DATA, lambda _desk: fill(ways))),)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area; the page is found by its own name."""
    return ()


def fill(ways: Ways) -> Page:
    """填别人的表."""
    from desktop.reports.fill_sources import sources  # late, each: once it is opened
    from desktop.ui.fill_page import FillPage

    desk = ways.desk
    kinds = sources(desk.register("people"), desk.register("households"))
    return FillPage(
        desk,
        kinds,
        buildings=lambda session: [house.name for house in houses(session, ways.actor)],
        show_folder=show_folder,
    )


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

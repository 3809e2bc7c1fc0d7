"""F1 opens the page of the screen one is on, with its pictures no wider than the window."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from desktop.ui.help_view import HelpView
from desktop.ui.shots_manual import COLOURS, FOLDER, STATUS, WIDTH, keep
from tests.manual.reading import PAGES, ROOT


@pytest.fixture
def view(qtbot: QtBot) -> HelpView:
    made = HelpView()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def width_of(view: HelpView, picture: str) -> int:
    kind = QTextDocument.ResourceType.ImageResource.value
    found = view.text.loadResource(kind, QUrl(picture))
    assert isinstance(found, QImage)
    return found.width()


def test_a_picture_follows_the_width_of_the_window(view: HelpView) -> None:
    view.open_topic("households")
    narrow = width_of(view, "pictures/households.png")
    assert narrow <= view.text.viewport().width()
    view.resize(1400, 500)
    assert view.topic == "households"
    assert width_of(view, "pictures/households.png") == WIDTH > narrow


def test_what_is_no_picture_is_left_to_the_toolkit(view: HelpView) -> None:
    view.open_topic("index")
    assert view.text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/none.png")).isNull()
    assert view.text.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("none.css")) is None


def test_a_small_picture_keeps_its_numbers(tmp_path: Path) -> None:
    screen = QImage(1366, 728, QImage.Format.Format_RGB32)
    screen.fill(0x1F5FBF)
    keep("households", screen, tmp_path, status="共 1,491 户 · 筛选后 28 户")
    keep("a screen that no page shows", screen, tmp_path)
    (kept,) = (tmp_path / FOLDER).iterdir()
    small = QImage(str(kept))
    assert (small.width(), small.text(STATUS)) == (WIDTH, "1491 28")
    assert small.colorCount() <= COLOURS
    assert small.pixelColor(5, 5).name() == "#1f5fbf"


def test_every_page_that_code_names_is_there() -> None:
    named = re.compile(r"""\bhelp = "([a-z_]+)"|\bhelp="([a-z_]+)"|self\.help = .*"([a-z_]+)"$""", re.MULTILINE)
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "desktop").rglob("*.py"))
    wanted = {next(filter(None, found)) for found in named.findall(code)}
    assert len(wanted) > 12
    assert sorted(wanted - {page.stem for page in PAGES}) == []

"""The manual, opened with F1 at the page that belongs to the screen."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.page import Page
from desktop.ui.style import RESOURCES, em

MANUAL = RESOURCES / "manual"


class ManualText(QTextBrowser):
    """Shows a page with its pictures no wider than the room there is."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's name
        """A picture, made to fit; anything else as usual."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        folder = self.searchPaths()[0] if self.searchPaths() else ""
        picture = QImage(f"{folder}/{QUrl(name).path()}")
        room = self.viewport().width() - round(2 * self.document().documentMargin())
        if picture.isNull() or picture.width() <= room:
            return picture
        return picture.scaledToWidth(max(room, 1), Qt.TransformationMode.SmoothTransformation)


class HelpView(Page):
    """Shows one page of the manual; links lead to other pages of it and nowhere else."""

    def __init__(self, folder: Path = MANUAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("帮助")
        self._folder = folder
        self.topic = ""
        self.text = ManualText()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setAccessibleName(_("使用手册"))
        self.text.anchorClicked.connect(self.on_anchor_clicked)
        self.text.document().setDocumentMargin(em(self, 1.5))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.text)

    def open_topic(self, topic: str) -> None:
        """Show the page `topic`; the contents page when it has none, and one sentence when there is not even that."""
        for name in (topic, "index"):
            file = self._folder / f"{name}.md"
            if name and file.is_file() and file.resolve().parent == self._folder.resolve():
                self.topic = name
                self.text.setSearchPaths([str(self._folder)])
                self.text.setMarkdown(file.read_text("utf-8"))
                return
        self.topic = ""
        self.text.setPlainText(_("使用手册没有随程序装好。不影响数据，请联系发放程序的单位补装。"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures follow the width; the place in the page is kept."""
        super().resizeEvent(event)
        if self.topic and event.size().width() != event.oldSize().width():
            at = self.text.verticalScrollBar().value()
            self.open_topic(self.topic)
            self.text.verticalScrollBar().setValue(at)

    def on_anchor_clicked(self, url: QUrl) -> None:
        """Follow a link to another page of the manual."""
        if url.isRelative():
            self.open_topic(Path(url.path()).stem)

    def focus_first(self) -> None:
        """Scrolling with the keys works at once."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

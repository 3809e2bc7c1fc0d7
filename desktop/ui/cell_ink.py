"""What painting a list needs of one look: colours, and words, ticks and badges kept ready to be put on the screen."""

import re
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QPixmap, QStaticText

from desktop.ui.status_badge import badge_width, paint_badge
from desktop.ui.style import hairline, tint
from desktop.ui.tick import blend, paint_tick, tick_box

KEPT = 4_000  # laid-out words, some 40 screens of rows
PICTURES = 400


class Ink:
    """Laying out Chinese words costs ten times what drawing them again does, so both are kept for a while."""

    def __init__(self, palette: QPalette, font: QFont, ratio: float) -> None:
        role = QPalette.ColorRole
        self.palette, self.font, self.ratio = QPalette(palette), QFont(font), ratio
        self._key = palette.cacheKey()
        self.base, self.soft, self.words = (
            palette.color(role.Base),
            palette.color(role.Highlight),
            palette.color(role.Text),
        )
        self.half = blend(self.base, self.soft, 0.5)
        self.closed = palette.color(role.Window)
        self.line, self.accent, self.marked = hairline(palette), palette.color(role.Link), tint("soon", palette).bg
        self.metrics = QFontMetricsF(font)
        self.high = self.metrics.height()
        self.inset = round(self.high * 0.4)
        self._small = QFont(font)
        self._small.setPixelSize(max(1, round(font.pixelSize() * 0.94)))
        self._texts: dict[tuple[str, int], tuple[QStaticText, float]] = {}
        self._pictures: dict[tuple[str, str, int, int], QPixmap] = {}

    def is_of(self, palette: QPalette, font: QFont, ratio: float) -> bool:
        """Whether this is the ink of that look."""
        return self._key == palette.cacheKey() and self.font == font and self.ratio == ratio

    def text(self, words: str, room: int) -> tuple[QStaticText, float]:
        """Words laid out in one line of at most `room` pixels, and how wide they are."""
        found = self._texts.get((words, room))
        if found is None:
            if len(self._texts) >= KEPT:
                self._texts.clear()
            said, wide = words, self.metrics.horizontalAdvance(words)
            if wide > room:
                said = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                wide = self.metrics.horizontalAdvance(said)
            laid = QStaticText(said)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.prepare(font=self.font)
            found = self._texts[words, room] = (laid, wide)
        return found

    def tick(self, on: bool, size: QSize) -> QPixmap:
        """The tick box in the middle of a cell of this size."""

        def paint(painter: QPainter, place: QRectF) -> None:
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            paint_tick(painter, tick_box(place, self.metrics), state=state, palette=self.palette)

        return self._picture("tick", str(on), size, paint)

    def badge(self, state: str, words: str, room: int, height: int) -> QPixmap:
        """A badge at the left of a cell of at most `room` × `height` pixels."""

        def paint(painter: QPainter, place: QRectF) -> None:
            painter.setFont(self._small)
            paint_badge(painter, place.adjusted(0, 0, 0, -1), state=state, words=words, palette=self.palette)

        wide = min(max(1, room), round(badge_width(QFontMetricsF(self._small), words)) + 2)
        return self._picture(state, words, QSize(wide, height), paint)

    def _picture(self, what: str, words: str, size: QSize, paint: Callable[[QPainter, QRectF], None]) -> QPixmap:
        key = (what, words, size.width(), size.height())
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= PICTURES:
                self._pictures.clear()
            found = self._pictures[key] = QPixmap(size * self.ratio)
            found.setDevicePixelRatio(self.ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            paint(painter, QRectF(0, 0, size.width(), size.height()))
            painter.end()
        return found

    def mark(self, painter: QPainter, place: QRectF, text: str, needle: str) -> None:
        """Lay a colour under each place where the text that was searched for stands."""
        for found in re.finditer(re.escape(needle), text, re.IGNORECASE):
            left = place.left() + self.metrics.horizontalAdvance(text[: found.start()])
            width = self.metrics.horizontalAdvance(found.group())
            painter.fillRect(QRectF(left, place.center().y() - self.high / 2, width, self.high), self.marked)

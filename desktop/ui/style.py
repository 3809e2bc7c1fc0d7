"""How the program looks: palettes, type sizes, the tints of states and the one style sheet."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.base.text import _

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SIZES = (14, 16, 18, 20)  # pixels of the main text: 标准, 大, 特大, 大字版
FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "Noto Sans SC")
PARTY_RED = QColor("#C8161D")  # the line at the very top of the window, and nowhere else
Role = QPalette.ColorRole
State = Literal["fine", "soon", "overdue", "none", "plain", "marked"]
IN_WORDS: tuple[State, ...] = ("overdue", "soon", "none")  # those that colour the words of a label with that property


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chose: main text in pixels, one of SIZES, and light or dark."""

    size: int = 16
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Tint:
    """How a state is told: `fg` on the page, `text` on `bg` in a cell or chip, a shape and a word."""

    fg: QColor
    bg: QColor
    text: QColor
    shape: str
    word: str


_LIGHT = {
    Role.Window: "#F3F4F6", Role.WindowText: "#1F2328", Role.Base: "#FFFFFF", Role.Text: "#1F2328",
    Role.AlternateBase: "#FAFBFC", Role.Button: "#FFFFFF", Role.ButtonText: "#1F2328",
    Role.PlaceholderText: "#667085", Role.Highlight: "#D6E4FA", Role.HighlightedText: "#1F2328",
    Role.Accent: "#1F5FBF", Role.Link: "#1F5FBF", Role.LinkVisited: "#1F5FBF", Role.BrightText: "#B42318",
    Role.Mid: "#7A8594", Role.Midlight: "#D9DDE3", Role.Light: "#FFFFFF", Role.Dark: "#57606A",
    Role.Shadow: "#8C959F", Role.ToolTipBase: "#1F2328", Role.ToolTipText: "#FFFFFF",
}  # fmt: skip
_DARK = {
    Role.Window: "#1B1F24", Role.WindowText: "#E6E9EE", Role.Base: "#22272E", Role.Text: "#E6E9EE",
    Role.AlternateBase: "#272D35", Role.Button: "#2A3038", Role.ButtonText: "#E6E9EE",
    Role.PlaceholderText: "#AEB7C2", Role.Highlight: "#2B4468", Role.HighlightedText: "#E6E9EE",
    Role.Accent: "#7DB0FF", Role.Link: "#7DB0FF", Role.LinkVisited: "#7DB0FF", Role.BrightText: "#FF9D94",
    Role.Mid: "#7D8896", Role.Midlight: "#3A424D", Role.Light: "#2F3640", Role.Dark: "#AEB7C2",
    Role.Shadow: "#0E1114", Role.ToolTipBase: "#E6E9EE", Role.ToolTipText: "#1B1F24",
}  # fmt: skip
_SHAPES = {
    "fine": ("●", _("正常")),
    "soon": ("▲", _("临近")),
    "overdue": ("■", _("逾期")),
    "none": ("○", _("未分配")),
    "plain": ("", ""),
    "marked": ("●", _("已标出")),
}
_TINTS_LIGHT = {
    "fine": ("#1B7F3B", "#DDF3E4", "#14602E"),
    "soon": ("#8A5A00", "#FFF0CC", "#7A4F00"),
    "overdue": ("#B42318", "#FBDCD8", "#98180F"),
    "none": ("#57606A", "#ECEEF1", "#4B5563"),
    "plain": ("#1F2328", "#FFFFFF", "#1F2328"),
    "marked": ("#1F5FBF", "#D6E4FA", "#174A94"),
}
_TINTS_DARK = {
    "fine": ("#6FD08C", "#1F3A29", "#8FDDA6"),
    "soon": ("#F2C14E", "#40351A", "#F5CE72"),
    "overdue": ("#FF9D94", "#4A2724", "#FFB4AD"),
    "none": ("#AEB7C2", "#333A43", "#C3CAD3"),
    "plain": ("#E6E9EE", "#22272E", "#E6E9EE"),
    "marked": ("#7DB0FF", "#243B5C", "#A9CBFF"),
}


def palette(*, dark: bool) -> QPalette:
    """The colours of the light or the dark look; contrasts are those of the visual language, tested."""
    made = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        made.setColor(role, QColor(colour))
    faded = QColor("#7D8896" if dark else "#8C95A1")
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return made


def is_dark(current: QPalette) -> bool:
    """Whether `current` is the dark look."""
    return current.color(Role.Window).lightness() < current.color(Role.WindowText).lightness()


def tint(state: State, current: QPalette) -> Tint:
    """How `state` is shown in `current`; "plain" says nothing and colours nothing."""
    fg, bg, text = (_TINTS_DARK if is_dark(current) else _TINTS_LIGHT)[state]
    shape, word = _SHAPES[state]
    return Tint(QColor(fg), QColor(bg), QColor(text), shape, word)


def secondary(current: QPalette) -> QColor:
    """The quieter text colour: 6.4 : 1 on light, 7.4 : 1 on dark."""
    return current.color(Role.Dark)


def hairline(current: QPalette) -> QColor:
    """The thin rules around cards and between rows."""
    return current.color(Role.Midlight)


def primary(current: QPalette) -> QColor:
    """The fill under white words on the one primary button of a page."""
    return QColor("#2F6FD0" if is_dark(current) else "#1F5FBF")


def em(of: QWidget | QFont, factor: float = 1.0) -> int:
    """`factor` times the text size of `of`, in pixels: every height and gap is derived from the font."""
    return round(_pixels(of.font() if isinstance(of, QWidget) else of) * factor)


def sized(of: QWidget | QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font of `of`, `factor` times as large."""
    font = QFont(of.font() if isinstance(of, QWidget) else of)
    font.setPixelSize(max(10, round(_pixels(font) * factor)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _pixels(font: QFont) -> int:
    """All our fonts are told in pixels; only one that is told in points is looked up, which takes ten times as long."""
    told = font.pixelSize()
    return told if told > 0 else QFontInfo(font).pixelSize()


def chars(of: QWidget, count: float) -> int:
    """The width in pixels of `count` Chinese characters in the font of `of`."""
    return round(QFontMetrics(of.font()).horizontalAdvance("国") * count)


def load_fonts(folder: Path = RESOURCES / "fonts") -> None:
    """Make the bundled screen fonts known; without them Chinese is boxes on a bare machine.

    Only Noto Sans SC is for the screen, the other files of the folder are for paper. Windows has 微软雅黑 of its own,
    which comes first in FAMILIES: then nothing is read from the disk.
    """
    if not set(FAMILIES[:2]).isdisjoint(QFontDatabase.families()):
        return
    for file in sorted(folder.glob("NotoSansSC-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def apply(app: QApplication, look: Look) -> None:
    """Give the whole program this look; called at the start, and when a person changes size or light.

    The style sheet is set again with it: with one in force Qt keeps the old font and palette in every widget until then
    (35 ms for 300 widgets, measured), so this is never called for anything but a person's choice. Every widget gets
    QEvent.StyleChange then: those that set a font or a height of their own take it anew in `changeEvent`; whoever wants
    other widgets instead makes them a moment later, since Qt is going through a list of those that are there.
    """
    font = QFont()
    known = set(QFontDatabase.families())
    font.setFamilies([family for family in FAMILIES if family in known] or [QFont().family()])
    font.setPixelSize(look.size if look.size in SIZES else SIZES[1])
    if app.style().name().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font)
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if look.dark else Qt.ColorScheme.Light)
    app.setPalette(palette(dark=look.dark))
    sheet = (RESOURCES / "style.qss").read_text("utf-8")
    sheet = sheet.replace("@primary", primary(app.palette()).name())
    for state in IN_WORDS:
        sheet = sheet.replace(f"@{state}", tint(state, app.palette()).text.name())
    app.setStyleSheet(sheet.replace("@icons", (RESOURCES / "icons").as_posix()))
    # Qt told each widget before its children had their new font; told once more, those that measure measure right.
    for widget in app.allWidgets():
        app.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

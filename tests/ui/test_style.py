"""The look: enough contrast everywhere, one size for all heights, and no icon that is missing."""

import gc
import re
from itertools import product

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMenu, QPushButton, QRadioButton, QStyle
from pytestqt.qtbot import QtBot

from desktop.ui import icons, style
from desktop.ui.style import Look, Role

STATES = ("fine", "soon", "overdue", "none")


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""

    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_all_words_can_be_read(dark: bool) -> None:
    colours = style.palette(dark=dark)
    for ink, paper in product(
        (Role.Text, Role.WindowText, Role.ButtonText, Role.PlaceholderText, Role.Link, Role.Accent, Role.BrightText),
        (Role.Base, Role.Window, Role.Button, Role.AlternateBase),
    ):
        assert contrast(colours.color(ink), colours.color(paper)) >= 4.5, (ink, paper)
    assert contrast(colours.color(Role.HighlightedText), colours.color(Role.Highlight)) >= 7
    assert contrast(colours.color(Role.ToolTipText), colours.color(Role.ToolTipBase)) >= 7
    assert contrast(style.secondary(colours), colours.color(Role.Base)) >= 4.5
    assert contrast(style.secondary(colours), colours.color(Role.Highlight)) >= 4.5
    assert contrast(QColor("white"), style.primary(colours)) >= 4.5


@pytest.mark.parametrize(("dark", "state"), list(product([False, True], STATES)))
def test_each_state_can_be_read_and_has_shape_and_word(dark: bool, state: style.State) -> None:
    colours = style.palette(dark=dark)
    tint = style.tint(state, colours)
    assert contrast(tint.fg, colours.color(Role.Base)) >= 4.5
    assert contrast(tint.fg, colours.color(Role.Window)) >= 4.5
    assert contrast(tint.text, tint.bg) >= 4.5
    assert tint.shape
    assert tint.word


def test_shapes_and_words_of_states_differ() -> None:
    tints = [style.tint(state, style.palette(dark=False)) for state in STATES]
    assert len({tint.shape for tint in tints}) == len({tint.word for tint in tints}) == len(STATES)


@pytest.mark.parametrize("dark", [False, True])
def test_borders_of_fields_stand_out(dark: bool) -> None:
    colours = style.palette(dark=dark)
    assert contrast(colours.color(Role.Mid), colours.color(Role.Base)) >= 3


def test_the_style_sheet_is_short_and_sets_no_size_of_type() -> None:
    sheet = (style.RESOURCES / "style.qss").read_text("utf-8")
    assert len(sheet.splitlines()) <= 60
    assert "font-size" not in sheet
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", sheet), "colours come from the palette"


def test_larger_text_makes_larger_buttons_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("保存")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    style.apply(qapp, Look(20))
    assert button.font().pixelSize() == 20
    assert button.sizeHint().height() > before.height()
    assert style.em(button, 2.4) == 48


def test_turning_dark_reaches_widgets_that_are_open(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("周兰")
    qtbot.addWidget(label)
    style.apply(qapp, Look(16, dark=True))
    assert label.palette().color(Role.WindowText).name() == "#e6e9ee"
    assert style.is_dark(label.palette())


def test_a_size_that_is_not_offered_becomes_the_usual_one(qapp: QApplication) -> None:
    style.apply(qapp, Look(99))
    assert qapp.font().pixelSize() == 16


def test_the_bundled_font_can_write_chinese(qapp: QApplication) -> None:
    assert "Noto Sans SC" in qapp.font().families()


def test_font_sizes_are_shares_of_the_text(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    assert style.sized(label, 1.43, bold=True).pixelSize() == 23
    assert style.sized(label, 1.43, bold=True).weight() == QFont.Weight.DemiBold
    assert style.chars(label, 10) == pytest.approx(160, abs=8)
    assert style.hairline(label.palette()).name() == "#d9dde3"


def test_every_icon_of_the_folder_can_be_drawn_in_every_tone() -> None:
    names = sorted(file.stem for file in (style.RESOURCES / "icons").glob("*.svg"))
    tones: tuple[icons.Tone, ...] = ("text", "quiet", "accent", "white", "fine", "soon", "overdue", "none")
    assert len(names) > 40
    for number, name in enumerate(names):
        drawn = icons.pixmap(name, 24, tone=tones[number % len(tones)], ratio=2.0)
        assert drawn.size() == QSize(48, 48)
        assert _inked(drawn.toImage()), name


def test_an_icon_follows_the_palette(qapp: QApplication) -> None:
    picture = icons.icon("house")
    light = picture.pixmap(QSize(32, 32)).toImage()
    style.apply(qapp, Look(16, dark=True))
    assert picture.pixmap(QSize(32, 32)).toImage() != light


def test_an_icon_that_cannot_be_used_is_pale() -> None:
    picture = icons.icon("house")
    usual, faded = (picture.pixmap(QSize(32, 32), mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    assert usual != faded


@pytest.mark.parametrize("dark", [False, True])
def test_the_icon_of_a_primary_button_that_cannot_be_used_is_seen_on_it(qapp: QApplication, dark: bool) -> None:
    style.apply(qapp, Look(16, dark))
    picture = icons.icon("plus", "white").pixmap(QSize(64, 64), QIcon.Mode.Disabled).toImage()
    inks = [picture.pixelColor(x, y) for x in range(64) for y in range(64)]
    ink = max(inks, key=lambda one: one.alpha())
    fill = qapp.palette().color(Role.Midlight)  # what the style sheet gives such a button
    style.apply(qapp, Look())
    assert ink.alpha() == 255
    assert contrast(ink, fill) >= 3


def test_a_copy_of_an_icon_draws_the_same() -> None:
    picture = icons.icon("house")
    drawn = picture.pixmap(QSize(32, 32)).toImage()
    copy = QIcon(picture)
    copy.addPixmap(QPixmap(3, 3))  # detaches, which clones the engine
    del picture
    gc.collect()
    assert copy.pixmap(QSize(32, 32)).toImage() == drawn


def test_an_unknown_icon_is_loud() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def _inked(image: object) -> bool:
    return any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48))  # type: ignore[attr-defined]


def test_windows_reads_no_font_of_ours_from_the_disk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(style.QFontDatabase, "addApplicationFont", read.append)
    monkeypatch.setattr(style.QFontDatabase, "families", lambda: ["Arial", "Microsoft YaHei UI"])
    style.load_fonts()
    assert read == []
    monkeypatch.setattr(style.QFontDatabase, "families", lambda: ["Arial"])
    style.load_fonts()
    assert [name.rsplit("/", 1)[-1] for name in read] == ["NotoSansSC-Bold.ttf", "NotoSansSC-Regular.ttf"]


@pytest.mark.parametrize(("size", "least"), [(14, 24), (16, 24), (18, 24), (20, 32)])
def test_ticks_and_choices_are_tall_enough_to_be_hit(qtbot: QtBot, qapp: QApplication, size: int, least: int) -> None:
    style.apply(qapp, Look(size=size))
    try:
        for widget in (QCheckBox("只要党员"), QRadioButton("浅色")):
            qtbot.addWidget(widget)
            widget.show()
            assert widget.sizeHint().height() >= least
    finally:
        style.apply(qapp, Look())


@pytest.mark.parametrize("side", [16, 32, 64])
def test_the_picture_of_the_program_stands_out_on_light_and_on_dark(qapp: QApplication, side: int) -> None:
    face = icons.program_icon().pixmap(side, side).toImage()
    ground = face.pixelColor(side // 2, 1)
    assert min(contrast(ground, QColor(bar)) for bar in ("#FFFFFF", "#1B1F24")) >= 2.5
    inside = {face.pixelColor(x, y).name() for x in range(side) for y in range(side)}
    assert (
        max(contrast(ground, QColor(name)) for name in inside) >= 4
    )  # thin lines of 16 pixels are blended with their ground


@pytest.mark.parametrize("px", style.SIZES)
def test_the_icons_of_menus_grow_with_the_text(qapp: QApplication, px: int) -> None:
    style.apply(qapp, Look(px))
    menu = QMenu()
    size = menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu)
    assert 1.2 * px <= size <= 1.5 * px
    style.apply(qapp, Look())

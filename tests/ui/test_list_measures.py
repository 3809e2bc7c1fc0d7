"""A name of five characters or a day stands whole in its column at every size of type."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from desktop.spec import Action
from desktop.standard.list import Filter
from desktop.ui import style
from desktop.ui.style import SIZES, Look
from tests.ui.over_store import HOUSEHOLDS, PEOPLE, Work

NARROW = replace(HOUSEHOLDS, columns=tuple(replace(c, width=5) if c.kind == "day" else c for c in HOUSEHOLDS.columns))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("register", "name", "words"),
    [(HOUSEHOLDS, "head_name", "次仁·卓玛"), (PEOPLE, "name", "次仁·卓玛"), (NARROW, "last_visit", "2026-12-28")],
)
def test_names_and_days_are_not_cut(
    work: Work, qapp: QApplication, size: int, register: object, *, name: str, words: str
) -> None:
    style.apply(qapp, Look(size))
    page = work.list(register)
    page.resize(600, 500)  # too narrow for all columns: no room is left over to be shared out
    work.settle()
    at = 1 + [column.name for column in page.model.columns].index(name)
    metrics = QFontMetricsF(page.view.font())
    inset = round(metrics.height() * 0.4)
    assert page.view.horizontalScrollBar().maximum() > 0
    assert metrics.horizontalAdvance(words) <= page.view.columnWidth(at) - 2 * inset


@pytest.mark.parametrize(("size", "wide"), [(16, 850), (18, 850), (20, 940)])
def test_a_selection_with_all_its_words_fits_the_smallest_window(
    work: Work, qapp: QApplication, size: int, wide: int
) -> None:
    style.apply(qapp, Look(size))
    actions = tuple(Action(f"deed{at}", "落实联户党员", lambda *_a: None) for at in range(4))
    page = work.list(replace(HOUSEHOLDS, actions=actions))
    page.resize(wide, 500)
    page.view.tick_page()
    page.set_filter("building", Filter("building", values=("1号楼",)))
    work.settle()
    assert page.minimumSizeHint().width() <= wide
    bar = page.parts.bar
    shown = [bar.chosen, bar.outside, *bar.buttons()]
    assert all(bar.rect().contains(one.mapTo(bar, one.rect().bottomRight())) for one in shown)
    assert bar.buttons()[0].y() < bar.buttons()[-1].y()  # more than one line

"""A name of five characters stands whole in its column at every size of type."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from desktop.ui import style
from desktop.ui.style import SIZES, Look
from tests.ui.over_store import HOUSEHOLDS, PEOPLE, Work


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("register", "name"), [(HOUSEHOLDS, "head_name"), (PEOPLE, "name")])
def test_the_names_of_heads_are_not_cut(work: Work, qapp: QApplication, size: int, register: object, name: str) -> None:
    style.apply(qapp, Look(size))
    page = work.list(register)
    page.resize(600, 500)  # too narrow for all columns: no room is left over to be shared out
    work.settle()
    at = 1 + [column.name for column in page.model.columns].index(name)
    metrics = QFontMetricsF(page.view.font())
    inset = round(metrics.height() * 0.4)
    assert page.view.horizontalScrollBar().maximum() > 0
    assert metrics.horizontalAdvance("次仁·卓玛") <= page.view.columnWidth(at) - 2 * inset

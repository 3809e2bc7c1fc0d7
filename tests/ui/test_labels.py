"""A label with too little room leaves out what would say something else when it is cut."""

from pytestqt.qtbot import QtBot

from desktop.ui.labels import Counted


def test_a_count_without_room_is_left_out_whole_and_never_cut(qtbot: QtBot) -> None:
    label = Counted("共 1,447 人 · 筛选后 28 人")
    qtbot.addWidget(label)
    wide = label.fontMetrics().horizontalAdvance
    shown = []
    for words in ("共 1,447 人 · 筛选后 28 人", "共 1,447 人 · 筛选", "共 1,4"):
        label.resize(wide(words), 30)
        shown.append(label.shown_text())
    assert shown == ["共 1,447 人 · 筛选后 28 人", "共 1,447 人", ""]
    label.grab()
    assert label.toolTip() == "共 1,447 人 · 筛选后 28 人"

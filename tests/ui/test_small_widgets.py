"""The small parts of the kit: badges, cards, empty states, the reading line, the history, the notice."""

from uuid import uuid4

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFrame, QPushButton
from pytestqt.qtbot import QtBot

from desktop.standard.history import Event, Line
from desktop.ui.empty_state import EmptyState
from desktop.ui.history_panel import AT_ONCE, HistoryPanel
from desktop.ui.loading_line import LoadingLine
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.side_card import SideCard
from desktop.ui.status_badge import StatusBadge, shape_of, tint_of


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = [shape_of(state) for state in ("overdue", "soon", "fine", "none")]
    assert len(set(shapes)) == 4
    assert shape_of("unheard of") == ""


@pytest.mark.parametrize("state", ["overdue", "soon", "none"])
def test_a_badge_paints_its_tint(qtbot: QtBot, state: str, qapp: QApplication) -> None:
    badge = StatusBadge(state, "逾期 21 天")
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    picture = badge.grab().toImage()
    colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
    assert tint_of(state, qapp.palette()).bg.name() in colours
    assert badge.accessibleName() == badge.words == "逾期 21 天"
    assert QColor("#ffffff").name() != tint_of(state, qapp.palette()).bg.name()


def test_an_empty_state_gives_at_most_its_ways(qtbot: QtBot) -> None:
    taken: list[str] = []
    made = EmptyState()
    qtbot.addWidget(made)
    made.say("还没有住户。", (("从 Excel 导入", lambda: taken.append("in")), ("逐户新增", lambda: taken.append("new"))))
    assert [button.property("kind") for button in made.buttons()] == ["primary", ""]
    made.buttons()[1].click()
    made.say("今天的事都办完了")
    assert taken == ["new"]
    assert made.buttons() == []


def test_a_short_reading_shows_nothing_and_a_long_one_a_way_out(qtbot: QtBot) -> None:
    line = LoadingLine()
    qtbot.addWidget(line)
    line.start()
    assert line.isHidden()
    assert (line.soon.interval(), line.late.interval()) == (300, 2000)
    line.soon.timeout.emit()
    assert not line.isHidden()
    assert line.stop_reading.isHidden()
    line.late.timeout.emit()
    with qtbot.waitSignal(line.cancelled):
        line.stop_reading.click()
    assert line.isHidden()
    assert not line.late.isActive()


def test_the_side_card_tells_of_one_record_and_its_deeds(qtbot: QtBot) -> None:
    done: list[str] = []
    card = SideCard(footnote="颜色表示支部走访进度，不评价住户")
    qtbot.addWidget(card)
    card.tell(
        "3-2-1302 周兰",
        state="overdue",
        status="晚 21 天",
        lines=("3 人 · 自住",),
        deeds=(
            ("登记走访", "footprints", lambda: done.append("visit")),
            ("打开这一户", "", lambda: done.append("open")),
        ),
    )
    assert card.badge.words == "晚 21 天"
    for button in card.buttons():
        button.click()
    card.tell("3-2-1301 空")
    assert done == ["visit", "open"]
    assert card.buttons() == []
    assert card.lines.isHidden()


def test_a_notice_says_one_sentence_with_links(qtbot: QtBot) -> None:
    followed: list[str] = []
    bar = NoticeBar("overdue")
    qtbot.addWidget(bar)
    bar.say("有 1 处需要改：", (("房屋面积", lambda: followed.append("area")),))
    bar.links()[0].click()
    assert followed == ["area"]
    assert bar.accessibleName() == "有 1 处需要改："
    bar.say("")
    assert bar.isHidden()


def test_history_is_grouped_by_deed_and_shows_older_ones_on_request(qtbot: QtBot) -> None:
    panel = HistoryPanel()
    qtbot.addWidget(panel)
    line = Line(uuid4(), "household", uuid4(), "area", "房屋面积", "98", "120")
    panel.show_events([Event(1_793_600_000_000, "王书记", "修改", "", uuid4(), (line, line))] * (AT_ONCE + 5))
    cards = [frame for frame in panel.findChildren(QFrame) if frame.property("kind") == "card"]
    assert len(cards) == AT_ONCE
    assert not panel.more.isHidden()
    panel.more.click()
    cards = [frame for frame in panel.findChildren(QFrame) if frame.property("kind") == "card"]
    assert len(cards) == AT_ONCE + 5
    assert panel.more.isHidden()
    with qtbot.waitSignal(panel.restore_wanted, check_params_cb=lambda wanted: wanted is line):
        next(button for button in panel.findChildren(QPushButton) if button.text() == "恢复此值").click()


def test_whoever_may_only_look_sees_no_way_back(qtbot: QtBot) -> None:
    panel = HistoryPanel(restorable=False)
    qtbot.addWidget(panel)
    line = Line(uuid4(), "household", uuid4(), "area", "房屋面积", "98", "120")
    panel.show_events([Event(1_793_600_000_000, "王书记", "修改", "", uuid4(), (line,))])
    assert [button.text() for button in panel.findChildren(QPushButton)] == ["再看更早的"]


@pytest.mark.parametrize(("width", "lines"), [(900, 1), (300, 2)])
def test_a_notice_takes_as_many_lines_as_it_needs(qtbot: QtBot, width: int, lines: int) -> None:
    bar = NoticeBar("none")
    qtbot.addWidget(bar)
    bar.say("第三联：在职包户党员 18 名、小区直联党员 6 名，联系 112 户。")
    bar.resize(width, 10)
    bar.resize(width, bar.heightForWidth(width))
    bar.show()
    words = bar.sentence
    assert words.height() >= words.heightForWidth(words.width())
    assert round(words.height() / words.fontMetrics().height()) == lines

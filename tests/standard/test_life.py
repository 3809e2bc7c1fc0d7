"""The life of a record is told the newest first."""

from datetime import date

from desktop.standard.life import Event, lines_of, newest_first


def test_of_one_day_what_was_told_last_comes_first() -> None:
    told = [Event(date(2026, 3, day), head) for day, head in ((1, "签订"), (9, "开始"), (9, "收款"))]
    assert [event.head for event in newest_first(told)] == ["收款", "开始", "签订"]
    assert lines_of(told[:1]) == (("2026-03-01　签订", ()),)

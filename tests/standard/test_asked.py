"""What a form asks for is read like any field, and what it does not ask for is told with what it does."""

from datetime import date

import pytest

from desktop.base.errors import UserError
from desktop.spec import Field, Form
from desktop.standard.asked import given
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY

NOTICE = Form(
    "notice", "通知", list, list,
    asks=(Field("month", "月份", "partial_day"), Field("day", "日期", "day"), Field("copies", "张数", "number")),
)  # fmt: skip
SILENT = Form("sheet", "登记表", list, list)


def test_a_field_is_known_by_its_name_and_its_title() -> None:
    typed = {"月份": "2026-2", "day": "2026.3.5", "copies": ""}
    assert given(NOTICE, typed, today=TODAY) == {
        "month": PartialDay(2026, 2), "day": date(2026, 3, 5), "copies": None,
    }  # fmt: skip


def test_nothing_typed_gives_nothing() -> None:
    assert given(NOTICE, {}, today=TODAY) == {}


def test_a_field_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UserError, match=r"没有“颜色”这一项.*month（月份）、day（日期）"):
        given(NOTICE, {"颜色": "红"}, today=TODAY)


def test_a_form_that_asks_nothing_says_so() -> None:
    with pytest.raises(UserError, match="《登记表》没有要填写的内容"):
        given(SILENT, {"月份": "2026-2"}, today=TODAY)


def test_a_text_that_does_not_fit_is_told_with_its_field_and_that_nothing_was_done() -> None:
    with pytest.raises(UserError, match=r"^张数：.*什么也没有做。$") as refused:
        given(NOTICE, {"张数": "两张"}, today=TODAY)
    assert refused.value.field == "copies"

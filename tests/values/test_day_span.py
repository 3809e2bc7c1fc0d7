"""Two days in one cell are read as the terms of contracts are written."""

from datetime import date

import pytest

from desktop.base.errors import UserError
from desktop.values import day_span
from tests.factories.profile import TODAY

TERM = (date(2025, 7, 1), date(2028, 6, 30))


@pytest.mark.parametrize(
    "text",
    [
        "2025.7.1-2028.6.30", "2025.7.1 - 2028.6.30", "2025-7-1至2028-6-30", "2025/7/1~2028/6/30",
        "2025年7月1日至2028年6月30日", "自2025年7月1日起至2028年6月30日止",
        "2025.07.01—2028.06.30", "2025.7.1——2028.6.30",
        "２０２５.７.１到２０２８.６.３０", "2025-7-1-2028-6-30", "2025.7.1 2028.6.30", "2025.7.1\n2028.6.30",
        "2025-7-1、2028-6-30", "20250701-20280630", "2025/7/1 至 2028/6/30", "2025.7.1－2028.6.30",
    ],
)  # fmt: skip
def test_a_term_is_read_in_every_usual_shape(text: str) -> None:
    assert day_span.parse(text, today=TODAY) == TERM
    assert day_span.is_span(text)


@pytest.mark.parametrize("text", ["", "2025.7.1", "三年", "2025.7-2028.6", "2025.7.1-2028.13.30", "x" * 90])
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        day_span.parse(text, today=TODAY)


def test_a_term_runs_forward() -> None:
    with pytest.raises(UserError, match="早于"):
        day_span.parse("2028.6.30-2025.7.1", today=TODAY)
    assert not day_span.is_span("2025.7.1")

"""How units stand with the county: when each is expected again, and that nobody puts one away."""

from datetime import timedelta

import pytest

from desktop.base.errors import UserError
from desktop.registers.branches import rules
from tests.factories.profile import TODAY


def test_a_unit_is_expected_a_week_after_its_last_exchange_and_late_after_the_days_allowed() -> None:
    assert rules.due_on(None) is None
    assert rules.due_on(TODAY) == TODAY + timedelta(days=rules.EVERY_DAYS)
    assert [rules.late(last, TODAY, 14) for last in (None, TODAY - timedelta(days=15), TODAY - timedelta(days=14))] == [
        True, True, False,
    ]  # fmt: skip


def test_what_the_server_said_of_a_unit_is_put_away_by_nobody() -> None:
    with pytest.raises(UserError, match="不能删除"):
        rules.keep(object())

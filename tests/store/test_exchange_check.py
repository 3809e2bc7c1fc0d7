"""A PC is compared with the county once a day, and asks before much leaves it."""

from pathlib import Path

from desktop.store import exchange_check
from desktop.store.exchange_rows import ExchangeCheck
from tests.factories.profile import USER_ID, make_profile

NOW = 1_760_000_000_000


def test_a_comparison_is_due_once_a_day_and_when_the_clock_went_back(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    with profile.store.write(USER_ID, "exchange.note") as session:
        assert exchange_check.is_due(session, NOW)
        assert exchange_check.held(session) == {}
        exchange_check.note_compared(session, NOW)
        assert not exchange_check.is_due(session, NOW + exchange_check.EVERY_MS - 1)
        assert exchange_check.is_due(session, NOW + exchange_check.EVERY_MS)
        assert exchange_check.is_due(session, NOW - 1)
        session.get_one(ExchangeCheck, 1).held = '{"person": 30}'
        assert exchange_check.held(session) == {"person": 30}
        exchange_check.let_leave(session)
        assert exchange_check.held(session) == {}
    profile.close()

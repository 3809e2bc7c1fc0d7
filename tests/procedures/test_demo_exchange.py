"""What the pictures of the exchange show is what its pages would count after a real one."""

import pytest

from desktop import catalog
from desktop.procedures import demo_exchange
from desktop.reports.conflict_cards import cards
from desktop.reports.exchange_standing import past, standing
from desktop.reports.set_aside import set_aside
from desktop.store.check import check
from tests.factories.family import Folk
from tests.factories.profile import TODAY


def test_the_invented_exchange_counts_as_a_real_one_would(folk: Folk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = folk.village.profile
    monkeypatch.setattr(demo_exchange, "WAITS_FROM", 2)
    monkeypatch.setattr(demo_exchange, "REFUSED_FROM", 5)
    demo_exchange.as_enrolled(desk)
    with desk.store.read() as session:
        stands = standing(session, desk.actor, catalog.REGISTERS)
        assert (stands.unsent, stands.asked, stands.online) == (3, 0, True)
        assert [one.way for one in past(session)] == ["line", "line", "in", "out"]
    demo_exchange.ask(desk)
    demo_exchange.leave(desk)
    with desk.store.read() as session:
        stands = standing(session, desk.actor, catalog.REGISTERS)
        assert (stands.unsent, stands.asked, stands.aside, stands.online) == (3, 2, 2, False)
        assert {card.mine.by for card in cards(session, desk.actor, catalog.REGISTERS, today=TODAY)} == {"李委员"}
        assert len(set_aside(session, desk.actor, catalog.REGISTERS)) == 2
    assert check(desk.store).findings == ()

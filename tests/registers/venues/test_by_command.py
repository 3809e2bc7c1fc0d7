"""A contract from the draft to its renewal and early end, by deeds typed on the command line."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.command import acting
from desktop.command.answer import Answer
from desktop.registers.venues.model import Entry
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import UNTIL, Office


def act(office: Office, register: str, verb: str, key: UUID, *asked: str) -> Answer:
    profile = office.village.profile
    desk: Any = SimpleNamespace(store=profile.store, actor=office.village.actor, clock=profile.clock)
    return acting.act(desk, REGISTERS, register=register, verb=verb, ids=[str(key)], asked=asked)


def test_a_contract_is_signed_paid_served_renewed_and_ended(office: Office) -> None:
    key, on = office.draft(), f"on={TODAY}"
    act(office, "venue_contracts", "签订合同", key, f"签订日期={TODAY}")
    act(office, "venue_contracts", "pay", key, on, "金额=叁仟元整", "票据号码=0012345")
    act(office, "venue_contracts", "deliver", key, on, "times=4")
    assert (office.standing(key, "rent").met, office.standing(key, "service").met) == (300_000, 4)
    after = UNTIL + timedelta(days=1)
    act(office, "venue_contracts", "renew", key, f"starts_on={after}", f"ends_on={after + timedelta(days=364)}")
    act(office, "venue_contracts", "terminate", key, on, "终止原因=双方协商一致")
    act(office, "venue_contracts", "leave", key, on)
    stored = office.contract(key)
    assert (stored.terminated_on, stored.end_reason, stored.left_on) == (TODAY, "agreed", TODAY)
    with office.village.profile.store.read() as session:
        paid = session.query(Entry).filter_by(receipt="0012345").one().id
    act(office, "venue_entries", "reverse", paid, on, "冲正原因=金额写错")
    assert office.standing(key, "rent").met == 0


def test_a_deed_that_cannot_be_done_now_says_so(office: Office) -> None:
    with pytest.raises(UserError, match="现在不能办"):
        act(office, "venue_contracts", "pay", office.draft(), f"on={TODAY}", "amount=1", "receipt=1")

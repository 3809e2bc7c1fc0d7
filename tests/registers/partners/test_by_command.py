"""Deeds from the command line: what they ask for is written beside them, and what is missing is said."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.command import acting
from desktop.command.answer import Answer
from desktop.registers.organisations.model import Organisation
from desktop.registers.partners.model import Agreement
from tests.factories.profile import TODAY
from tests.registers.partners.conftest import UNTIL, Office


def act(office: Office, register: str, verb: str, key: UUID | str, *asked: str) -> Answer:
    profile = office.village.profile
    desk: Any = SimpleNamespace(store=profile.store, actor=office.village.actor, clock=profile.clock)
    return acting.act(desk, REGISTERS, register=register, verb=verb, ids=[str(key)], asked=asked)


def test_an_agreement_goes_from_signing_to_renewal_and_early_end(office: Office) -> None:
    made = office.draft()
    assert "已办“签订协议”" in act(office, "agreements", "sign", made, f"签订日期={TODAY}").lines[0]
    after = UNTIL + timedelta(days=1)
    act(office, "agreements", "办理续签", made, f"starts_on={after}", f"ends_on={after + timedelta(days=99)}")
    act(office, "agreements", "terminate", made, f"on={TODAY}", "终止原因=双方协商一致")
    stored = office.get(Agreement, made)
    assert (stored.signed_on, stored.terminated_on, stored.end_reason) == (TODAY, TODAY, "agreed")


@pytest.mark.parametrize(
    ("verb", "asked", "words"),
    [
        ("sign", (), "请填写签订日期"),
        ("fly", (), "sign（签订协议）"),
        ("renew", (f"starts_on={TODAY}", f"ends_on={UNTIL}"), "现在不能办"),
        ("sign", ("on",), "等号"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(
    office: Office, verb: str, asked: tuple[str, ...], words: str
) -> None:
    made = office.draft()
    with pytest.raises(UserError, match=words):
        act(office, "agreements", verb, made, *asked)
    assert office.get(Agreement, made).signed_on is None


def test_a_register_without_deeds_says_so(office: Office) -> None:
    with pytest.raises(UserError, match="没有可以办理的事项"):
        act(office, "venue_ledger", "sign", office.shop)
    with pytest.raises(UserError, match="没有“第一份”"):
        act(office, "agreements", "sign", "第一份", f"on={TODAY}")


def test_a_deed_with_consequences_is_done_as_proposed(office: Office) -> None:
    keep = office.save("organisations", name="甲店", kind="merchant")
    other = office.save("organisations", name="乙店", kind="merchant")
    act(office, "organisations", "merge", keep, f"other_id={other}")
    assert office.get(Organisation, other).merged_into_id == keep

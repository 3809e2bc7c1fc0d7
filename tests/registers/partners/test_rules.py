"""Who may be a partner, which term may stand, and how an agreement stands on any day: rule and list agree."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from desktop.base.errors import UserError
from desktop.registers.partners import rules
from desktop.registers.partners.model import Agreement, Claim, Delivery, Partner, Project
from desktop.registers.partners.service import agreements
from tests.factories.profile import TODAY, UNIT_ID
from tests.registers.partners.conftest import SINCE, UNTIL, Office


def agreement(**given: object) -> Agreement:
    usual: dict[str, object] = {"party_a": "支部", "starts_on": SINCE, "ends_on": UNTIL, "number": "甲-合-2026-A-0001"}
    return Agreement(unit_id=UNIT_ID, partner_id=uuid4(), **{**usual, **given})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "merchant", "organisation_id": uuid4(), "person_id": uuid4()}, "person_id"),
        ({"kind": "resident", "organisation_id": uuid4()}, "organisation_id"),
        ({"kind": "merchant"}, "organisation_id"),
        ({"kind": "resident", "name": " "}, "name"),
    ],
)
def test_a_partner_is_one_organisation_or_one_resident(given: dict[str, object], field: str) -> None:
    with pytest.raises(UserError) as refused:
        rules.check_partner(Partner(unit_id=UNIT_ID, **{"name": "某", **given}))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"party_a": " "}, "party_a"),
        ({"ends_on": SINCE}, "ends_on"),
        ({"starts_on": date(2080, 2, 29), "ends_on": date(2100, 3, 1)}, "ends_on"),
        ({"starts_on": date(2024, 1, 1), "ends_on": date(2044, 1, 1)}, "ends_on"),
    ],
)
def test_a_term_runs_forward_and_less_than_twenty_years(given: dict[str, object], field: str) -> None:
    with pytest.raises(UserError) as refused:
        rules.check_agreement(agreement(**given))
    assert refused.value.field == field
    rules.check_agreement(agreement(starts_on=date(2080, 2, 29), ends_on=date(2100, 2, 28)))


def test_a_project_has_a_name_and_ends_after_it_began() -> None:
    with pytest.raises(UserError, match="项目名称"):
        rules.check_project(Project(unit_id=UNIT_ID, kind="benefit", name="", starts_on=TODAY))
    with pytest.raises(UserError, match="结束日期"):
        rules.check_project(Project(unit_id=UNIT_ID, kind="benefit", name="集市", starts_on=TODAY, ends_on=SINCE))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"served_on": TODAY + timedelta(days=1)}, "on"),
        ({"served_on": SINCE - timedelta(days=1)}, "on"),
        ({"served": 0}, "served"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
    ],
)
def test_a_service_was_given_on_a_day_that_can_be(given: dict[str, object], field: str) -> None:
    claim = Claim(unit_id=UNIT_ID, project_id=uuid4(), partner_id=uuid4(), role="lead", claimed_on=SINCE)
    usual: dict[str, object] = {"served_on": TODAY, "served": 1, "minutes": 60}
    with pytest.raises(UserError) as refused:
        rules.check_delivery(Delivery(unit_id=UNIT_ID, claim_id=claim.id, **{**usual, **given}), claim, TODAY)
    assert refused.value.field == field


def test_an_agreement_reminds_of_what_is_not_written() -> None:
    assert rules.remind(agreement(purpose="互惠", support="宣传", duties="按时")) == ()
    (said,) = rules.remind(agreement(purpose="互惠"))
    assert "甲方支持、乙方义务" in said


def test_rule_and_list_say_the_same_of_every_day(office: Office) -> None:
    over = office.signed(starts=SINCE - timedelta(days=60), ends=SINCE - timedelta(days=1))
    first = office.signed()
    ended = office.signed(office.resident)
    office.do("agreements.terminate", agreements.terminate, ended, on=TODAY - timedelta(days=5), reason="agreed")
    later = office.do(
        "agreements.renew",
        agreements.renew,
        first,
        starts_on=UNTIL + timedelta(days=1),
        ends_on=UNTIL + timedelta(days=9),
    )
    office.do("agreements.sign", agreements.sign, later, on=TODAY)
    every = [office.get(Agreement, key) for key in (over, first, ended, later)]
    renewed = {first}
    seen = set()
    for offset in range(-170, 40):
        day = TODAY + timedelta(days=offset)
        for row in office.rows("agreements", day):
            stored = next(one for one in every if one.number == row["number"])
            went_on = stored.id in renewed and day >= TODAY
            assert row["state"] == rules.state(stored, day, renewed=went_on), (day, stored.number)
            seen.add(row["state"])
    assert seen == {"draft", "signed", "running", "expired", "renewed", "terminated"}

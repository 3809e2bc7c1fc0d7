"""What a care need has to say before it may be kept, and when it is to be looked at again."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.registers.care.rules import Care, check, check_end, review, young
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY
from tests.registers.care.conftest import need

NEXT = TODAY + timedelta(days=1)


def care(**other: Any) -> Care:
    return Care(**need(UUID(int=1), **other))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"since": NEXT}, "since"), ({"consent_on": NEXT}, "consent_on"), ({"purpose": " "}, "purpose"),
        ({"basis": "guardian"}, "consent_by"), ({"review_on": TODAY}, "review_on"),
        ({"review_on": TODAY + timedelta(days=400)}, "review_on"),
    ],
)  # fmt: skip
def test_what_may_not_be_kept_is_refused_at_its_field(said: dict[str, Any], field: str) -> None:
    with pytest.raises(UserError) as refused:
        check(care(**said), born=None, today=TODAY)
    assert refused.value.field == field


def test_for_a_child_under_fourteen_the_guardian_consents() -> None:
    born = PartialDay(2015, 6)
    with pytest.raises(UserError, match="14 周岁"):
        check(care(), born=born, today=TODAY)
    check(care(basis="guardian", consent_by="周强"), born=born, today=TODAY)
    check(care(), born=PartialDay(1950), today=TODAY)
    assert young(PartialDay(2012), date(2026, 3, 10))
    assert not young(PartialDay(2012, 3, 10), date(2026, 3, 10))
    assert not young(None, TODAY)


def test_a_need_ends_once_between_its_beginning_and_today() -> None:
    standing = care()
    check_end(standing, TODAY, today=TODAY)
    for day in (NEXT, standing.since - timedelta(days=1)):
        with pytest.raises(UserError, match="结束日期"):
            check_end(standing, day, today=TODAY)
    ended = care(ended_on=TODAY)
    with pytest.raises(UserError, match="已经结束"):
        check_end(ended, TODAY, today=TODAY)
    check(care(ended_on=TODAY, review_on=TODAY), born=None, today=TODAY)


def test_what_is_fine_needs_no_look() -> None:
    assert review(care(), lives_here=True, today=TODAY) == ""
    assert review(care(ended_on=TODAY), lives_here=False, today=TODAY) == ""

"""A question is settled in one deed, or nothing is changed and the reason is said."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from desktop.base.errors import UserError
from desktop.procedures.decide_conflict import decide
from desktop.registers.people.model import Household, Person
from desktop.store.record import Record
from desktop.sync.conflict_row import Conflict
from tests.factories import questions
from tests.factories.family import Folk
from tests.factories.profile import USER_ID

DOOR = "1-1-301"


def settle(folk: Folk, asked: UUID, choice: Any, typed: Mapping[str, Any] | None = None) -> str:
    village = folk.village
    with village.profile.store.write(USER_ID, "conflicts.decide") as session:
        return decide(session, village.actor, asked, choice=choice, typed=typed)


def asked_of(folk: Folk, record: tuple[type[Record], UUID], **sides: Any) -> UUID:
    return questions.ask(folk.village.profile.store, record, sides.pop("mine"), **sides)


def home(folk: Folk) -> tuple[type[Record], UUID]:
    return Household, folk.village.homes[DOOR]


def test_a_number_and_a_text_cannot_both_stay(folk: Folk) -> None:
    asked = asked_of(folk, home(folk), mine={"visit_days": 30}, theirs={"visit_days": None})
    with pytest.raises(UserError, match="不能两个都留"):
        settle(folk, asked, "both")


def test_what_is_said_already_is_not_said_again(folk: Folk) -> None:
    asked = asked_of(folk, home(folk), mine={"remark": "301"}, theirs={"remark": DOOR})
    assert settle(folk, asked, "both") == "已定下：两个都留"
    with folk.village.profile.store.read() as session:
        assert session.get_one(Household, folk.village.homes[DOOR]).remark == DOOR


def test_a_row_that_would_be_incomplete_is_not_written(folk: Folk) -> None:
    person = (Person, folk.village.members["周兰"])
    asked = asked_of(folk, person, mine={"name": None}, theirs={"name": "周兰"})
    with pytest.raises(UserError, match="不完整"):
        settle(folk, asked, "mine")
    assert settle(folk, asked, "theirs") == "已定下：保持现在的"
    with pytest.raises(UserError, match="已经有人定下"):
        settle(folk, asked, "theirs")


def test_a_retired_record_comes_back_or_stays_away(folk: Folk) -> None:
    asked = asked_of(folk, home(folk), mine={"alive": False}, theirs={"alive": True}, kind="retired", group="alive")
    settle(folk, asked, "mine")
    with folk.village.profile.store.read() as session:
        assert session.get_one(Household, folk.village.homes[DOOR]).alive is False


def test_what_needs_a_permission_by_name_is_settled_by_those_who_have_it(
    folk: Folk, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    asked = asked_of(folk, home(folk), mine={"remark": "甲"}, theirs={"remark": "乙"})
    monkeypatch.setattr(Household, "permission", "care.save")
    with pytest.raises(UserError, match="权限"):
        settle(folk, asked, "mine")


def test_a_record_that_left_cannot_be_written(folk: Folk) -> None:
    asked = asked_of(folk, home(folk), mine={"remark": "甲"}, theirs={"remark": "乙"})
    with folk.village.profile.store.write(USER_ID, "exchange.take") as session:
        session.get_one(Conflict, asked).row_id = uuid4()
    with pytest.raises(UserError, match="不在本单位"):
        settle(folk, asked, "mine")
    assert settle(folk, asked, "theirs")

"""The end of a link says first who stands for the household afterwards."""

from datetime import timedelta
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.procedures import end_link
from tests.factories.compound import link
from tests.factories.family import HOME, Folk, standing
from tests.factories.profile import TODAY

DEED = "contacts.end_link"


def link_of(folk: Folk, door: str = HOME) -> UUID:
    return folk.read(lambda session: standing(session, folk.home(door))[0].id)


def test_a_household_is_left_without_a_member(folk: Folk) -> None:
    told = folk.foresee(end_link.foresee, link_of(folk))
    assert told.verb == "结束 胡强 与 1-1-301 的联系"
    assert told.sentences[0] == "1-1-301 周兰 暂时没有联户党员，会列在“落实联户党员”里。"
    assert "走访提醒先停下" in told.sentences[1]
    assert [(s.before, s.after) for s in told.steps] == [("胡强", "未落实")]
    said = folk.do(DEED, end_link.do, link_of(folk), on=TODAY, reason="member_left")
    assert said == "已办理：胡强 不再联系 1-1-301 周兰"
    assert folk.derived() == folk.rebuilt()


def test_another_member_goes_on(folk: Folk) -> None:
    folk.change(lambda session: session.add(link(folk.ids["刘丽"], folk.home())))
    assert folk.foresee(end_link.foresee, link_of(folk)).sentences == ("1-1-301 周兰 仍由 刘丽 联系。",)


def test_a_day_to_come_and_an_end_that_was_are_refused(folk: Folk) -> None:
    key = link_of(folk)
    later = TODAY + timedelta(days=1)
    with pytest.raises(UserError, match="还没有到"):
        folk.foresee(end_link.foresee, key, on=later)
    with pytest.raises(UserError, match="还没有到"):
        folk.do(DEED, end_link.do, key, on=later, reason="other")
    folk.do(DEED, end_link.do, key, on=TODAY, reason="other")
    with pytest.raises(UserError, match="已经结束"):
        folk.foresee(end_link.foresee, key)

"""A death: everything that goes out leaves the person out, the family goes on, and what was is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.procedures import move_out, pass_away
from desktop.registers.contacts.model import ContactLink
from desktop.registers.households.forms.declared import HOUSEHOLD_SHEET
from desktop.registers.households.model import HouseholdRow
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgMember, Post
from desktop.registers.people.model import Household, Membership, Person, PersonRow
from desktop.values.partial_day import PartialDay
from tests.factories.family import HOME, Folk
from tests.factories.profile import TODAY, UNIT_ID

DEED = "people.pass_away"


class Posts:
    """Another register with something to lose."""

    def __init__(self) -> None:
        self.ended: list[tuple[Any, ...]] = []

    def told(self, session: Any, people: Sequence[UUID], homes: Sequence[UUID]) -> Sequence[str]:
        return ("任职“党小组长”将空缺",) if people else ()

    def end(self, session: Any, people: Sequence[UUID], homes: Sequence[UUID], *, on: date, reason: str) -> None:
        self.ended.append((tuple(people), tuple(homes), on, reason))


def test_the_head_dies_and_another_follows(folk: Folk) -> None:
    who, picked = folk.ids["周兰"], {"head": str(folk.ids["赵强"])}
    told = folk.foresee(pass_away.foresee, who, on=PartialDay.of(TODAY), picked=picked)
    assert (told.verb, told.danger) == ("登记 周兰 已故", True)
    assert "周兰 登记为已故。以后的信函、走访名单和楼道通知不再包含 周兰。" in told.sentences
    folk.do(DEED, pass_away.do, who, on=PartialDay.of(TODAY), kin=" 子赵明 ", picked=picked)
    assert folk.lived()[HOME] == ["赵强 02", "赵明 22", "赵母 52"]
    person = folk.read(lambda session: session.get_one(Person, who))
    assert (str(person.died_on), person.next_of_kin, person.alive) == (str(TODAY), "子赵明", True)
    assert folk.read(lambda session: session.get(PersonRow, who)) is None
    row = folk.read(lambda session: session.get_one(HouseholdRow, folk.home()))
    assert (row.head_name, row.people) == ("赵强", 3)
    with folk.village.profile.store.read() as session:
        (sheet,) = HOUSEHOLD_SHEET.collect(session, folk.actor, [folk.home()], today=TODAY)
    assert "周兰" not in str(sheet)
    assert folk.derived() == folk.rebuilt()
    folk.undo()
    assert folk.lived()[HOME] == ["周兰 02", "赵强 11", "赵明 22", "赵母 54"]
    assert folk.derived() == folk.rebuilt()


def test_a_member_dies_and_the_households_wait_for_another(folk: Folk) -> None:
    who, posts = folk.ids["胡强"], Posts()
    told = folk.foresee(pass_away.foresee, who, ties=[posts])
    assert "党员身份随之结束，应到人数不再包含。" in told.sentences
    assert "任职“党小组长”将空缺" in told.sentences
    assert ("1-1-301 周兰 的联户党员", "胡强", "结束联系，待重新落实") in [
        (s.title, s.before, s.after) for s in told.steps
    ]
    folk.do(DEED, pass_away.do, who, on=PartialDay(2026, 3), ties=[posts])
    assert posts.ended == [((who,), (), TODAY, "died")]
    links = folk.read(lambda session: session.query(ContactLink).filter_by(member_id=who).all())
    assert {(link.ends_on, link.end_reason) for link in links} == {(TODAY, "died")}
    (party,) = folk.read(lambda session: session.query(Membership).filter_by(person_id=who).all())
    assert party.ends_on == TODAY
    assert folk.derived() == folk.rebuilt()


def test_who_lived_alone_leaves_a_household_that_has_ended(folk: Folk) -> None:
    who = folk.ids["于涛"]
    folk.do(DEED, pass_away.do, who, on=PartialDay(2026, 2, 28))
    home = folk.read(lambda session: session.get_one(Household, folk.home("1-1-302")))
    assert (home.ended_on, home.end_reason) == (date(2026, 2, 28), "emptied")


def test_who_died_dies_and_moves_no_more(folk: Folk) -> None:
    folk.do(DEED, pass_away.do, folk.ids["赵母"], on=PartialDay(2026))
    with pytest.raises(UserError, match="赵母 已故，没有办理"):
        folk.foresee(pass_away.foresee, folk.ids["赵母"])
    assert "赵母" not in [tick.words for tick in folk.foresee(move_out.foresee, folk.home()).ticks]


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (PartialDay(2026, 4, 1), "还没有到"),
        (PartialDay(1950, 1, 1), "要晚于出生日期"),
        (PartialDay(2019), "日期不能早于这一天"),
    ],
)
def test_a_day_that_cannot_be_is_refused(folk: Folk, on: PartialDay, why: str) -> None:
    with pytest.raises(UserError, match=why) as told:
        folk.foresee(pass_away.foresee, folk.ids["赵明"], on=on)
    assert told.value.field == "on"


def test_posts_rolls_and_a_centre_household_end_with_who_held_them(folk: Folk) -> None:
    who, home = folk.ids["胡强"], folk.home("1-2-201")

    def found(session: Any) -> None:
        group = PartyOrg(unit_id=UNIT_ID, tier="group", name="1号楼党小组")
        centre = PartyOrg(unit_id=UNIT_ID, tier="centre", name="1-2-201 胡强", household_id=home, parent_id=group.id)
        session.add_all([group, centre])
        for org, title in ((group, "党小组长"), (centre, "中心户户主")):
            session.add(
                Post(
                    unit_id=UNIT_ID, org_id=org.id, kind="leader", title=title, person_id=who, holder_name="胡强",
                    starts_on=date(2025, 1, 1),
                )
            )  # fmt: skip
        session.add(PartyOrgMember(unit_id=UNIT_ID, org_id=group.id, person_id=who, starts_on=date(2025, 1, 1)))

    folk.change(found)
    told = folk.foresee(pass_away.foresee, who)
    assert "胡强 的任职“党小组长”将空缺。" in told.sentences
    assert "党小组名册里的 1 条随之结束。" in told.sentences
    folk.do(DEED, pass_away.do, who, on=PartialDay.of(TODAY))
    posts = folk.read(lambda session: session.query(Post).all())
    assert {(post.ends_on, post.end_reason) for post in posts} == {(TODAY, "died")}
    assert folk.read(lambda session: session.query(PartyOrgMember).one()).ends_on == TODAY
    folk.undo()
    told = folk.foresee(move_out.foresee, home, to="滨城")
    assert "党员中心户“1-2-201 胡强”随之结束。" in told.sentences
    folk.do("households.move_out", move_out.do, home, on=TODAY, to="滨城", picked={f"links.{who}": "end"})
    assert folk.read(lambda session: session.query(PartyOrg).filter_by(tier="centre").one()).ends_on == TODAY
    folk.undo()
    assert folk.read(lambda session: session.query(PartyOrg).filter_by(tier="centre").one()).ends_on is None
    assert folk.derived() == folk.rebuilt()

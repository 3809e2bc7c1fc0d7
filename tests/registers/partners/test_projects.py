"""Projects: one leads, others join, what was given is logged, and those who were served are asked."""

from datetime import timedelta

import pytest

from desktop.base.errors import UserError
from desktop.registers.partners.model import Claim, Project
from desktop.registers.partners.queries import due, life
from desktop.registers.partners.service import projects
from desktop.search import index
from tests.factories.profile import TODAY
from tests.registers.partners.conftest import Office

SINCE = TODAY - timedelta(days=30)


def market(office: Office, **given: object) -> object:
    return office.save("projects", name="幸福市集", kind="benefit", **given)


def claim(office: Office, project: object, partner: object, role: str = "lead", **given: object) -> object:
    return office.do("projects.claim", projects.claim, project, partner_id=partner, role=role, on=SINCE, **given)


def deliver(office: Office, project: object, partner: object, **given: object) -> object:
    usual = {"on": TODAY, "served": 60, "minutes": 150}
    return office.do("projects.deliver", projects.deliver, project, partner_id=partner, **{**usual, **given})


def test_one_partner_leads_and_others_join(office: Office) -> None:
    project = market(office, starts_on=SINCE)
    claim(office, project, office.shop)
    with pytest.raises(UserError, match="由邻里超市主办"):
        claim(office, project, office.resident)
    with pytest.raises(UserError, match="已经认领"):
        claim(office, project, office.shop, "joint")
    with pytest.raises(UserError, match="承诺时限"):
        claim(office, project, office.resident, "joint", due_on=SINCE - timedelta(days=1))
    claim(office, project, office.resident, "joint", promise="派两人", due_on=TODAY)
    (row,) = office.rows("projects")
    assert (row["state"], row["lead"], row["joint"]) == ("claimed", "邻里超市", "胡强")
    assert office.rows("projects", SINCE - timedelta(days=1))[0]["state"] == "open"


def test_the_agreement_that_stands_is_noted_with_the_claim(office: Office) -> None:
    held = office.signed(starts=SINCE - timedelta(days=10))
    key = claim(office, market(office), office.shop)
    assert office.get(Claim, key).agreement_id == held


def test_a_partner_may_give_a_project_back_and_what_was_given_stays(office: Office) -> None:
    project = market(office)
    claim(office, project, office.shop)
    deliver(office, project, office.shop)
    with pytest.raises(UserError, match="早于认领日期"):
        office.do(
            "projects.withdraw",
            projects.withdraw,
            project,
            partner_id=office.shop,
            on=SINCE - timedelta(days=1),
            reason="忙",
        )
    office.do("projects.withdraw", projects.withdraw, project, partner_id=office.shop, on=TODAY, reason="人手不够")
    with pytest.raises(UserError, match="没有认领"):
        deliver(office, project, office.shop)
    (row,) = office.rows("projects")
    assert (row["state"], row["given"], row["served"], row["last_on"]) == ("open", 1, 60, TODAY)
    heads = [event.head for event in office.ask(life.of_project, project)]
    assert any(head.startswith("退出") for head in heads)


def test_a_service_is_asked_about_until_somebody_said_something(office: Office) -> None:
    project = market(office)
    claim(office, project, office.shop, promise="每月一次", due_on=TODAY)
    given = deliver(office, project, office.shop, what="现场售卖")
    (todo,) = office.ask(due.todos, TODAY)
    assert (todo.place, todo.record_id) == ("deliveries", given)
    with pytest.raises(UserError, match="评价日期"):
        office.do("deliveries.rate", projects.rate, given, on=SINCE, level="satisfied")
    office.do("deliveries.rate", projects.rate, given, on=TODAY, level="satisfied", words="东西新鲜")
    office.do("deliveries.rate", projects.rate, given, on=TODAY, level="fairly")
    assert office.ask(due.todos, TODAY) == ()
    (row,) = office.rows("deliveries")
    assert (row["partner"], row["level"]) == ("邻里超市", "fairly")
    (event,) = [one for one in office.ask(life.of_partner, office.shop) if "服务" in one.head]
    assert event.lines == ("现场售卖", "评价 满意：东西新鲜", "评价 基本满意")


def test_many_services_without_a_rating_are_counted(office: Office) -> None:
    project = market(office)
    claim(office, project, office.shop)
    for _each in range(due.MOST_UNRATED + 2):
        deliver(office, project, office.shop)
    found = office.ask(due.todos, TODAY)
    assert len(found) == due.MOST_UNRATED + 1
    assert "2 次" in found[-1].title


def test_a_project_that_is_over_takes_no_more_claims(office: Office) -> None:
    project = market(office, starts_on=SINCE)
    key = claim(office, project, office.shop)
    office.do("projects.close", projects.close, project, on=TODAY)
    assert office.get(Claim, key).ended_on == TODAY
    assert office.get(Project, project).ends_on == TODAY
    with pytest.raises(UserError, match="已经结束"):
        claim(office, project, office.resident, "joint")
    assert office.rows("projects")[0]["state"] == "closed"


def test_partners_projects_and_numbers_are_found(office: Office) -> None:
    project = market(office, place="东门广场")
    office.save("projects", project, name="幸福大集")
    made = office.draft()

    def kinds(text: str) -> set[str]:
        scope = office.village.actor.scope
        return office.ask(lambda s, _a: {hit.kind for hit in index.query(s.connection(), text, units=scope, limit=9)})

    assert kinds("llcs") == {"organisations", "partners", "agreements"}
    assert "agreements" in kinds("合-2026-A-0001")
    assert "projects" in kinds("幸福大集")
    assert made is not None


def test_the_same_organisation_or_resident_is_a_partner_once(office: Office) -> None:
    with pytest.raises(UserError, match="已经是合伙人"):
        office.save("partners", organisation_id=None, person_id=office.village.members["胡强"], name="", kind=None)
    made = office.save("partners", organisation_id=None, person_id=None, name="李师傅", kind=None)
    rows = {row["name"]: row for row in office.rows("partners")}
    assert rows["李师傅"]["kind"] == "resident"
    assert (rows["邻里超市"]["kind"], rows["邻里超市"]["contact_name"]) == ("merchant", "刘帆芳")
    office.save("partners", made, remark="会书法")
    assert len(office.rows("partners")) == 3

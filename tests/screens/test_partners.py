"""红色合伙人 in a real window: a shop from its first entry to a signed agreement, a renewal and an early end."""

from datetime import timedelta
from typing import Any

import pytest

from desktop.access.roles import READER
from desktop.registers.partners.model import Agreement, AgreementItem, Delivery, Partner
from desktop.registers.partners.service import projects
from desktop.store.attachments import Attachment
from desktop.ui.consequences import DeedQuestion
from tests.factories.profile import TODAY, UNIT_ID
from tests.screens.conftest import Office, Open
from tests.screens.deeds import deed, every, life, new

CODE = "91990101D3B8FRHW51"
UNTIL = TODAY + timedelta(days=300)


@pytest.fixture
def shop(office: Office) -> Any:
    """The page of a shop just enrolled."""
    new(office, "organisations.new", name="邻里超市", kind="merchant", uscc=CODE, head_name="刘帆芳")
    organisation = office.page.record_id
    return new(office, "partners.new", organisation_id=str(organisation))


def test_a_shop_goes_from_its_entry_to_renewal_and_early_end(
    office: Office, shop: Any, answers: list[dict[str, str]]
) -> None:
    assert (shop.parts.heading.text(), shop.parts.badge.words) == ("邻里超市", "未签协议")
    answers.append({"starts_on": TODAY.isoformat(), "ends_on": UNTIL.isoformat()})
    deed(office, "draft")
    assert shop.parts.badge.words == "草拟"
    (draft,) = shop.offered
    assert draft.text() == "打开草拟的协议"
    draft.click()
    office.settle()
    page = office.page
    (made,) = every(office, Agreement)
    assert (page.parts.heading.text(), page.parts.badge.words) == (made.number, "草拟")
    with office.village.profile.store.write(office.desk.actor.id, "agreements.save") as session:
        session.add(AgreementItem(unit_id=UNIT_ID, agreement_id=made.id, kind="benefit", content="幸福市集"))
    answers.append({"on": TODAY.isoformat()})
    deed(office, "sign")
    assert page.parts.badge.words == "履行中"
    assert page.parts.fact_bar.isVisible()
    assert not page.may_save
    assert [(one.kind, one.wording) for one in every(office, Attachment)] == [("partner-agreement", "2026-11")]
    assert page.parts.note.text() == "签订时的文字：2026-11 版"
    after = UNTIL + timedelta(days=1)
    answers.append({"starts_on": after.isoformat(), "ends_on": (after + timedelta(days=300)).isoformat()})
    deed(office, "renew")
    assert every(office, Agreement)[1].renews_id == made.id
    assert office.page.record_id == every(office, Agreement)[1].id  # its terms are written next
    assert office.page.may_save
    page = office.go("agreements", made.id)
    deed(office, "terminate")
    (question,) = page.findChildren(DeedQuestion)
    question.form.set_texts({"on": TODAY.isoformat(), "reason": "agreed", "note": "改作他用"})
    question.on_verb_clicked()
    office.settle()
    assert page.parts.badge.words == "已终止"
    office.go("partners", every(office, Partner)[0].id)
    said = life(office)
    for part in ("签订协议", "终止协议", "双方协商一致", "改作他用", "还没有签订"):
        assert part in said


def test_the_list_of_partners_tells_of_an_agreement_as_soon_as_it_is_drafted(
    office: Office, shop: Any, answers: list[dict[str, str]]
) -> None:
    office.go("partners")
    listed = office.page
    assert listed.model.raw(0, "state") is None
    office.go("partners", shop.record_id)
    answers.append({"starts_on": TODAY.isoformat(), "ends_on": UNTIL.isoformat()})
    deed(office, "draft")
    office.go("partners")
    assert office.page is listed
    assert listed.model.raw(0, "state") == "draft"


def test_a_project_tells_who_took_it_on_and_what_was_given(
    office: Office, shop: Any, answers: list[dict[str, str]]
) -> None:
    partner = shop.record_id
    page = new(office, "projects.new", name="幸福市集", kind="benefit", place="东门广场")
    assert "还没有人认领" in life(office)
    answers.append({"partner_id": str(partner), "role": "lead", "on": TODAY.isoformat(), "promise": "每月一次"})
    deed(office, "claim")
    answers.append({"partner_id": str(partner), "on": TODAY.isoformat(), "served": "60", "minutes": "150"})
    deed(office, "deliver")
    assert "服务 60 人，150 分钟" in life(office)
    (given,) = every(office, Delivery)
    office.go("deliveries", given.id)
    answers.append({"on": TODAY.isoformat(), "level": "satisfied"})
    deed(office, "rate")
    office.go("projects", page.record_id)
    assert "评价 满意" in life(office)


def test_the_tabs_of_the_group_open_with_their_lists(office: Office, shop: Any) -> None:
    with office.village.profile.store.write(office.desk.actor.id, "projects.save") as session:
        projects.save(session, office.desk.actor, None, values={"name": "读书会", "kind": "culture"}, children={})
    counts = {name: office.go(name).model.rowCount() for name in ("partners", "agreements", "projects", "deliveries")}
    assert counts == {"partners": 1, "agreements": 0, "projects": 1, "deliveries": 0}
    assert office.go("organisations").model.rowCount() == 1


def test_a_reader_enrols_nobody(open_office: Open) -> None:
    office = open_office(READER)
    assert "new.partners" not in {one.name for one in office.desk.commands()}
    page = office.go("partners")
    assert page.register.name == "partners"

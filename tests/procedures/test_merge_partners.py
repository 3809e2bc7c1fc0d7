"""Two partners that are one organisation become one, when the organisations are merged or by a deed of their own."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.procedures import merge_organisations, merge_partners
from desktop.registers.organisations import service as organisations
from desktop.registers.partners.model import Agreement, AgreementItem, Claim, Delivery, Partner
from desktop.registers.partners.service import agreements, enrolling, projects
from desktop.standard import undo
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY, UNIT_ID

UNTIL = TODAY + timedelta(days=200)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def do(village: Village, deed: Any, *args: Any, **given: Any) -> Any:
    with village.profile.store.write(village.actor.id, "partners.merge") as session:
        done = deed(session, village.actor, *args, **given)
    village.last = session.info["changes"]  # type: ignore[attr-defined]  # the deed that may be taken back
    return done


def every(village: Village, kind: Any) -> list[Any]:
    with village.profile.store.read() as session:
        return session.query(kind).where(kind.alive).order_by(kind.id).all()


def shop(village: Village, name: str, **values: Any) -> tuple[UUID, UUID]:
    """An organisation with a partner who has a signed agreement."""
    organisation = do(village, organisations.enter, name=name, kind="merchant").id
    partner = do(village, enrolling.enrol, organisation_id=organisation, kind=None, **values).id
    draft = do(village, agreements.draft, partner, starts_on=TODAY, ends_on=UNTIL)
    with village.profile.store.write(village.actor.id, "agreements.save") as session:
        session.add(AgreementItem(unit_id=UNIT_ID, agreement_id=draft, kind="benefit", content="幸福市集"))
    do(village, agreements.sign, draft, on=TODAY)
    return organisation, partner


def project(village: Village, **roles: UUID) -> UUID:
    made: UUID = do(village, projects.save, None, values={"name": "幸福市集", "kind": "benefit"}, children={}).id
    for role, partner in roles.items():
        do(village, projects.claim, made, partner_id=partner, role=role, on=TODAY, promise=f"{role} 每月一次")
        do(village, projects.deliver, made, partner_id=partner, on=TODAY, served=5, minutes=60)
    return made


def test_merging_organisations_brings_their_partners_together_and_back(village: Village) -> None:
    keep, mine = shop(village, "邻里超市")
    gone, theirs = shop(village, "邻里超市有限公司")
    project(village, joint=mine, lead=theirs)
    with village.profile.store.read() as session:
        told = merge_organisations.foresee(session, village.actor, keep, today=TODAY, other_id=gone)
    assert told.sentences[2:4] == ("两条都登记了合伙人，也合为一个。", "一并归到保留的一条：协议 1 份、领办项目 1 个。")
    assert "期限重叠，合并以后请终止其中一份" in told.sentences[4]
    do(village, merge_organisations.do, keep, today=TODAY, other_id=gone)
    (partner,) = every(village, Partner)
    assert (partner.id, partner.organisation_id) == (mine, keep)
    assert {one.partner_id for one in every(village, Agreement)} == {mine}
    (claim,) = every(village, Claim)
    assert (claim.partner_id, claim.role, claim.promise) == (mine, "lead", "joint 每月一次")
    assert {one.claim_id for one in every(village, Delivery)} == {claim.id}
    tx = village.last.tx  # type: ignore[attr-defined]  # as above
    do(village, lambda session, actor: undo.undo(session, actor, tx=tx))
    assert [one.id for one in every(village, Partner)] == [mine, theirs]
    assert len(every(village, Claim)) == 2


def test_two_partners_of_one_organisation_are_merged_field_by_field(village: Village) -> None:
    keep, mine = shop(village, "邻里超市", contact_name="刘帆", remark="东门")
    other, theirs = shop(village, "邻里便利店", contact_name="刘帆芳", phone="18000001903", remark="西门")
    assert keep != other
    with pytest.raises(UserError, match="不是同一家单位"):
        do(village, merge_partners.do, mine, today=TODAY, other_id=theirs)
    with pytest.raises(UserError, match="同一条登记"):
        do(village, merge_partners.do, mine, today=TODAY, other_id=mine)
    with village.profile.store.write(village.actor.id, "partners.save") as session:
        session.get_one(Partner, theirs).organisation_id = keep  # as older merges of organisations left them
    do(village, agreements.terminate, every(village, Agreement)[1].id, on=TODAY, reason="agreed", note="")
    with village.profile.store.read() as session:
        alone = merge_partners.foresee(session, village.actor, mine, today=TODAY)
        told = merge_partners.foresee(session, village.actor, mine, today=TODAY, other_id=theirs)
    assert "请选定" in alone.sentences[0]
    assert not any("重叠" in one for one in told.sentences)  # one of them has ended
    assert [choice.title for choice in told.choices] == ["负责人", "备注"]
    said = do(village, merge_partners.do, mine, today=TODAY, other_id=theirs, picked={"field.contact_name": "right"})
    assert said == "已合并：“邻里超市”的 2 条登记合为 1 条"
    (partner,) = every(village, Partner)
    assert (partner.contact_name, partner.phone, partner.remark) == ("刘帆芳", "18000001903", "东门；西门")
    with pytest.raises(UserError, match="不在名册"):
        do(village, merge_partners.do, mine, today=TODAY, other_id=theirs)


def test_a_resident_written_by_name_is_merged_with_the_one_who_was_chosen(village: Village) -> None:
    named = do(village, enrolling.enrol, name="胡强", kind="resident").id
    chosen = do(village, enrolling.enrol, person_id=village.members["胡强"]).id
    other = do(
        village, enrolling.enrol, person_id=next(key for name, key in village.members.items() if name != "胡强")
    ).id
    with pytest.raises(UserError, match="两位居民"):
        do(village, merge_partners.do, chosen, today=TODAY, other_id=other)
    do(village, merge_partners.do, named, today=TODAY, other_id=chosen)
    assert {one.id: one.person_id for one in every(village, Partner)}[named] == village.members["胡强"]

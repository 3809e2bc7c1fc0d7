"""单位库: checked codes, no doubles, the county's word, and two entries of one organisation becoming one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.procedures import merge_organisations
from desktop.registers.organisations import queries, rules, service
from desktop.registers.organisations.model import Organisation
from desktop.registers.partners.model import Partner
from desktop.registers.partners.service import enrolling
from desktop.search import index
from desktop.standard.save import save
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY, UNIT_ID

ORGANISATIONS = next(register for register in REGISTERS if register.name == "organisations")
CODE, OTHER = "91990101D3B8FRHW51", "91990101R2WNAF3L9A"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def do(village: Village, deed: Any, *given: Any, **named: Any) -> Any:
    with village.profile.store.write(village.actor.id, "organisations.save") as session:
        return deed(session, village.actor, *given, **named)


def enter(village: Village, **values: Any) -> UUID:
    made: UUID = do(village, save, ORGANISATIONS, None, values={"kind": "merchant", **values}).id
    return made


def get(village: Village, key: UUID) -> Organisation:
    with village.profile.store.read() as session:
        return session.get_one(Organisation, key)


def test_an_organisation_made_here_waits_for_the_county(village: Village) -> None:
    key = enter(village, name=" 邻里超市 ", uscc=CODE.lower())
    made = get(village, key)
    assert (made.name, made.uscc, made.state) == ("邻里超市", CODE, "waiting")
    with village.profile.store.read() as session:
        assert queries.waiting(session, village.actor) == 1
    assert rules.may_confirm(made)
    do(village, service.confirm, key)
    assert get(village, key).state == "confirmed"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "邻里超市", "uscc": "91990101D3B8FRHW52"}, "最后一位"),
        ({"name": " "}, "单位名称"),
        ({"name": "长" * 61}, "最多 60 个字"),
    ],
)
def test_a_name_and_a_code_are_checked(village: Village, values: dict[str, str], words: str) -> None:
    with pytest.raises(UserError, match=words):
        enter(village, **values)


def test_a_code_belongs_to_one_organisation(village: Village) -> None:
    key = enter(village, name="邻里超市", uscc=CODE)
    with pytest.raises(UserError, match="已经用了这个统一社会信用代码"):
        enter(village, name="邻里超市二店", uscc=CODE)
    do(village, save, ORGANISATIONS, key, values={"uscc": CODE, "address": "临街3号"})
    assert get(village, key).address == "临街3号"
    do(village, save, ORGANISATIONS, key, values={"uscc": ""})
    assert get(village, key).uscc is None


def test_who_has_no_code_is_reminded_of_it() -> None:
    assert rules.remind(Organisation(unit_id=UNIT_ID, kind="merchant", name="邻里超市"))
    assert rules.remind(Organisation(unit_id=UNIT_ID, kind="department", name="县人社局")) == ()


@pytest.mark.parametrize(
    ("kind", "partner"),
    [("department", "department"), ("institution", "department"), ("party", "department"), ("property", "property"),
     ("nonprofit", "nonprofit"), ("merchant", "merchant"), ("enterprise", "merchant"), ("other", "merchant")],
)  # fmt: skip
def test_each_kind_is_one_of_the_five_types_of_partner(kind: str, partner: str) -> None:
    assert rules.partner_kind(kind) == partner


def test_a_roster_finds_it_by_code_before_name(village: Village) -> None:
    first, second = enter(village, name="邻里超市", uscc=CODE), enter(village, name="便民店", short_name="小店")

    def found(uscc: str | None, name: str) -> UUID | None:
        with village.profile.store.read() as session:
            one = queries.by_number_or_name(session, village.actor, uscc=uscc, name=name)
            return one.id if one else None

    assert found(CODE, "改了名的超市") == first
    assert found(None, "邻里超市") == first
    assert found(OTHER, "邻里超市") is None  # another code is another organisation
    assert found(OTHER, "小店") == second
    enter(village, name="便民店")
    assert found(None, "便民店") is None  # two of that name: nobody guesses


def test_it_is_found_by_initials_code_and_telephone_until_it_is_gone(village: Village) -> None:
    enter(village, name="邻里超市", uscc=CODE, phone="18000001903")

    def hits(text: str) -> list[str]:
        with village.profile.store.read() as session:
            found = index.query(session.connection(), text, units=village.actor.scope, limit=9)
            return [hit.label for hit in found if hit.kind == "organisations"]

    for text in ("llcs", "邻里", CODE, "1903"):
        assert hits(text) == ["邻里超市"]
    with village.profile.store.write(village.actor.id, "organisations.save") as session:
        queries.refresh(session, {})
    assert hits("llcs") == ["邻里超市"]


def test_two_entries_of_one_organisation_become_one_with_their_partners(village: Village) -> None:
    keep, gone = (
        enter(village, name="邻里超市", phone="18000001903"),
        enter(village, name="邻里超市有限公司", uscc=CODE),
    )
    do(village, service.confirm, gone)
    partner = do(village, enrolling.enrol, organisation_id=gone).id
    with village.profile.store.read() as session:
        alone = merge_organisations.foresee(session, village.actor, keep, today=TODAY)
        told = merge_organisations.foresee(session, village.actor, keep, today=TODAY, other_id=gone)
    assert "请选定" in alone.sentences[0]
    assert "合伙人 1 个" in told.sentences[1]
    said = do(village, merge_organisations.do, keep, today=TODAY, other_id=gone, picked={"field.name": "right"})
    assert "合为 1 条" in said
    kept, away = get(village, keep), get(village, gone)
    assert (kept.name, kept.uscc, kept.phone, kept.state) == ("邻里超市有限公司", CODE, "18000001903", "confirmed")
    assert (away.alive, away.merged_into_id) == (False, keep)
    with village.profile.store.read() as session:
        assert session.get_one(Partner, partner).organisation_id == keep


def test_only_two_different_entries_that_stand_are_merged(village: Village) -> None:
    keep = enter(village, name="邻里超市")
    with pytest.raises(UserError, match="同一家单位"):
        do(village, merge_organisations.do, keep, today=TODAY, other_id=keep)
    with pytest.raises(UserError, match="不在单位库"):
        do(village, merge_organisations.do, keep, today=TODAY, other_id=UNIT_ID)

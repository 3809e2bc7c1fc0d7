"""A file that becomes the county's: every name is followed, nothing is lost, and two PCs meet at the same doors."""

from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import func, select

from desktop import catalog
from desktop.access.scope import actor_for
from desktop.access.unit import Unit, UnitClosure
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.procedures.adopt import ADOPT, adopt
from desktop.registers.buildings.model import Building, Compound, Dwelling, Stairwell
from desktop.registers.households.model import HouseholdRow
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding
from desktop.registers.party_orgs.service.own import found_own, own_id
from desktop.registers.people.model import Household, Person
from desktop.standard import unit_settings
from desktop.standard.tables import DraftRow
from desktop.standard.undo import undo
from desktop.store.check import check
from desktop.store.journal import Chain, Change, Outgoing
from desktop.store.record import record_types
from tests.factories.compound import Village, make_compound
from tests.factories.profile import make_profile

UNIT = UUID("018f0000-0000-7000-8000-0000000000aa")


@pytest.fixture
def village(tmp_path: Path) -> Village:
    return make_compound(tmp_path)


ROW = {"name": "阳光花园网格", "code": "42010101", "level": "grid", "above": "某县/某街道/东社区"}


def adopted(village: Village, unit: UUID = UNIT) -> int:
    store, actor = village.profile.store, village.actor
    with store.write(actor.id, ADOPT) as session:
        waiting = adopt(session, actor, unit, level="grid", row=ROW)
        store.rebuild_derived(session)
    return waiting


def test_the_file_is_sound_afterwards(village: Village) -> None:
    adopted(village)
    assert check(village.profile.store).findings == ()


def test_every_row_belongs_to_the_unit_of_the_county(village: Village) -> None:
    before = counts(village)
    adopted(village)
    with village.profile.store.read() as session:
        for kind in record_types():
            assert set(session.scalars(select(kind.unit_id))) <= {UNIT}
        assert session.get(Unit, UNIT) is not None
        assert session.scalars(select(UnitClosure.below_id)).all() == [UNIT]
        assert actor_for(session, village.actor.name).scope == {UNIT}
    assert counts(village) == before


def counts(village: Village) -> dict[str, int | None]:
    with village.profile.store.read() as session:
        return {
            kind.__tablename__: session.scalar(select(func.count()).select_from(kind)) for kind in record_types()
        }  # fmt: skip


def test_people_and_homes_keep_their_ids(village: Village) -> None:
    people = ids(village, Person), ids(village, Household)
    places = ids(village, Dwelling)
    adopted(village)
    assert (ids(village, Person), ids(village, Household)) == people
    assert not ids(village, Dwelling) & places
    with village.profile.store.read() as session:
        doors = dict(session.execute(select(Household.id, Dwelling.door).join(Dwelling)).all())
        assert {doors[home] for home in village.homes.values()} == set(village.homes)
        assert set(session.scalars(select(HouseholdRow.dwelling_id))) <= ids(village, Dwelling)


def ids(village: Village, kind: type) -> set[UUID]:
    with village.profile.store.read() as session:
        return set(session.scalars(select(kind.id)))


def test_two_pcs_that_made_the_same_compound_meet_at_the_same_doors(tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        village = make_compound(folder)
        if name == "other":
            with village.profile.store.write(village.actor.id, "test.other") as session:
                session.get_one(Building, next(iter(village.buildings.values()))).name = "东楼"
        adopted(village)
        found.append([ids(village, kind) for kind in (Compound, Building, Stairwell, Dwelling)])
        village.profile.close()
    assert found[0] == found[1]


def test_two_pcs_that_founded_the_same_branch_meet_at_one(tmp_path: Path) -> None:
    found = []
    for name in ("one", "other", "older"):
        folder = tmp_path / name
        folder.mkdir()
        village = make_compound(folder)
        with village.profile.store.write(village.actor.id, "party_orgs.found") as session:
            if name == "older":  # a program before gave it any id
                session.add(PartyOrg(unit_id=village.actor.unit_id, tier="branch", name="第一党支部"))
            else:
                found_own(session, village.actor)
            session.flush()
            branch = session.scalars(select(PartyOrg).where(PartyOrg.tier == "branch")).one()
            session.add(PartyOrg(unit_id=branch.unit_id, tier="branch", name="第二党支部", starts_on=date(2026, 1, 1)))
        adopted(village)
        with village.profile.store.read() as session:
            tiers = session.scalars(select(PartyOrg).where(PartyOrg.starts_on.is_(None))).all()
            found.append({org.id for org in tiers if org.tier == "branch"})
        village.profile.close()
    assert found == [{own_id(UNIT, "branch")}] * 3


def test_a_door_that_was_renumbered_meets_nobody_by_its_old_number(village: Village) -> None:
    with village.profile.store.write(village.actor.id, "test.renumber") as session:
        dwelling = session.scalars(select(Dwelling).where(Dwelling.door == "1-1-301")).one()
        dwelling.door = "1-1-399"
    adopted(village)
    with village.profile.store.read() as session:
        compound = session.scalars(select(Compound)).one()
        dwelling = session.scalars(select(Dwelling).where(Dwelling.door == "1-1-399")).one()
        from desktop.base.ids import place_id

        assert dwelling.id not in {place_id(compound.id, "1-1-399"), place_id(compound.id, "1-1-301")}


def test_a_snapshot_waits_and_not_the_old_journal(village: Village) -> None:
    waiting = adopted(village)
    with village.profile.store.read() as session:
        sent = session.execute(
            select(Change.table_name, Change.op, Change.prev, Change.n)
            .join(Outgoing, Outgoing.change_id == Change.id)
            .order_by(Change.n)
        ).all()
        chain = session.scalars(select(Chain).where(Chain.current)).one()
    assert len(sent) == waiting == chain.n
    of_unit = [row.op for row in sent if row.table_name == "unit"]
    assert of_unit == ["update", "update"]  # the name of its branch, which the county does not know
    assert {row.op for row in sent if row.table_name != "unit"} == {"insert"}
    assert (sent[0].prev, sent[0].n) == (b"", 1)
    tables = {row.table_name for row in sent} - {"unit"}
    assert "care_need" not in tables
    assert sum(counts(village)[table] or 0 for table in tables) + len(of_unit) == waiting


def test_the_unit_is_called_as_the_county_calls_it_and_keeps_what_is_its_own(village: Village) -> None:
    adopted(village)
    with village.profile.store.read() as session:
        unit = session.get_one(Unit, UNIT)
        assert (unit.name, unit.code, unit.above) == ("阳光花园网格", "42010101", "某县/某街道/东社区")
        assert unit.branch_name == "第一网格党支部"


def test_an_empty_file_may_become_a_community(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    row = {"name": "东社区", "code": "420101", "level": "community", "above": "某县/某街道"}
    with profile.store.write(profile.actor.id, ADOPT) as session:
        adopt(session, profile.actor, UNIT, level="community", row=row)
    with profile.store.read() as session:
        assert session.get_one(Unit, UNIT).level == "community"
        assert session.scalars(select(Compound)).all() == session.scalars(select(PartyOrg)).all() == []
        sent = select(Change.table_name).join(Outgoing, Outgoing.change_id == Change.id)
        assert "compound" not in set(session.scalars(sent))
    assert check(profile.store).findings == ()
    profile.close()


def test_a_street_takes_no_houses_along_and_goes_not_where_somebody_answers_for_them(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    with profile.store.write(profile.actor.id, "buildings.save") as session:
        unit, compound = profile.actor.unit_id, session.scalars(select(Compound)).one()
        house = Building(id=uuid7(), unit_id=unit, compound_id=compound.id, number="9", name="9号楼", sort="9")
        group = PartyOrg(unit_id=unit, tier="group", name="第一党小组", starts_on=date(2026, 1, 1))
        session.add_all([house, group])
        session.flush()
        session.add(PartyOrgBuilding(unit_id=unit, org_id=group.id, building_id=house.id, starts_on=date(2026, 1, 1)))
    row = {"name": "某街道", "code": "4201", "level": "street", "above": "某县"}
    with pytest.raises(UserError, match="另一个层级"), profile.store.write(profile.actor.id, ADOPT) as session:
        adopt(session, profile.actor, UNIT, level="street", row=row)
    with profile.store.write(profile.actor.id, ADOPT) as session:  # a community holds them
        adopt(session, profile.actor, UNIT, level="community", row=row | {"level": "community"})
    with profile.store.read() as session:
        assert session.scalars(select(Building.number)).all() == ["9"]
        assert session.scalars(select(PartyOrg.name)).all() == ["第一党小组"]
    assert check(profile.store).findings == ()
    profile.close()


def test_settings_and_drafts_follow(village: Village) -> None:
    store, actor = village.profile.store, village.actor
    with store.read() as session:
        dwelling = session.scalars(select(Dwelling.id).where(Dwelling.door == "1-1-301")).one()
    with store.write(actor.id, "settings.save") as session:
        unit_settings.put(session, actor, "visits.days", value=60)
        said = msgspec.json.encode({"dwelling_id": str(dwelling)})
        session.add(DraftRow(user_id=actor.id, register="households", record_key=str(dwelling), said=said, at=0))
    adopted(village)
    with store.read() as session:
        assert unit_settings.get(session, UNIT, "visits.days") == 60
        now = session.scalars(select(Dwelling.id).where(Dwelling.door == "1-1-301")).one()
        draft = session.scalars(select(DraftRow)).one()
        assert (draft.record_key, msgspec.json.decode(draft.said)) == (str(now), {"dwelling_id": str(now)})


def test_work_goes_on_afterwards(village: Village) -> None:
    adopted(village)
    with village.profile.store.write(village.actor.id, "people.save") as session:
        session.scalars(select(Person)).first().name = "改名"  # type: ignore[union-attr]  # there are people
    assert check(village.profile.store).findings == ()


def test_it_cannot_be_taken_back_and_older_deeds_leave_alone_what_has_another_id(village: Village) -> None:
    store, actor = village.profile.store, village.actor
    with store.write(actor.id, "buildings.save") as session:
        compound = session.scalars(select(Compound)).one()
        session.add(
            Building(id=uuid7(), unit_id=actor.unit_id, compound_id=compound.id, number="9", name="9号楼", sort="9")
        )
        earlier = session.info["deed"].tx
    with store.write(actor.id, ADOPT) as session:
        adopt(session, actor, UNIT, level="grid", row=ROW)
        tx = session.info["deed"].tx
    with store.read() as session:
        now = actor_for(session, actor.name)
    with pytest.raises(UserError, match="不能撤销"), store.write(actor.id, "journal.undo") as session:
        undo(session, now, tx=tx)
    with store.write(actor.id, "journal.undo") as session:
        assert undo(session, now, tx=earlier).changed == 0


def test_a_code_for_another_level_or_a_file_of_several_units_is_refused(village: Village) -> None:
    store, actor = village.profile.store, village.actor
    with pytest.raises(UserError, match="另一个层级"), store.write(actor.id, ADOPT) as session:
        adopt(session, actor, UNIT, level="community", row={})
    with store.write(actor.id, "test.unit") as session:
        other = uuid7()
        session.add(Unit(id=other, unit_id=other, level="grid", name="又一个"))
    with pytest.raises(UserError, match="不止一个单位"), store.write(actor.id, ADOPT) as session:
        adopt(session, actor, UNIT, level="grid", row={})
    assert catalog.REGISTERS

"""What leaves a unit leaves its files, what comes arrives whole; where a name may be told, only the name stands."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, text

from desktop.registers.buildings.model import Dwelling
from desktop.registers.people.model import Household, Person, Residence
from desktop.store.check import check
from desktop.store.record import record_types
from desktop.sync.hub_store import HubStore
from desktop.sync.shape import Shape
from tests.factories.compound import make_compound
from tests.factories.profile import UNIT_ID, USER_ID, Profile
from tests.sync.real.conftest import Pc, empty_profile

OTHER = UUID("018f0000-0000-7000-8000-0000000000ff")
NewPc = Callable[..., Pc]


def at_work(folder: Path) -> Profile:
    return make_compound(folder).profile


def everything(pc: Pc) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all exchanged tables, and of what is derived from them, but for their seals."""
    found = {}
    with pc.store.read() as session:
        for kind in record_types():
            columns = [c for c in kind.__table__.columns if c.key not in ("last_change", "mac")]
            found[kind.__tablename__] = sorted(map(tuple, session.execute(select(*columns))), key=str)
        for table in ("household_row", "person_row", "link_row", "visit_row"):
            found[table] = sorted(map(tuple, session.execute(text(f"SELECT * FROM {table}"))), key=str)
    return found


def moved(pc: Pc, door_room: str, to: UUID) -> tuple[UUID, UUID]:
    """A dwelling and its household go to another unit, its people stay; ids of household and a person."""
    with pc.store.write(USER_ID, "households.move") as session:
        dwelling = session.scalars(select(Dwelling).where(Dwelling.door == door_room)).one()
        household = session.scalars(select(Household).where(Household.dwelling_id == dwelling.id)).one()
        dwelling.unit_id = household.unit_id = to
        residence = session.scalars(select(Residence).where(Residence.household_id == household.id)).first()
        assert residence is not None
        return household.id, residence.person_id


def whole(*pcs: Pc) -> None:
    for pc in pcs:
        assert check(pc.store).findings == ()


def test_a_first_copy_is_the_whole_compound_and_what_is_derived_from_it(new_pc: NewPc) -> None:
    ann, bo = new_pc(filled=at_work), new_pc(filled=empty_profile)
    ann.told()
    bo.told()
    assert everything(bo) == everything(ann)
    whole(ann, bo)


def test_where_people_stay_behind_the_home_that_moved_is_a_name_without_a_telephone(new_pc: NewPc) -> None:
    ann, bo, next_door = new_pc(filled=at_work), new_pc(filled=empty_profile), new_pc(OTHER, filled=empty_profile)
    ann.told(), bo.told()
    household_id, person_id = moved(ann, "1-1-301", OTHER)
    ann.told(), bo.told(), next_door.told()
    late = new_pc(filled=empty_profile)  # a PC that never had it
    late.told()
    for pc in (ann, bo, late):
        with pc.store.read() as session:
            household = session.get_one(Household, household_id)
            assert (household.unit_id, household.head_id, household.presence) == (OTHER, None, None)
            assert session.get_one(Dwelling, household.dwelling_id).door == "1-1-301"
            assert session.get_one(Person, person_id).unit_id == UNIT_ID
    with next_door.store.read() as session:
        head = session.get_one(Person, session.get_one(Household, household_id).head_id)
        assert (head.name, head.unit_id, head.born, head.id_no) == ("周兰", UNIT_ID, None, None)
    whole(ann, bo, late, next_door)


def test_what_went_away_with_all_of_it_is_gone_from_the_file_and_nothing_is_missed(new_pc: NewPc) -> None:
    ann = new_pc(filled=at_work)
    ann.told()
    with ann.store.write(USER_ID, "people.save") as session:
        lonely = Person(unit_id=UNIT_ID, name="路人")
        session.add(lonely)
        session.flush()
        lonely_id = lonely.id
    ann.told()
    with ann.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, lonely_id).unit_id = OTHER
    ann.told()
    with ann.store.read() as session:
        assert session.get(Person, lonely_id) is None
        assert session.execute(text("SELECT count(*) FROM person_row WHERE name = '路人'")).scalar_one() == 0
    whole(ann)
    other = new_pc(OTHER, filled=empty_profile)
    other.told()
    with other.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, lonely_id).unit_id = UNIT_ID
    other.told(), ann.told()
    with ann.store.read() as session:
        assert session.get_one(Person, lonely_id).name == "路人"
    whole(ann, other)


def test_a_county_pc_holds_units_and_no_residents(new_pc: NewPc, shape: Shape) -> None:
    ann = new_pc(filled=at_work)
    ann.told()
    county = new_pc(filled=empty_profile, residents=False)
    county.told()
    held = {name for name, rows in everything(county).items() if rows}
    assert {"unit", "compound"} <= held
    assert held.isdisjoint({"person", "residence", "household", "phone", "membership", "visit", "contact_link"})
    assert shape["residence"].audience == "residents"
    whole(county)


def test_a_row_comes_with_all_that_it_needs_to_stand(shape: Shape) -> None:
    for table in shape.values():
        for name in table.named:
            if name in table.refers:
                assert table.refers[name] in shape


def test_a_row_whose_parent_the_hub_set_aside_stops_nobody_and_the_parent_takes_its_place_when_it_comes(
    new_pc: NewPc, hub: HubStore
) -> None:
    ann, bo = new_pc(filled=at_work), new_pc(filled=empty_profile)
    hub.rule = lambda table, _values: "not now" if table in ("dwelling", "household") else ""
    ann.told()
    bo.told()
    with bo.store.read() as session:
        homes = session.scalars(select(Household)).all()
        assert homes
        assert not any(home.alive for home in homes)
        assert session.scalars(select(Residence).where(Residence.alive)).first() is not None
    whole(ann, bo)
    with ann.desk.transaction():
        keys = [(name, row_id) for name, row_id in ann.desk.every() if name in ("dwelling", "household")]
        rows = {key: ann.desk.row(key) or {} for key in keys}
    with hub.serve() as open_hub:  # the county looked at them, and lets them stand after all
        for key, row in rows.items():
            seq = open_hub.state.next_seq()
            open_hub.state.write(key, row, dict.fromkeys(row, (seq, UUID(int=seq))))
            open_hub.state.tell(UNIT_ID, key, seq=seq, kind="up")
    ann.told(), bo.told()
    here, there = everything(ann), everything(bo)
    for name in ("household", "dwelling", "residence", "household_row"):
        assert set(here[name]) <= set(there[name])  # what stood in for it lies in the recycle bin
    whole(ann, bo)

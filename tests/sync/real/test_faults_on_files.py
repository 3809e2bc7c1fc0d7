"""Power goes, disks are copied and put back, programs are of different ages: on real files nothing is lost by it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from desktop import catalog
from desktop.registers.people.model import Person, Phone
from desktop.store.check import check
from desktop.store.record import record_types
from desktop.store.session import Store
from desktop.sync import desk_store, desk_tables
from desktop.sync.conflict_row import Conflict
from desktop.sync.desk_store import DeskStore
from desktop.sync.desk_tables import DeskTable
from desktop.sync.hub_store import HubStore
from tests.factories.compound import make_compound
from tests.factories.profile import KEYS, TOKEN, UNIT_ID, Profile
from tests.sync.real.conftest import Pc, empty_profile
from tests.sync.real.test_scope_on_files import everything
from tests.sync.real.test_two_files import add, edit, person

NewPc = Callable[..., Pc]


class PowerCut(Exception):
    """It is dark."""


class Dying(DeskStore):
    """A desk whose power goes in its n-th transaction: `late` after the commit, else when all but it was done."""

    def __init__(self, store: Store, *, at: int, late: bool) -> None:
        super().__init__(store)
        self.turns, self.late = at, late

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with super().transaction():
            yield
            self.turns -= 1
            if self.turns == 0 and not self.late:
                self._now.flush()
                raise PowerCut
        if self.turns == 0:
            raise PowerCut


def at_work(folder: Path) -> Profile:
    return make_compound(folder).profile


def reopened(pc: Pc, data: bytes, *, token: bytes = TOKEN) -> None:
    """The file is as `data` says, opened by the PC that has this token."""
    pc.store.close()
    path = pc.store.path
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.write_bytes(data)
    pc.profile.store = Store(path, KEYS, clock=pc.profile.clock, token=token, derived=catalog.DERIVED)
    pc.desk = DeskStore(pc.store)


def disk(pc: Pc) -> bytes:
    raw = pc.store.connection()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    return pc.store.path.read_bytes()


@pytest.mark.parametrize("late", [False, True])
def test_wherever_the_power_goes_the_next_exchange_ends_as_if_it_had_not(new_pc: NewPc, late: bool) -> None:
    ann, bo = new_pc(filled=at_work), new_pc(filled=empty_profile)
    ann.told()
    for at in (1, 2):  # asking what is unsent, taking the answer
        desk = bo.desk
        bo.desk = Dying(bo.store, at=at, late=late)
        with pytest.raises(PowerCut):
            bo.told()
        bo.desk = desk
        assert check(bo.store).findings == ()
        for pc in (ann, bo):
            edit(pc, add(pc, f"第{at}人"), remark="来过")
        ann.told()
    bo.told(), ann.told()
    assert everything(bo) == everything(ann)


def test_a_cloned_disk_goes_on_with_a_chain_of_its_own_and_both_are_heard(new_pc: NewPc) -> None:
    ann, twin = new_pc(), new_pc()
    who = add(ann, "王小明")
    ann.told()
    reopened(twin, disk(ann), token=b"another PC's token, hashed......")
    edit(ann, who, employer="县医院")
    edit(twin, who, employer="县中学")
    edit(twin, who, remark="周末在家")
    ann.told(), twin.told(), ann.told()
    for pc in (ann, twin):
        assert (person(pc, who).employer, person(pc, who).remark) == ("县医院", "周末在家")
        with pc.store.read() as session:
            assert session.scalars(select(Conflict.mine)).all() == ['{"employer":"县中学"}']
        assert check(pc.store).findings == ()


def test_an_old_file_put_back_reads_again_what_it_had_sent_and_goes_on(new_pc: NewPc) -> None:
    ann, bo = new_pc(), new_pc()
    who = add(ann, "王小明")
    ann.told()
    before = disk(ann)
    edit(ann, who, employer="县医院")
    ann.told(), bo.told()
    reopened(ann, before)
    edit(ann, who, remark="恢复以后写的")
    ann.told(), bo.told()
    for pc in (ann, bo):
        assert (person(pc, who).employer, person(pc, who).remark) == ("县医院", "恢复以后写的")
        assert check(pc.store).findings == ()


def test_a_hub_put_back_is_told_again_what_it_forgot(new_pc: NewPc, hub: HubStore) -> None:
    ann, bo = new_pc(), new_pc()
    who = add(ann, "王小明")
    ann.told(), bo.told()
    with hub.engine.begin() as connection:
        connection.exec_driver_sql("ATTACH ':memory:' AS kept")
        for (name,) in connection.exec_driver_sql("SELECT name FROM main.sqlite_master WHERE type='table'").fetchall():
            connection.exec_driver_sql(f"CREATE TABLE kept.{name} AS SELECT * FROM main.{name}")
    edit(ann, who, employer="县医院")
    ann.told(), bo.told()
    with hub.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM kept.sqlite_master").fetchall():
            connection.exec_driver_sql(f"DELETE FROM main.{name}")
            connection.exec_driver_sql(f"INSERT INTO main.{name} SELECT * FROM kept.{name}")
    hub.restored(29_000_000)
    edit(bo, who, remark="周末在家")
    for pc in (bo, ann, bo, ann):
        pc.told()
    for pc in (ann, bo):
        assert (person(pc, who).employer, person(pc, who).remark) == ("县医院", "周末在家")
        with pc.store.read() as session:
            assert session.scalars(select(Conflict)).all() == []


def older() -> dict[str, DeskTable]:
    """A program that knows no birth dates and no telephones."""
    tables = desk_tables.of_records(record_types())
    table = Person.__table__.to_metadata(Person.__table__.metadata.__class__())
    table._columns.remove(table.c.born)  # type: ignore[attr-defined]  # a schema of before
    return {name: one for name, one in tables.items() if name != "phone"} | {"person": desk_tables.of_table(table)}


def test_what_a_newer_program_told_has_its_place_after_the_upgrade(new_pc: NewPc) -> None:
    ann, bo = new_pc(filled=at_work), new_pc(filled=empty_profile)
    ann.told()
    now = bo.desk
    bo.desk = DeskStore(bo.store, tables=older())
    bo.told()
    with bo.store.read() as session:
        assert session.scalars(select(Phone)).all() == []
        assert set(session.scalars(select(Person.born))) == {None}
    with bo.store.write(UUID(int=1), "test.older") as session:
        session.execute(text("UPDATE exchange SET schema = '0001'"))
    desk_store.place_laid_up(bo.store)
    assert everything(bo) == everything(ann)
    assert check(bo.store).findings == ()
    bo.desk = now
    assert bo.told() == 1
    edit(bo, add(bo, "新人"), remark="也行")
    bo.told(), ann.told()
    assert everything(bo) == everything(ann)
    assert UNIT_ID in {row.unit_id for row in [person(bo, add(bo, "末一个"))]}

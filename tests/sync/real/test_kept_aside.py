"""What was set aside stays where it is and says why, also when the hub is put back from its backup."""

from sqlalchemy import delete, select

from desktop.registers.care.model import CareNeed
from desktop.registers.people.model import Person
from desktop.store.journal import Outgoing
from desktop.sync.hub_store import HubStore
from desktop.sync.hub_tables import CHANGE, ROW
from desktop.sync.protocol import Request, encoder
from tests.factories.profile import UNIT_ID, USER_ID
from tests.sync.real.conftest import Pc
from tests.sync.real.test_two_files import NewPc, add, person


def states(pc: Pc) -> dict[str, str]:
    """Why, by state, of everything that is not done."""
    with pc.store.read() as session:
        rows = session.execute(select(Outgoing.state, Outgoing.result).where(Outgoing.state != "done"))
        return dict(tuple(row) for row in rows)


def test_what_was_set_aside_before_a_restore_is_not_tried_again_and_still_stands_at_its_desk(
    new_pc: NewPc, hub: HubStore
) -> None:
    ann = new_pc()
    hub.rule = lambda table, _values: "not so" if table == "person" else ""
    with ann.store.write(USER_ID, "people.save") as session:
        refused = Person(unit_id=UNIT_ID, name="王小明")
        session.add(refused)
    ann.told()
    assert states(ann) == {"quarantined": "the row could not stand so"}
    hub.rule = lambda _table, _values: ""
    with hub.engine.begin() as connection:  # its backup is older than all of this
        connection.execute(delete(CHANGE))
        connection.execute(delete(ROW))
    hub.restored(29_000_000)
    ann.told()
    assert states(ann) == {"quarantined": "it was set aside before the restore"}
    assert person(ann, refused.id).name == "王小明"


def test_what_lies_beneath_a_row_goes_with_it(new_pc: NewPc) -> None:
    ann = new_pc()
    key = ("person", add(ann, "王小明"))
    with ann.desk.transaction():
        ann.desk.keep_behind(key, "name", {"name": "王明"})
    with ann.desk.transaction():
        assert ann.desk.behind(key) == {"name": {"name": "王明"}}
        ann.desk.remove(("phone", next(row for table, row in ann.desk.every() if table == "phone")))
        ann.desk.remove(key)
    with ann.desk.transaction():
        assert (ann.desk.row(key), ann.desk.behind(key)) == (None, {})


def test_a_care_need_stays_where_it_was_written_and_holds_nothing_up(new_pc: NewPc, hub: HubStore) -> None:
    ann, bo = new_pc(), new_pc()
    with ann.store.write(USER_ID, "care.save") as session:
        need = CareNeed(unit_id=UNIT_ID, person_key=b"whose it is", sealed=b"what it says")
        session.add(need)
    told = add(ann, "王小明")
    ann.told()
    bo.told()
    assert states(ann) == {}
    assert person(bo, told).name == "王小明"
    with bo.store.read() as session:
        assert session.get(CareNeed, need.id) is None
    said = encoder.encode([request.changes for request in ann.requests])
    assert need.id.bytes not in said
    assert b"whose" not in said
    assert not any(word in said for word in (b"care_need", b"what it says".hex().encode()))
    ann.told()
    with ann.desk.transaction():
        ann.desk.doubt_all()
        assert ("care_need", need.id) not in ann.desk.doubted()


def test_a_care_need_of_a_program_that_sent_it_is_not_kept(new_pc: NewPc, hub: HubStore) -> None:
    ann = new_pc()
    with ann.store.write(USER_ID, "care.save") as session:
        session.add(CareNeed(unit_id=UNIT_ID, person_key=b"whose it is", sealed=b"what it says"))
    with ann.desk.transaction():
        ann.desk._now.sendings._stay = frozenset()  # as that program was
        changes = [one.change for one in ann.desk.unsent()]
    assert changes[-1].table == "care_need"
    answer = ann.exchange(Request(ann.device.id, 0, tuple(changes)))
    assert answer.results[-1].kind == "noop"
    with hub.engine.connect() as connection:
        assert "care_need" not in set(connection.execute(select(ROW.c.table_name)).scalars())
        assert b"what it says".hex().encode() not in b"".join(connection.execute(select(CHANGE.c.body)).scalars())

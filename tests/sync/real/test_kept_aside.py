"""What was set aside stays where it is and says why, also when the hub is put back from its backup."""

from sqlalchemy import delete, select

from desktop.registers.people.model import Person
from desktop.store.journal import Outgoing
from desktop.sync.hub_store import HubStore
from desktop.sync.hub_tables import CHANGE, ROW
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

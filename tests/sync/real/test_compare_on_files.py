"""Two real files of one branch are alike to the last field, and what one of them lost or spoiled it reads again."""

from collections.abc import Callable

from sqlalchemy import text

from desktop.store import journal
from desktop.store.check import check
from desktop.sync import wire
from desktop.sync.compare import ROOT
from desktop.sync.protocol import Request
from desktop.sync.run import run
from tests.factories.compound import make_compound
from tests.sync.real.conftest import Pc, empty_profile
from tests.sync.real.test_scope_on_files import everything

NewPc = Callable[..., Pc]


def compared(pc: Pc) -> int:
    return run(pc.desk, pc.hub.shape, pc, device=pc.device.id, compare=True)


def test_what_is_in_doubt_can_be_said_on_the_wire(new_pc: NewPc) -> None:
    pc = new_pc(filled=lambda folder: make_compound(folder).profile)
    pc.told()
    with pc.desk.transaction():
        pc.desk.doubt(list(pc.desk.every()))
        doubt = tuple(pc.desk.doubted())
    said = Request(pc.device.id, 0, doubt=doubt)
    assert wire.unpacked(wire.packed(said), Request) == said, "SQLAlchemy's own names are no strings of the wire"


def test_what_a_file_lost_or_spoiled_is_read_again(new_pc: NewPc) -> None:
    writer = new_pc(filled=lambda folder: make_compound(folder).profile)
    reader = new_pc(filled=empty_profile)
    writer.told()
    reader.told()
    for pc in (writer, reader):
        assert compared(pc) == 1, "every table says the same at both ends"
        assert pc.requests[-1].compare == ROOT
    whole = everything(reader)
    with reader.store.write(reader.profile.actor.id, "test.spoil") as session:
        connection = session.connection()
        journal.unlock(connection, "apply")
        connection.execute(text("DELETE FROM phone WHERE id = (SELECT min(id) FROM phone)"))
        connection.execute(text("UPDATE person SET name = '别人' WHERE id = (SELECT max(id) FROM person)"))
        journal.release(session)
    assert everything(reader) != whole
    assert compared(reader) > 1
    assert everything(reader) == whole
    assert check(reader.store).findings == ()
    assert compared(reader) == 1
    with reader.desk.transaction():
        assert (reader.desk.amiss(), dict(reader.desk.held())) == (frozenset(), {})
        reader.desk.set_amiss(frozenset({3}))
        reader.desk.set_amiss(frozenset({3}))
        assert reader.desk.count("person") == len([key for key in reader.desk.every() if key[0] == "person"])
        assert reader.desk.count("of_a_newer_schema") == 0
        reader.desk.hold({"person": 30})
    with reader.desk.transaction():
        assert (reader.desk.amiss(), dict(reader.desk.held())) == (frozenset({3}), {"person": 30})
        assert not reader.desk.may_leave()

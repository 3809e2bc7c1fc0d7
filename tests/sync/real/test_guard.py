"""The exchange writes journaled tables under a mode of its own, and nobody else does in its shadow."""

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from desktop.registers.people.model import Person
from desktop.store.journal import release, unlock
from desktop.sync.desk_store import DeskStore
from tests.sync.real.conftest import Pc
from tests.sync.real.test_two_files import NewPc, add


def mode(pc: Pc) -> str:
    with pc.store.read() as session:
        return str(session.execute(text("SELECT mode FROM write_guard")).scalar_one())


def test_after_an_exchange_the_guard_stands(new_pc: NewPc) -> None:
    ann, bo = new_pc(), new_pc()
    who = add(ann, "王小明")
    ann.told(), bo.told()
    assert mode(bo) == ""
    with pytest.raises(IntegrityError, match="through a session"), bo.store.write(bo.profile.actor.id, "x") as session:
        session.connection().execute(delete(Person).where(Person.id == who))


def test_inside_an_exchange_bulk_statements_are_refused_too(new_pc: NewPc) -> None:
    ann = new_pc()
    add(ann, "王小明")
    with pytest.raises(IntegrityError, match="through a session"), ann.desk.transaction():
        ann.desk._now.connection.execute(update(Person).values(name="谁"))


def test_only_the_exchange_may_take_a_row_away(new_pc: NewPc) -> None:
    ann = new_pc()
    who = add(ann, "王小明")
    with ann.store.write(ann.profile.actor.id, "x") as session:
        unlock(session.connection())
        with pytest.raises(IntegrityError, match="through a session"):
            session.connection().execute(text("DELETE FROM phone"))
        release(session)
    with ann.desk.transaction():
        assert ann.desk.referred(("person", who), ann.hub.shape)  # by a telephone
        for key in [key for key in ann.desk.every() if key[0] == "phone"]:
            ann.desk.remove(key)
        assert not ann.desk.referred(("person", who), ann.hub.shape)
        ann.desk.remove(("person", who))
        assert ann.desk.row(("person", who)) is None


def test_a_desk_is_asked_inside_a_transaction_only(new_pc: NewPc) -> None:
    with pytest.raises(AssertionError, match="inside a transaction"):
        assert DeskStore(new_pc().store).cursor

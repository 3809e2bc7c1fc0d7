"""What the county did not take is reported once more when it was mended, whole, and leaves the list."""

from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.base.errors import UserError
from desktop.county import devices, work
from desktop.county.office import Office
from desktop.county.tables import DEVICES
from desktop.procedures.profiles import Desk
from desktop.procedures.resend_aside import ACTION, resend
from desktop.registers.people.model import Person
from desktop.reports.aside_open import count_aside
from desktop.standard.undo import undo
from desktop.store.check import check
from desktop.sync.enrolment import enrolment
from tests.county.test_by_stick import Branch, branch, person, register, remark  # noqa: F401 - branch is a fixture


def switched(office: Office, desk: Desk, *, on: bool) -> None:
    """The county turns a PC off or on."""
    with desk.store.read() as session:
        kept = enrolment(session)
        assert kept is not None
    with work.deed(office) as connection:
        devices.enable(connection, DEVICES, str(kept.device), on=on, at=0)


def again(desk: Desk, *records: UUID) -> int:
    with desk.store.write(desk.actor.id, ACTION) as session:
        return resend(session, desk.actor, records, at=desk.clock.now_ms())


def aside(desk: Desk) -> int:
    with desk.store.read() as session:
        return count_aside(session)


def test_what_a_disabled_pc_wrote_goes_up_once_it_is_enabled_again(branch: Branch) -> None:  # noqa: F811
    ann, bo = branch.ann, branch.bo
    register(ann, "周兰")
    branch.week(ann)
    branch.week(bo)
    known = person(ann).id
    switched(branch.office, ann, on=False)
    remark(ann, "白天不在家")
    register(ann, "于涛")
    with ann.store.read() as session:
        fresh = session.scalars(select(Person.id).where(Person.name == "于涛")).one()
    branch.week(ann)
    with ann.store.write(ann.actor.id, "people.save") as session:
        session.get_one(Person, fresh).employer = "某县一中"  # the county never took whom it is said of
    branch.week(ann)
    assert aside(ann) == 3
    switched(branch.office, ann, on=True)
    assert again(ann, known, fresh) == 2
    assert aside(ann) == 0, "it waits for the exchange now"
    branch.week(ann)
    branch.week(bo)
    assert aside(ann) == 0
    for desk in (ann, bo):
        with desk.store.read() as session:
            assert session.get_one(Person, known).remark == "白天不在家"
            assert (session.get_one(Person, fresh).name, session.get_one(Person, fresh).employer) == (
                "于涛",
                "某县一中",
            )
        assert check(desk.store).findings == ()
    with pytest.raises(UserError, match="没有再报"):
        again(ann, known)


def test_what_somebody_wrote_otherwise_since_is_left_and_a_report_is_not_taken_back(branch: Branch) -> None:  # noqa: F811
    ann = branch.ann
    register(ann, "周兰")
    branch.week(ann)
    switched(branch.office, ann, on=False)
    remark(ann, "白天不在家")
    branch.week(ann)
    switched(branch.office, ann, on=True)
    remark(ann, "门前有狗")
    with pytest.raises(UserError, match="后来又改过"):
        again(ann, person(ann).id)
    assert (person(ann).remark, aside(ann)) == ("门前有狗", 1)
    with ann.store.write(ann.actor.id, "people.save") as session:
        session.scalars(select(Person)).one().remark = ""
    with ann.store.write(ann.actor.id, ACTION) as session:
        resend(session, ann.actor, [person(ann).id], at=1)
        tx = session.info["deed"].tx
    assert person(ann).remark == "白天不在家"
    with ann.store.write(ann.actor.id, "journal.undo") as session, pytest.raises(UserError, match="不能撤销"):
        undo(session, ann.actor, tx=tx)

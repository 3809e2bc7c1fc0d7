"""What the county promises whoever sends it something: only its own rows decide, and what is refused is noted."""

from dataclasses import replace
from uuid import UUID

import msgspec
import pytest

from desktop.base.clock import FixedClock
from desktop.base.ids import uuid7
from desktop.county import audit, codes, devices, tree, work
from desktop.county.office import Office, Refused
from desktop.county.tables import ACCOUNTS, DEVICES
from desktop.sync import enrol, wire
from desktop.sync.key_pair import OwnKeys
from desktop.sync.protocol import scope_mark
from tests.county.conftest import Pc, claim_of, code_for, enrolled, unit_of


def noted(office: Office) -> list[str]:
    with office.transaction() as connection:
        return [entry.what for entry in audit.newest(connection)]


def read_all(pc: Pc) -> dict[UUID, dict[str, object]]:
    told = pc.send(pc.ask())
    shown = pc.send(pc.ask(cursor=0, scope=scope_mark(told.scope or ())))
    return {row.row: row.values for row in shown.page}


def test_a_code_makes_a_pc_one_of_its_unit(office: Office) -> None:
    pc = enrolled(office, "42010101")
    assert pc.unit == unit_of(office, "42010101").id
    assert "device enrolled" in noted(office)


def test_the_grant_proves_the_county_to_the_pc(office: Office) -> None:
    code, keys = code_for(office, "42010101"), OwnKeys.new(uuid7())
    grant = office.enrol(claim_of(keys, code))
    assert enrol.is_proved(enrol.proof_key(code), grant)
    assert grant.authority == office.authority.certificate
    assert not enrol.is_proved(enrol.proof_key(code), msgspec.structs.replace(grant, authority=b"another"))
    assert grant.unit_row["name"] == "阳光花园"


def test_a_code_is_used_once_but_the_same_pc_may_ask_again(office: Office) -> None:
    code, keys, actor = code_for(office, "42010101"), OwnKeys.new(uuid7()), uuid7()
    first = office.enrol(claim_of(keys, code, actor))
    assert office.enrol(claim_of(keys, code, actor)) == first
    with pytest.raises(Refused):
        office.enrol(claim_of(OwnKeys.new(uuid7()), code, actor))
    assert noted(office)[0] == "an enrolment without a valid code"


def test_a_late_withdrawn_or_guessed_code_is_refused(office: Office, clock: FixedClock) -> None:
    code = code_for(office, "42010101")
    clock.pass_time(days=8)
    withdrawn = code_for(office, "42010101")
    with work.deed(office) as connection:
        assert codes.withdraw(connection, tree.of_code(connection, "42010101"), at=0) == 2
        assert codes.waiting(connection, clock.now_ms()) == []
    for each in (code, withdrawn, enrol.new_code()):
        with pytest.raises(Refused):
            office.enrol(claim_of(OwnKeys.new(uuid7()), each))


def test_a_claim_that_was_changed_on_its_way_is_refused(office: Office) -> None:
    claim = claim_of(OwnKeys.new(uuid7()), code_for(office, "42010101"))
    with pytest.raises(Refused):
        office.enrol(msgspec.structs.replace(claim, keys=OwnKeys.new(uuid7()).public().to_bytes()))


def test_what_one_pc_of_a_branch_writes_the_other_reads(office: Office) -> None:
    one, other, next_door = (enrolled(office, code) for code in ("42010101", "42010101", "42010102"))
    change = one.person("一号院")
    assert [result.kind for result in one.send(one.ask(change)).results] == ["ok"]
    assert read_all(other)[change.row]["name"] == "一号院"
    assert change.row not in read_all(next_door)


def test_a_pc_reads_the_units_above_its_own(office: Office) -> None:
    names = {values.get("name") for values in read_all(enrolled(office, "42010101")).values()}
    assert {"某县", "某街道", "东社区", "阳光花园"} <= names
    assert not names & {"西社区", "月光花园"}


@pytest.mark.parametrize("field", ["unit", "actor", "role", "signature", "device", "stranger"])
def test_every_mutated_push_is_refused_and_noted(office: Office, field: str) -> None:
    pc, other = enrolled(office, "42010101"), enrolled(office, "42010102")
    reader = enrolled(office, "42010101", "reader")
    request = {
        "unit": lambda: pc.ask(pc.person("院", other.unit)),
        "actor": lambda: pc.ask(pc.change("compound", uuid7(), actor=other.actor, unit_id=str(pc.unit), name="院")),
        "role": lambda: reader.ask(reader.person("院")),
        "signature": lambda: pc.ask(pc.person("院")),
        "device": lambda: msgspec.structs.replace(pc.ask(pc.person("院")), device=other.keys.id),
        "stranger": lambda: pc.ask(pc.person("院")),
    }[field]()
    sender = reader if field == "role" else pc
    if field == "signature":
        sender = replace(pc, keys=OwnKeys(pc.keys.id, other.keys.signing, other.keys.opening))
    if field == "stranger":
        sender = replace(pc, keys=OwnKeys.new(uuid7()))
    before = len(noted(office))
    if field in ("unit", "actor", "role"):
        assert [result.kind for result in sender.send(request).results] == ["quarantined"]
    else:
        with pytest.raises(Refused):
            sender.send(request)
    assert len(noted(office)) > before
    assert all(values.get("name") != "院" for values in read_all(enrolled(office, "42010101")).values())


def test_a_branch_does_not_move_itself_to_another_place(office: Office) -> None:
    pc, county = enrolled(office, "42010101"), unit_of(office, "42")
    change = pc.change("unit", pc.unit, op="update", parent_id=[None, str(county.id)])
    assert [result.kind for result in pc.send(pc.ask(change)).results] == ["quarantined"]
    phone = pc.change("unit", pc.unit, op="update", phone=[None, "0717-2212345"])
    assert [result.kind for result in pc.send(pc.ask(phone)).results] == ["ok"]


def test_the_staff_does_not_give_itself_rights(office: Office) -> None:
    pc = enrolled(office, "42010101", "staff")
    change = pc.change("user_account", pc.actor, unit_id=str(pc.unit), name="张三", role="secretary", alive=True)
    assert [result.kind for result in pc.send(pc.ask(change)).results] == ["quarantined"]


def test_a_disabled_pc_reads_nothing_and_its_work_waits_for_a_person(office: Office) -> None:
    pc = enrolled(office, "42010101")
    with work.deed(office) as connection:
        devices.enable(connection, DEVICES, str(pc.keys.id)[:13], on=False, at=0)
    answer = pc.send(pc.ask(pc.person("院")))
    assert [result.kind for result in answer.results] == ["quarantined"]
    assert answer.page == ()


def test_a_disabled_account_writes_nothing_more(office: Office) -> None:
    pc = enrolled(office, "42010101")
    with work.deed(office) as connection:
        devices.enable(connection, ACCOUNTS, str(pc.actor), on=False, at=0)
    assert [result.why for result in pc.send(pc.ask(pc.person("院"))).results] == ["the account was disabled"]


def test_a_unit_that_goes_to_another_community_takes_its_rows_along(office: Office) -> None:
    west, pc = enrolled(office, "420102"), enrolled(office, "42010101")
    change = pc.person("一号院")
    pc.send(pc.ask(change))
    assert change.row not in read_all(west)
    with work.deed(office, units=True) as connection:
        tree.put_below(connection, "42010101", "420102")
    assert change.row in read_all(west)


def test_street_and_county_hold_no_residents(office: Office) -> None:
    pc, street = enrolled(office, "42010101"), enrolled(office, "4201")
    home = pc.change("person", uuid7(), unit_id=str(pc.unit), alive=True, name="安娜")
    assert {result.kind for result in pc.send(pc.ask(home, pc.person("一号院"))).results} == {"ok"}
    assert home.row in read_all(enrolled(office, "420101"))
    tables = {row.table for row in street.send(street.ask()).page} | {
        row.table for row in street.send(street.ask(scope=scope_mark(street.send(street.ask()).scope or ()))).page
    }
    assert "person" not in tables
    assert "compound" in tables


def test_what_is_no_message_is_told_apart(office: Office) -> None:
    pc = enrolled(office, "42010101")
    for body in (b"", b"<html>", wire.packed(pc.ask())[:-3]):
        with pytest.raises(wire.Unreadable):
            office.sync(pc.keys.id, body, wire.sign(pc.keys, wire.SYNC_PATH, body))

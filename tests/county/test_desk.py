"""What accounts of the county may ask beside the exchange: the server's own rows decide, and all of it is noted."""

from typing import Any
from uuid import UUID

import pytest

from desktop.base.clock import FixedClock
from desktop.base.ids import uuid7
from desktop.county import audit, desk, devices, finding, lookup, tree, work
from desktop.county.office import Office, Refused
from desktop.county.tables import ACCOUNTS, DEVICES
from desktop.sync import asking, wire
from desktop.sync.asking import Asked, Told
from desktop.sync.protocol import scope_mark
from tests.county.conftest import Pc, claim_of, enrolled, unit_of


def ask(pc: Pc, question: asking.Question, *, key: UUID | None = None, actor: UUID | None = None) -> Told:
    """One question, signed."""
    body = wire.packed(Asked(key or uuid7(), pc.keys.id, actor or pc.actor, question))
    told = desk.answer(pc.office, pc.keys.id, body, wire.sign(pc.keys, wire.ASK_PATH, body))
    return wire.unpacked(wire.packed(told), Told)  # as it comes over the line


def answered(pc: Pc, question: asking.Question) -> Any:
    told = ask(pc, question)
    assert told.refused == ""
    return told.answer


def standing(pc: Pc, code: str) -> asking.UnitStanding:
    return next(one for one in answered(pc, asking.AskStanding()).units if one.code == code)


def lived(pc: Pc, name: str, number: str, *phones: str) -> UUID:
    """Somebody is registered here."""
    person = uuid7()
    said = [pc.change("person", person, unit_id=str(pc.unit), alive=True, name=name, id_no=number, merged_into=None)]
    for phone in phones:
        values = {"unit_id": str(pc.unit), "alive": True, "person_id": str(person), "number": phone, "rank": 0}
        said.append(pc.change("phone", uuid7(), **values, kind=None))
    assert {result.kind for result in pc.send(pc.ask(*said)).results} == {"ok"}
    return person


def look(name: str, sign: str, *, reason: str = "event", note: str = "一件事项要转办") -> asking.AskPerson:
    return asking.AskPerson(name, sign, reason, note)


def read_all(pc: Pc) -> list[dict[str, Any]]:
    """Every row of the first table that is told, as a PC reads it."""
    told = pc.send(pc.ask())
    shown = pc.send(pc.ask(scope=scope_mark(told.scope or ())))
    return [row.values for row in shown.page if row.table == asking.LOOKUP_TABLE]


def test_the_county_sees_how_every_unit_stands(office: Office, clock: FixedClock) -> None:
    pc, county = enrolled(office, "42010101"), enrolled(office, "42")
    phone = pc.change("unit", pc.unit, op="update", phone=["", "0710-1234567"])
    stranger = pc.change("compound", uuid7(), unit_id=str(unit_of(office, "420102").id), alive=True, name="院")
    for _again in range(2):  # offered twice, refused twice, counted once
        pc.send(wire_request(pc, phone, stranger))
    clock.pass_time(days=3)
    other = enrolled(office, "42010101")
    office.exchange(other.ask())  # carried on a stick
    one, empty = standing(county, "42010101"), standing(county, "42010201")
    assert (one.name, one.level, one.above, one.phone) == ("阳光花园", "grid", ("某街道", "东社区"), "0710-1234567")
    assert [(pc.way, pc.app, pc.schema) for pc in one.parts.devices] == [("line", "9.9", "0020"), ("stick", "", "")]
    assert one.parts.devices[0].seen_at == clock.now_ms() - 3 * 86_400_000
    assert [(account.name, account.role) for account in one.parts.accounts] == [("王书记", "secretary")] * 2
    assert (one.aside, one.conflicts) == (1, 0)
    assert empty.parts == asking.Parts()


def wire_request(pc: Pc, *changes: Any) -> Any:
    """A request of a program that says which it is."""
    import msgspec

    return msgspec.structs.replace(pc.ask(*changes), schema="0020", app="9.9")


def test_conflicts_that_wait_are_counted_for_their_unit(office: Office) -> None:
    one, other, county = enrolled(office, "42010101"), enrolled(office, "42010101"), enrolled(office, "42")
    made = one.person("一号院")
    one.send(one.ask(made))
    for pc, name in ((one, "东院"), (other, "西院")):
        change = pc.change("compound", made.row, op="update", name=["一号院", name])
        import msgspec

        pc.send(pc.ask(msgspec.structs.replace(change, seen={"name": made.n})))
    assert standing(county, "42010101").conflicts == 1


def test_a_code_made_from_afar_enrols_like_any_other(office: Office) -> None:
    county, unit = enrolled(office, "42"), unit_of(office, "42010102")
    made = answered(county, asking.AskCode(unit.id, "staff", "李会计", 7))
    assert made.words == office.authority.words
    assert standing(county, "42010102").parts.codes == (asking.CodeStanding("staff", "李会计", made.until),)
    keys = enrolled(office, "42010101").keys
    assert office.enrol(claim_of(type(keys).new(uuid7()), made.code)).role == "staff"
    as_file = answered(county, asking.AskCode(unit.id, "reader", "", 1, as_file=True, server="https://10.1.2.3:8443"))
    assert b"https://10.1.2.3:8443" in as_file.ticket
    assert answered(county, asking.AskWithdraw(unit.id)).count == 1
    assert standing(county, "42010102").parts.codes == ()


def test_a_pc_and_an_account_are_turned_off_and_on_again(office: Office) -> None:
    county, pc = enrolled(office, "42"), enrolled(office, "42010101")
    for what, key in (("device", pc.keys.id), ("account", pc.actor)):
        for on in (False, True):
            assert answered(county, asking.AskSwitch(what, key, on)).count == 1
            parts = standing(county, "42010101").parts
            assert [one.enabled for one in (*parts.devices, *parts.accounts) if one.id == key] == [on]
    with office.transaction() as connection:
        noted = [entry.what for entry in audit.newest(connection, 4)]
    assert noted == ["account enabled", "account disabled", "device enabled", "device disabled"]


def refusals(office: Office) -> list[tuple[str, Pc, asking.Question]]:
    """What is refused: a word of the sentence, who asks, what."""
    county, street, branch = (enrolled(office, code) for code in ("42", "4201", "42010101"))
    staff, reader = enrolled(office, "42", "staff"), enrolled(office, "42", "reader")
    grid = unit_of(office, "42010101").id
    code = asking.AskCode(grid, "secretary", "", 7)
    return [
        ("只能由县里的帐号", branch, asking.AskStanding()),
        ("只能由县里的帐号", street, code),
        ("角色不能", staff, code),
        ("角色不能", reader, look("安娜", "1234")),
        ("没有这个单位", county, asking.AskCode(uuid7(), "secretary", "", 7)),
        ("角色只能", county, asking.AskCode(grid, "king", "", 7)),
        ("有效天数", county, asking.AskCode(grid, "staff", "", 99)),
        ("正在使用", county, asking.AskSwitch("device", county.keys.id, on=False)),
        ("不认识这一步", county, asking.AskSwitch("unit", grid, on=False)),
        ("写全姓名", county, look("安", "1234")),
        ("末尾四位", county, look("安娜", "34")),
        ("选原因", county, look("安娜", "1234", reason="curious")),
        ("写一句", county, look("安娜", "1234", note=" ")),
    ]  # fmt: skip


def test_what_may_not_be_asked_is_told_in_a_sentence_and_noted(office: Office) -> None:
    for said, pc, question in refusals(office):
        told = ask(pc, question)
        assert said in told.refused
        assert told.answer is None
        with office.transaction() as connection:
            assert audit.newest(connection, 1)[0].what == "a question refused"


def test_nobody_asks_in_the_name_of_another(office: Office) -> None:
    county, branch = enrolled(office, "42"), enrolled(office, "42010101")
    assert "绑定" in ask(branch, asking.AskStanding(), actor=county.actor).refused
    assert "绑定" in ask(county, asking.AskStanding(), actor=uuid7()).refused
    body = wire.packed(Asked(uuid7(), county.keys.id, county.actor, asking.AskStanding()))
    for device, path in ((county.keys.id, wire.SYNC_PATH), (branch.keys.id, wire.ASK_PATH)):
        with pytest.raises(Refused):
            desk.answer(office, device, body, wire.sign(county.keys, path, body))
    with pytest.raises(Refused):
        desk.answer(office, branch.keys.id, body, wire.sign(branch.keys, wire.ASK_PATH, body))
    with work.deed(office) as connection:
        devices.enable(connection, ACCOUNTS, str(county.actor), on=False, at=0)
    assert "已停用" in ask(county, asking.AskStanding()).refused
    with work.deed(office) as connection:
        devices.enable(connection, ACCOUNTS, str(county.actor), on=True, at=0)
        devices.enable(connection, DEVICES, str(county.keys.id), on=False, at=0)
    assert "已停用" in ask(county, asking.AskStanding()).refused


def test_a_question_that_comes_twice_is_done_once(office: Office) -> None:
    county, key = enrolled(office, "42"), uuid7()
    code = asking.AskCode(unit_of(office, "42010101").id, "staff", "", 7)
    assert ask(county, code, key=key).refused == ""
    assert "已经做过" in ask(county, code, key=key).refused
    assert len(standing(county, "42010101").parts.codes) == 1


def test_one_person_is_found_by_the_exact_name_and_the_end_of_a_number(office: Office) -> None:
    pc, street = enrolled(office, "42010101"), enrolled(office, "4201")
    anna = lived(pc, "安娜", "420101199003071234", "13812345678")
    lived(pc, "安娜娜", "420101199003071234")
    found = (asking.PersonFound("安娜", "1234", "阳光花园", ("某街道", "东社区"), ""),)
    for sign in ("1234", "071234", "5678", "13812345678"):
        assert answered(street, look(" 安娜 ", sign)) == asking.People(1, found)
    for name, sign in (("安", "1234"), ("安娜", "4321"), ("安娜", "20101"), ("安安", "5678")):
        assert ask(street, look(name, sign)).answer in (None, asking.People(0, ()))
    pc.send(pc.ask(pc.change("person", anna, op="update", name=["安娜", "安妮"])))
    assert answered(street, look("安娜", "1234")).count == 0
    assert answered(street, look("安妮", "1234")).count == 1
    pc.send(pc.ask(pc.change("person", anna, op="update", alive=[True, False])))
    assert answered(street, look("安妮", "5678")).count == 0


def test_the_unit_of_the_person_and_the_county_see_that_it_happened(office: Office) -> None:
    pc, next_door = enrolled(office, "42010101"), enrolled(office, "42010102")
    community, street, county = (enrolled(office, code) for code in ("420101", "4201", "42"))
    anna = lived(pc, "安娜", "420101199003071234")
    answered(street, look("安娜", "1234", note="来电要求答复"))
    answered(street, look("伯恩", "1234"))
    (seen,) = read_all(pc)
    assert (seen["person_id"], seen["asked_unit"], seen["note"]) == (str(anna), "某街道", "来电要求答复")
    assert (seen["asked_by"], seen["reason"], seen["found"]) == ("王书记", "event", 1)
    assert read_all(community) == [seen]
    assert read_all(next_door) == []
    assert len(read_all(street)) == len(read_all(county)) == 2  # nobody found is told to those who asked
    with office.transaction() as connection:
        last = audit.newest(connection, 1)[0]
    assert (last.what, last.detail) == ("a person looked up", f"{street.actor} event 0")


def test_nobody_writes_or_takes_back_what_was_looked_up(office: Office) -> None:
    pc, street = enrolled(office, "42010101"), enrolled(office, "4201")
    lived(pc, "安娜", "420101199003071234")
    answered(street, look("安娜", "1234"))
    row = next(r for r in pc.send(pc.ask(scope=own_scope(pc))).page if r.table == asking.LOOKUP_TABLE)
    gone = pc.change(asking.LOOKUP_TABLE, row.row, op="update", alive=[True, False])
    assert [result.kind for result in pc.send(pc.ask(gone)).results] == ["quarantined"]


def own_scope(pc: Pc) -> bytes:
    return scope_mark(pc.send(pc.ask()).scope or ())


def test_too_many_are_not_shown_and_too_often_is_refused(
    office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST", 2)  # portions
    pc, street = enrolled(office, "42010101"), enrolled(office, "4201")
    for number in range(4):
        lived(pc, "安娜", f"42010119900307{number}234")
    assert answered(street, look("安娜", "234".rjust(4, "1"))) != asking.People(4, ())
    for number in range(4):
        lived(pc, "伯恩", f"4201011990030{number}7234")
    assert answered(street, look("伯恩", "7234")) == asking.People(4, ())
    asked = 2
    while not (told := ask(street, look("安娜", "9999"))).refused:
        asked += 1
    assert asked == lookup.MEASURE[0][1]
    assert "一小时内已经查了" in told.refused
    clock.pass_time(seconds=3601)
    assert ask(street, look("安娜", "9999")).refused == ""


def test_who_looks_sees_the_own_subtree_only(office: Office) -> None:
    with work.deed(office, units=True) as connection:
        tree.add(connection, name="别街道", level="street", code="4202", above="42")
    pc, elsewhere = enrolled(office, "42010101"), enrolled(office, "4202")
    lived(pc, "安娜", "420101199003071234")
    assert answered(elsewhere, look("安娜", "1234")).count == 0
    assert read_all(pc) == []

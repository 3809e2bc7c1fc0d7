"""Load, save, history, undo and the recycle bin, on the household page as people work with it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.catalog import REGISTERS
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts import service as contacts
from desktop.registers.people.model import Household, Membership, Person
from desktop.standard.history import Event, history, restore_value
from desktop.standard.load import Line, Loaded, load
from desktop.standard.save import Stale, save
from desktop.standard.tables import ImportBatch, ImportMark
from desktop.standard.undo import Undone, undo
from desktop.store.journal import Change
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.standard.conftest import BY_NAME, Desk

HOUSEHOLDS, PEOPLE, DWELLINGS = BY_NAME["households"], BY_NAME["people"], BY_NAME["dwellings"]


def loaded(desk: Desk, record_id: UUID, register: str = "households") -> Loaded:
    with desk.profile.store.read() as session:
        return load(session, desk.profile.actor, BY_NAME[register], record_id)


def events(desk: Desk, record_id: UUID, register: str = "households") -> tuple[Event, ...]:
    with desk.profile.store.read() as session:
        return history(
            session, desk.profile.actor, BY_NAME[register], record_id, catalog=REGISTERS, today=TODAY
        )  # fmt: skip


def take_back(desk: Desk, **which: UUID) -> Undone:
    with desk.profile.store.write(USER_ID, "households.undo") as session:
        return undo(session, desk.profile.actor, **which)


class TestSaving:
    def test_what_was_saved_is_what_is_loaded(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎", "林小雨")
        page = loaded(desk, record_id)
        assert (page.values["door"], page.values["head_name"], page.label) == ("3-2-501", "林𬭎", "3-2-501 林𬭎")
        assert [line.values["name"] for line in page.children["members"]] == ["林𬭎", "林小雨"]
        assert (page.saved_at, page.saved_by) == (desk.profile.clock.now_ms(), "王书记")

    def test_a_plain_register_loads_and_saves_its_declared_fields(self, desk: Desk) -> None:
        desk.household("3-2-501", "林𬭎")
        with desk.profile.store.read() as session:
            door_id = session.query(Dwelling).one().id
        saved = desk.save("dwellings", door_id, tenure="let", owner_name="单志刚")
        assert (saved.label, saved.changed) == ("3-2-501", 1)
        assert loaded(desk, door_id, "dwellings").values["tenure"] == "let"
        made = desk.save("buildings", number="9", name="9号楼", compound_id=desk.profile.compound_id, sort="09")
        assert made.label == "9号楼"

    def test_saving_what_stands_writes_nothing(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        page = loaded(desk, record_id)
        again = desk.save("households", record_id, version=page.version, **page.values)
        assert again.changed == 0

    def test_rules_refuse_before_anything_is_kept(self, desk: Desk) -> None:
        with pytest.raises(UserError) as told:
            desk.save("people", name="")
        assert told.value.field == "name"
        with desk.profile.store.read() as session:
            assert session.query(Person).count() == 0

    def test_two_who_change_different_fields_both_win(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        version = loaded(desk, record_id).version
        desk.save("households", record_id, remark="门铃坏了", version=version)
        desk.save("households", record_id, by_phone=True, version=version)
        values = loaded(desk, record_id).values
        assert (values["remark"], values["by_phone"]) == ("门铃坏了", True)

    def test_two_who_change_the_same_field_are_shown_each_other(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        version = loaded(desk, record_id).version
        desk.save("households", record_id, remark="门铃坏了", version=version)
        with pytest.raises(Stale, match="还没有保存") as told:
            desk.save("households", record_id, remark="有狗", version=version)
        assert told.value.theirs == {"remark": "门铃坏了"}
        desk.save("households", record_id, remark="门铃坏了", version=version)
        newest = loaded(desk, record_id).version
        desk.save("households", record_id, remark="有狗", version=newest)

    def test_fields_of_one_group_clash_as_one(self, desk: Desk) -> None:
        person = desk.save("people", name="林𬭎")
        version = loaded(desk, person.id, "people").version
        desk.save("people", person.id, notice_version="1", version=version)
        with pytest.raises(Stale):
            desk.save("people", person.id, notice_on=TODAY, version=version)

    def test_a_record_of_another_unit_is_not_there(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        stranger = replace(desk.profile.actor, scope=frozenset({uuid7()}))
        for deed in (
            lambda session: load(session, stranger, HOUSEHOLDS, record_id),
            lambda session: save(session, stranger, HOUSEHOLDS, record_id, values={}),
            lambda session: history(session, stranger, HOUSEHOLDS, record_id, catalog=REGISTERS, today=TODAY),
        ):
            with (
                desk.profile.store.write(USER_ID, "households.save") as session,
                pytest.raises(UserError, match="没有找到这条记录"),
            ):
                deed(session)

    def test_lines_of_a_plain_child_are_added_changed_and_taken_away(self, desk: Desk) -> None:
        """As the standard verb does it for a register without a service of its own."""
        plain = replace(PEOPLE, load=None, save=None, fields=PEOPLE.fields[:1])
        with desk.profile.store.write(USER_ID, "people.save") as session:
            made = save(
                session, desk.profile.actor, plain, None, values={"name": "林𬭎"},
                children={"phones": [Line(None, {"number": "17000000001"}), Line(None, {"number": "1"}, gone=True)]},
            )  # fmt: skip
        with desk.profile.store.read() as session:
            (line,) = load(session, desk.profile.actor, plain, made.id).children["phones"]
        assert line.values == {"number": "17000000001", "kind": None}
        for said, wanted in (
            (Line(line.id, {"number": "17000000002", "kind": None}), ["17000000002"]),
            (Line(line.id, {}, gone=True), []),
        ):
            with desk.profile.store.write(USER_ID, "people.save") as session:
                save(session, desk.profile.actor, plain, made.id, values={"name": "林𬭎"}, children={"phones": [said]})
            with desk.profile.store.read() as session:
                phones = load(session, desk.profile.actor, plain, made.id).children["phones"]
            assert [phone.values["number"] for phone in phones] == wanted


class TestHistory:
    def test_it_tells_who_when_and_what_in_words(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        desk.profile.clock.pass_time(days=1)
        desk.save("households", record_id, tenure="let", by_phone=True)
        newest, first = events(desk, record_id)
        assert (newest.by, newest.action, newest.at) == ("王书记", "住户 · 修改", desk.profile.clock.now_ms())
        assert {(line.title, line.old, line.new) for line in newest.lines} == {
            ("房屋性质", "", "出租"), ("只打电话不上门", "", "有"),
        }  # fmt: skip
        assert {line.title for line in first.lines} >= {"姓名", "与户主关系"}
        assert not {line.title for event in (newest, first) for line in event.lines} & {"unit_id", "alive", ""}

    def test_a_reference_is_told_by_its_name_and_the_bin_by_its_word(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        with desk.profile.store.write(USER_ID, "people.save") as session:
            person = session.query(Person).one()
            session.add(Membership(unit_id=UNIT_ID, person_id=person.id, kind="branch"))
        with desk.profile.store.write(USER_ID, "contacts.assign") as session:
            contacts.assign(
                session, desk.profile.actor, [record_id], member_id=person.id, on=TODAY - timedelta(days=9)
            )  # fmt: skip
        with desk.profile.store.write(USER_ID, "people.retire") as session:
            session.get_one(Person, person.id).alive = False
        gone, linked, *_rest = events(desk, record_id)
        assert ("联户党员", "", "林𬭎") in {(line.title, line.old, line.new) for line in linked.lines}
        assert [(line.old, line.new) for line in gone.lines] == [("在册", "已移走")]

    def test_a_deed_of_the_program_and_an_action_have_names(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        with desk.profile.store.write(uuid7(), "households.move_out") as session:
            session.get_one(Household, record_id).remark = "x"
        newest = events(desk, record_id)[0]
        assert (newest.by, newest.action) == ("", "搬出")

    def test_a_single_value_is_put_back(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        desk.save("households", record_id, remark="甲")
        desk.save("households", record_id, remark="乙")
        (line,) = events(desk, record_id)[0].lines
        with desk.profile.store.write(USER_ID, "households.restore_value") as session:
            assert restore_value(session, desk.profile.actor, change_id=line.change_id, field="remark") == record_id
        assert loaded(desk, record_id).values["remark"] == "甲"
        assert events(desk, record_id)[0].action == "住户 · 恢复此值"

    def test_there_is_nothing_before_the_beginning_and_nothing_outside_the_scope(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        desk.save("households", record_id, remark="甲")
        newest, first = events(desk, record_id)
        stranger = replace(desk.profile.actor, scope=frozenset())
        with desk.profile.store.write(USER_ID, "households.restore_value") as session:
            with pytest.raises(UserError, match="没有更早的值"):
                restore_value(session, desk.profile.actor, change_id=first.lines[0].change_id, field="name")
            with pytest.raises(UserError, match="不归本单位管"):
                restore_value(session, stranger, change_id=newest.lines[0].change_id, field="remark")


class TestUndo:
    def test_a_deed_is_taken_back_and_done_again(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        with desk.profile.store.write(USER_ID, "households.save") as session:
            save(session, desk.profile.actor, HOUSEHOLDS, record_id, values={"remark": "甲", "tenure": "let"})
        tx = session.info["changes"].tx
        assert take_back(desk, tx=tx) == Undone(2, ())
        values = loaded(desk, record_id).values
        assert (values["remark"], values["tenure"]) == ("", None)
        with desk.profile.store.read() as session:
            undone = session.query(Change).filter(Change.action == "households.undo").first()
        take_back(desk, tx=undone.tx)
        assert loaded(desk, record_id).values["remark"] == "甲"

    def test_a_new_record_goes_to_the_bin_and_comes_back(self, desk: Desk) -> None:
        with desk.profile.store.write(USER_ID, "people.save") as session:
            made = save(session, desk.profile.actor, PEOPLE, None, values={"name": "林𬭎"})
        take_back(desk, tx=session.info["changes"].tx)
        with desk.profile.store.read() as session:
            assert session.get_one(Person, made.id).alive is False
            undone = session.query(Change).filter(Change.action == "households.undo").first()
        take_back(desk, tx=undone.tx)
        with desk.profile.store.read() as session:
            assert session.get_one(Person, made.id).alive is True

    def test_deeds_are_taken_back_one_after_the_other_down_to_the_first(self, desk: Desk) -> None:
        with desk.profile.store.write(USER_ID, "people.save") as session:
            made = save(session, desk.profile.actor, PEOPLE, None, values={"name": "林𬭎"})
        first = session.info["changes"].tx
        with desk.profile.store.write(USER_ID, "people.save") as session:
            save(session, desk.profile.actor, PEOPLE, made.id, values={"remark": "甲"})
        second = session.info["changes"].tx
        assert [take_back(desk, tx=tx).kept for tx in (second, first)] == [(), ()]
        with desk.profile.store.read() as session:
            assert session.get_one(Person, made.id).alive is False

    def test_what_somebody_changed_since_stays_and_is_told(self, desk: Desk) -> None:
        record_id = desk.household("3-2-501", "林𬭎")
        with desk.profile.store.write(USER_ID, "households.save") as session:
            save(session, desk.profile.actor, HOUSEHOLDS, record_id, values={"remark": "甲", "tenure": "let"})
        tx = session.info["changes"].tx
        desk.save("households", record_id, remark="乙")
        told = take_back(desk, tx=tx)
        assert told.changed == 1
        assert told.kept == (("household", record_id),)
        values = loaded(desk, record_id).values
        assert (values["remark"], values["tenure"]) == ("乙", None)

    def test_a_new_record_that_was_worked_on_since_stays(self, desk: Desk) -> None:
        with desk.profile.store.write(USER_ID, "people.save") as session:
            made = save(session, desk.profile.actor, PEOPLE, None, values={"name": "林𬭎"})
        tx = session.info["changes"].tx
        desk.save("people", made.id, employer="县医院")
        assert take_back(desk, tx=tx) == Undone(0, (("person", made.id),))

    def test_a_batch_goes_back_whole_and_its_open_questions_with_it(self, desk: Desk) -> None:
        batch = uuid7()
        with desk.profile.store.write(USER_ID, "households.import", batch=batch) as session:
            for door in ("1-1-101", "1-1-102"):
                session.info["deed"].next_tx(door)
                save(session, desk.profile.actor, HOUSEHOLDS, None, values={"door": door, "head_name": "林弘"})
            session.add(
                ImportBatch(
                    id=batch, file_name="x.xlsx", sheet="1", sha256="", register="households", counts=b"{}",
                    actor=USER_ID, at=0,
                )
            )  # fmt: skip
            session.add(
                ImportMark(batch=batch, table_name="person", row_id=uuid7(), field="born", place="", raw="", problem="")
            )
        assert take_back(desk, batch=batch).kept == ()
        with desk.profile.store.read() as session:
            assert session.query(Household).filter(Household.alive).count() == 0
            assert session.get_one(ImportBatch, batch).undone_at == desk.profile.clock.now_ms()
            assert session.query(ImportMark).one().settled_at == desk.profile.clock.now_ms()

    def test_there_is_nothing_to_undo_and_nothing_of_others(self, desk: Desk) -> None:
        with pytest.raises(UserError, match="没有可以撤销的操作"):
            take_back(desk, tx=uuid7())
        desk.household("3-2-501", "林𬭎")
        with desk.profile.store.read() as session:
            tx = session.query(Change).order_by(Change.n.desc()).first().tx
        stranger = replace(desk.profile.actor, scope=frozenset())
        with desk.profile.store.write(USER_ID, "x.undo") as session, pytest.raises(UserError, match="不归本单位管"):
            undo(session, stranger, tx=tx)

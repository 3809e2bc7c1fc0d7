"""The letter promises: all that is held, each adult on a sheet of their own, none for the dead or those who left."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from desktop.base.errors import UserError
from desktop.printing.preview import page_count
from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.forms.letter_facts import Cover, Own, collect
from desktop.registers.people.model import Household, Person
from desktop.standard import wording
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import RARE, Village, add_homes, printed, words


def letter(village: Village, *ids: UUID) -> tuple[Cover, list[Own]]:
    with village.profile.store.read() as session:
        made = collect(session, village.profile.actor, ids or [village.full], today=TODAY)
    cover, *own = made
    assert isinstance(cover, Cover)
    return cover, [each for each in own if isinstance(each, Own)]


def change(village: Village, name: str, **values: object) -> None:
    with village.profile.store.write(USER_ID, "people.save") as session:
        person = session.query(Person).filter(Person.name == name).one()
        for key, value in values.items():
            setattr(person, key, value)


def test_the_household_sheet_holds_nothing_of_a_single_person_but_name_and_relation(village: Village) -> None:
    cover, _own = letter(village)
    said = str((cover.held, cover.people))
    assert (RARE, "户主") in cover.people
    assert not [part for part in ("0014", "170****", "县第一中学", "听力", "63") if part in said]


def test_every_adult_has_a_sheet_of_their_own_and_a_minor_stands_with_the_first(village: Village) -> None:
    _cover, own = letter(village)
    assert [[about.name for about in sheet.about] for sheet in own] == [[RARE, "单晓"], ["周兰"], ["欧阳仇"]]
    assert own[0].about[1].minor == "未满十四周岁，请监护人核对并签字"
    zhou = str(own[1])
    assert not [part for part in (RARE, "0014", "听力") if part in zhou.replace(own[1].headline, "")]


def test_a_youth_is_looked_at_together_with_a_guardian(village: Village) -> None:
    change(village, "欧阳仇", born=PartialDay(2010, 5, 1))
    _cover, own = letter(village)
    assert own[0].about[1].minor == "未成年，请监护人一起核对"


def test_numbers_are_masked_and_birth_dates_are_not_beside_them(village: Village) -> None:
    said = words(printed(village, "households", "confirm-letter", [village.full]))
    assert "170****7800" in said
    assert "0014" in said
    assert not [part for part in ("17034567800", "990101196204090014", "1962-04", "1962年4月") if part in said]


def test_it_is_the_privacy_notice_too_with_its_version_and_a_slip_with_the_code(village: Village) -> None:
    said = words(printed(village, "households", "confirm-letter", [village.full])).replace("\n", "")
    for part in ("谁在处理", "为什么登记", "登记什么", "保存多久", "可以要求", "0536-5551234", "0536-5555678"):
        assert part in said
    assert "个人信息告知书（2026-01 版）" in said
    assert "回执" in said
    assert "短码 K-" in said


def test_a_branch_without_telephones_gets_lines_to_write_them_on(village: Village) -> None:
    from desktop.access.unit import Unit
    from tests.factories.profile import UNIT_ID

    with village.profile.store.write(USER_ID, "units.save") as session:
        session.get_one(Unit, UNIT_ID).phone = ""
    cover, _own = letter(village)
    assert "联系电话 ＿＿＿＿＿＿" in dict(cover.texts)["who"]


def test_the_dead_are_not_written_to_nor_spoken_of(village: Village) -> None:
    change(village, RARE, died_on=PartialDay(2026, 2, 1))
    cover, own = letter(village)
    assert cover.addressee == "周兰"
    assert RARE not in str((cover.people, own))


def test_those_who_moved_out_and_empty_homes_get_no_letter(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Household, village.full).ended_on = date(2026, 3, 1)
        home = session.get_one(Household, village.empty)
        session.get_one(Dwelling, home.dwelling_id).tenure = "vacant"
    with pytest.raises(UserError, match="没有信息核对函可以打印"):
        letter(village, village.full, village.empty, uuid4())


def test_a_home_of_which_nobody_is_known_is_asked_who_lives_there(village: Village) -> None:
    cover, own = letter(village, village.empty)
    assert (cover.addressee, cover.people, own) == ("某户", (), [])
    assert page_count(printed(village, "households", "confirm-letter", [village.empty])) == 2


def test_a_household_of_minors_only_is_written_to_whoever_looks_after_them(village: Village) -> None:
    for name in (RARE, "周兰", "欧阳仇"):
        change(village, name, died_on=PartialDay(2026, 2, 1))
    cover, own = letter(village)
    assert [[about.name for about in sheet.about] for sheet in own] == [["单晓"]]
    assert own[0].record_id == cover.record_id
    assert "监护人签字" in words(printed(village, "households", "confirm-letter", [village.full]))


def test_the_code_of_each_sheet_opens_what_it_is_about(village: Village) -> None:
    cover, own = letter(village)
    assert (cover.register, cover.record_id) == ("households", village.full)
    assert {sheet.register for sheet in own} == {"people"}


def test_the_notice_says_what_the_branch_settled(village: Village) -> None:
    with village.profile.store.write(USER_ID, "wording.settle") as session:
        texts = {"purpose": "为什么登记：只为走访。"}
        wording.settle(session, village.profile.actor, "confirm-letter", texts=texts)
    said = words(printed(village, "households", "confirm-letter", [village.empty])).replace("\n", "")
    assert "个人信息告知书（2026-03-10-A1 版）" in said
    assert "为什么登记：只为走访。" in said


def test_both_sides_put_no_adult_on_the_back_of_another(village: Village) -> None:
    pages = words(printed(village, "households", "confirm-letter", [village.full], both_sides=True)).split("——")
    # household on one leaf, the head with the child on the next, then an empty back behind each of the others
    assert [bool(page.strip()) for page in pages] == [True, True, True, True, True, False, True, False]


def test_a_hundred_letters_come_in_order_household_by_household(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        many = add_homes(session, 100, members=2)
    with village.profile.store.read() as session:
        made = collect(session, village.profile.actor, [*reversed(many)], today=TODAY)
    assert [sheet.record_id for sheet in made if isinstance(sheet, Cover)] == [*reversed(many)]
    assert len(made) == 300

"""Registering a resident by hand: who is registered already is said in passing, and nobody is kept from saving."""

from desktop.registers.people.model import Person
from desktop.values.partial_day import PartialDay
from tests.screens.conftest import Office, Open


def put(office: Office, **texts: str) -> None:
    for name, text in texts.items():
        office.page.form.cells[name].editor.line.setText(text)
    office.settle()


def test_who_is_registered_already_is_named_with_a_way_there_and_blocks_nothing(open_office: Open) -> None:
    office = open_office()
    with office.village.profile.store.write(office.desk.actor.id, "people.save") as session:
        session.get_one(Person, office.village.members["周兰"]).born = PartialDay(1975, 3, 2)
    office.go("people.new")
    page, bar = office.page, office.page.parts.fact_bar
    put(office, name="周兰")
    assert bar.isHidden()
    put(office, born="1975-03-02")
    assert bar.sentence.text() == "已经登记过同名、同一出生日期的居民："
    assert [link.text() for link in bar.links()] == ["看 周兰（1-1-301）"]
    put(office, name="周岚")
    assert bar.isHidden()
    put(office, name="周兰")
    bar.links()[0].click()
    office.settle()
    assert office.here == ("people", office.village.members["周兰"])
    page.save()
    office.settle()
    assert office.said[-1].startswith("已新增：周兰")

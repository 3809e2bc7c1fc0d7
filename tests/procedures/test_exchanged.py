"""What is exchanged: the words used for it name real tables and fields, and rows that make no sense are told."""

import pytest

import desktop.catalog  # noqa: F401 - maps every table
from desktop.procedures.exchanged import FOR_OFFICES, FOR_UNITS, NATURAL, row_rule, shape
from desktop.store.record import staying

WHOLE = {"unit_id": "018f0000-0000-7000-8000-000000000001", "name": "安娜", "alive": True}


def test_every_name_is_one_of_a_table_or_a_field() -> None:
    tables = shape()
    assert set(tables) >= FOR_UNITS | FOR_OFFICES
    assert not FOR_UNITS & FOR_OFFICES
    assert [
        (table, name) for table, names in NATURAL.items() for name in names if name not in tables[table].groups
    ] == []


def test_residents_are_for_those_who_may_hold_them() -> None:
    tables = shape()
    assert {tables[name].audience for name in ("person", "household", "phone", "visit")} == {"residents"}
    assert tables["attachment"].audience == "own"
    assert {tables[name].audience for name in ("unit", "organisation", "wording_version")} == {"units"}


def test_money_and_its_papers_are_not_published_down() -> None:
    tables = shape()
    assert {table.audience for name, table in tables.items() if name.startswith("venue")} == {"offices"}


def test_care_needs_stay_where_their_key_is() -> None:
    assert {name for name, table in shape().items() if table.audience == "nobody"} == {"care_need"} == staying()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (WHOLE, ""),
        ({**WHOLE, "of_a_newer_schema": 3}, ""),
        ({"unit_id": WHOLE["unit_id"]}, "name is missing"),
        ({**WHOLE, "unit_id": "x"}, "unit_id is not what it should be"),
        ({**WHOLE, "name": 7}, "name is of another kind"),
        ({**WHOLE, "died_on": "32nd"}, "died_on is not what it should be"),
    ],
)
def test_a_row_that_makes_no_sense_is_told(values: dict[str, object], said: str) -> None:
    assert row_rule("person", values) == said


def test_a_table_of_a_newer_program_is_kept() -> None:
    assert row_rule("of_a_newer_program", {"x": 1}) == ""

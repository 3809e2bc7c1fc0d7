"""Doors are named, sorted and counted by storey as people walk past them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values import door
from desktop.values.door import Door


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("3-2-501", "3号楼2单元501"),
        ("3-501", "3号楼501"),
        ("A座1203", "A座1203"),
        ("A1-2-301", "A1座2单元301"),
        ("底商5号", "底商5"),
        ("2期3-2-501", "2期3号楼2单元501"),
        ("甲3-2-501", "甲3号楼2单元501"),
    ],
)
def test_a_door_is_named_in_words_that_read_back(written: str, words: str) -> None:
    found = door.parse(written)
    assert str(found) == words
    assert door.parse(words) == found


def test_buildings_and_stairwells_have_labels() -> None:
    assert [door.building_label(name) for name in ("3", "A", "综合楼", "")] == ["3号楼", "A座", "综合楼", ""]
    assert [door.stairwell_label(name) for name in ("2", "东", "")] == ["2单元", "东单元", ""]


@pytest.mark.parametrize(
    ("room", "storey"),
    [
        ("501", 5),
        ("1203", 12),
        ("3301", 33),
        ("101", 1),
        ("501A", 5),
        ("501东", 5),
        ("302-1", 3),
        ("601阁楼", 6),
        ("B101", -1),
        ("B1201", 12),
        ("-201", -2),
        ("12", None),
        ("1", None),
        ("001", None),
        ("底商5", None),
        ("5东", None),
        ("10501", None),
        ("", None),
    ],
)
def test_the_room_number_tells_the_storey_or_nothing(room: str, storey: int | None) -> None:
    assert door.floor(room) == storey
    assert Door("3", "2", room).floor == storey


def test_doors_sort_as_people_walk() -> None:
    walk = ["2-1-101", "2-1-102", "2-1-201", "2-1-1001", "2-2-101", "3-底商5", "10-1-101", "A-101", "车库2", "车库12"]
    shuffled = [*walk[5:], *walk[:5]]
    assert sorted(shuffled, key=lambda text: door.parse(text).natural_key) == walk


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_numbers_sort_as_numbers(one: int, other: int) -> None:
    assert (door.natural_key(f"房{one}") < door.natural_key(f"房{other}")) == (one < other)


def test_a_letter_sorts_behind_its_bare_number() -> None:
    assert door.natural_key("10") < door.natural_key("10A") < door.natural_key("11")

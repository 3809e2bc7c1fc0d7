"""本页查找 finds in lists without an index what a person sees in them, and initials of the names."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.catalog import REGISTERS
from desktop.search.pinyin import sort_key
from desktop.spec import Column
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.plain_find import initials
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

BY_NAME = {register.name: register for register in REGISTERS}


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    folder: Path = tmp_path_factory.mktemp("find")
    made = make_compound(folder)
    yield made
    made.profile.close()


def found(village: Village, register: str, text: str) -> int:
    with village.profile.store.read() as session:
        said = Query(text=text)
        return listing.count(session, village.actor, BY_NAME[register], query=said, today=TODAY).filtered


@pytest.mark.parametrize(
    ("register", "text", "count"),
    [
        ("contacts", "胡强", 4),
        ("contacts", "hq", 4),
        ("contacts", "HQ", 4),
        ("contacts", "1-1-30", 2),
        ("contacts", "hq 周", 1),
        ("contacts", "hq 吴", 0),
        ("contacts", "小区直联", 8),
        ("contacts", "%", 0),
        ("contacts", "_", 0),
        ("contacts", "zz", 0),
        ("contacts", "zl", 1),
        ("visits", "zl", 1),
        ("visits", "hq", 8),
        ("visits", "qh", 0),
        ("visits", "周兰", 1),
        ("visits", "家里都好", 8),
        ("visits", "2026-03", 1),
        ("dwellings", "1-1-3", 2),
        ("dwellings", "zl", 0),
        ("buildings", "2号", 1),
        ("units", "第一", 1),
    ],
)
def test_every_word_stands_somewhere_in_the_row(village: Village, register: str, text: str, count: int) -> None:
    assert found(village, register, text) == count


@pytest.mark.parametrize(
    ("key", "letters"),
    [(sort_key("胡强"), "hq"), (sort_key("万俟雪宇"), "mqxy"), ("0001-0001-0301", ""), ("", "")],
)
def test_a_sort_key_tells_its_initials(key: str, letters: str) -> None:
    assert initials(key)[: len(letters) or None] == letters


def test_a_column_sorted_by_a_number_has_no_initials(village: Village) -> None:
    by_day = replace(BY_NAME["visits"], columns=(Column("said", "谈话要点", sort=("day_sort",)),))
    with village.profile.store.read() as session:
        counts = listing.count(session, village.actor, by_day, query=Query(text="jl"), today=TODAY)
    assert counts.filtered == 0

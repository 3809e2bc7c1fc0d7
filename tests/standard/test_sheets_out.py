"""Sheets to be filled by hand are kept in mind when they are printed, found by what stands on them, and closed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.standard import by_code, sheets_out
from desktop.standard.sheets_out import PLACE, SheetOut
from tests.factories.compound import Village, make_compound
from tests.factories.profile import USER_ID
from tests.factories.sheets import MONTH, RECORD, doors, print_sheet, sheet_ids


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def sheet(village: Village, at: int = 0) -> SheetOut:
    with village.profile.store.read() as session:
        return sheets_out.sheet_in_scope(session, village.actor, sheet_ids(village)[at])


def rows(village: Village, at: int = 0) -> list[tuple[int, UUID]]:
    with village.profile.store.read() as session:
        return [(row.place, row.record_id) for row in sheets_out.rows_of(session, sheet_ids(village)[at])]


def found(village: Village, text: str) -> list[tuple[str, UUID]]:
    with village.profile.store.read() as session:
        return [(hit.kind, hit.id) for hit in by_code.hits(session, village.actor, text, catalog=REGISTERS)]


def test_a_list_is_kept_with_its_number_and_its_rows_in_printed_order(village: Village) -> None:
    print_sheet(village, doors(village, "2-1-101", "1-1-301", "1-1-101"))
    kept = sheet(village)
    assert (kept.number, kept.form, kept.register, kept.about) == (
        "20260310-001", "visit-list", "households", "1号楼 等 2 栋",
    )  # fmt: skip
    assert rows(village) == list(enumerate(doors(village, "1-1-301", "1-1-101", "2-1-101"), start=1))
    assert sheets_out.words(kept) == "走访名单 20260310-001 · 1号楼 等 2 栋"


def test_each_sheet_of_a_print_has_a_number_of_its_own_that_stands_on_it(village: Village) -> None:
    said = print_sheet(village, list(village.members.values()), MONTH)
    assert [sheet(village, at).number for at in (0, 1)] == ["20260310-001/1", "20260310-001/2"]
    assert "20260310-001/1" in said
    assert "20260310-001/2" in said


def test_a_sheet_about_one_household_has_it_as_its_only_row(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"), RECORD)
    assert rows(village) == [(1, village.homes["1-1-301"])]
    assert sheet(village).register == "households"


@pytest.mark.parametrize("typed", ["20260310-001", "２０２６０３１０－００１", "20260310001", " 20260310-001 "])
def test_the_number_opens_the_sheet_however_it_is_typed(village: Village, typed: str) -> None:
    print_sheet(village, doors(village))
    assert found(village, typed) == [(PLACE, sheet_ids(village)[0])]


def test_the_number_of_one_of_many_sheets_opens_that_one(village: Village) -> None:
    print_sheet(village, list(village.members.values()), MONTH)
    assert found(village, "20260310-001/2") == [(PLACE, sheet_ids(village)[1])]
    assert found(village, "20260310-009") == []


def test_the_code_of_a_sheet_opens_it_and_the_code_of_a_row_offers_the_sheet_first(village: Village) -> None:
    said = print_sheet(village, doors(village, "1-1-301"))
    on_top, row = dict.fromkeys(re.findall(r"V-\w{5}-\w", said))
    home = village.homes["1-1-301"]
    if len(found(village, on_top)) == 2:
        on_top, row = row, on_top
    assert found(village, on_top) == [(PLACE, sheet_ids(village)[0])]
    assert found(village, row) == [(PLACE, sheet_ids(village)[0]), ("households", home)]


def test_a_row_of_a_sheet_that_was_closed_leads_to_its_household_alone(village: Village) -> None:
    said = print_sheet(village, doors(village, "1-1-301"))
    with village.profile.store.write(USER_ID, "contacts.close_sheet") as session:
        assert sheets_out.close(session, village.actor, sheet_ids(village), how="void", at=7) == 1
    kinds = {tuple(kind for kind, _id in found(village, code)) for code in re.findall(r"V-\w{5}-\w", said)}
    assert kinds == {(PLACE,), ("households",)}


def test_a_closed_sheet_can_be_put_back(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"))
    for how, at in (("blank", 7), ("", None)):
        with village.profile.store.write(USER_ID, "contacts.close_sheet") as session:
            assert sheets_out.close(session, village.actor, sheet_ids(village), how=how, at=7) == 1  # type: ignore[arg-type]
        assert (sheet(village).closed, sheet(village).closed_at) == (how, at)


def test_a_sheet_of_another_unit_is_not_found_and_a_reader_closes_none(village: Village) -> None:
    print_sheet(village, doors(village, "1-1-301"))
    stranger, reader = replace(village.actor, scope=frozenset()), replace(village.actor, role="reader")
    with village.profile.store.read() as session:
        with pytest.raises(UserError, match="没有找到这张表"):
            sheets_out.sheet_in_scope(session, stranger, sheet_ids(village)[0])
        with pytest.raises(UserError, match="没有做这一步的权限"):
            sheets_out.close(session, reader, sheet_ids(village), how="void", at=7)

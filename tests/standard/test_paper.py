"""What printing promises whatever the form: a number and a line in the log, codes that open, no print by halves."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.access.unit import Unit
from desktop.base.errors import Cancelled, UserError
from desktop.base.ids import uuid7
from desktop.printing.blocks import Card, Cards, Paragraph
from desktop.printing.page import Offset
from desktop.printing.pen import Missing
from desktop.printing.preview import page_count, page_text
from desktop.registers.units.register import UNITS
from desktop.spec import Form
from desktop.standard import looks, paper, short_codes
from desktop.standard.subject import Subject
from desktop.standard.tables import PaperCode
from tests.factories.profile import UNIT_ID, USER_ID, Profile, make_profile

UNDRAWN = "张\U0002ebf0"  # Extension I: in no free font yet
FIRST, SECOND = UUID(int=1), UUID(int=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip(Subject):
    words: str = "内容"


def collect(
    _session: object, _actor: object, ids: Sequence[UUID], *, today: date, words: str = "内容"
) -> list[Subject]:
    return [
        Slip(register="units", record_id=each, unit_id=UNIT_ID, headline="甲户", words=f"{words}{today.year}")
        for each in ids
    ]


def draw(slip: Slip) -> list[Any]:
    return [Paragraph(slip.words)]


SLIP = Form("slip", "便条", collect, draw, code="S")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


def print_slip(profile: Profile, *ids: UUID, form: Form = SLIP, **options: Any) -> tuple[paper.Printed, bytes]:
    out = io.BytesIO()
    done = paper.print_form(
        profile.store, profile.actor, UNITS, form, ids=ids or (FIRST,), out=out, clock=profile.clock, **options
    )
    return done, out.getvalue()


def codes(pdf: bytes, page: int) -> set[str]:
    """The short codes that stand on a page."""
    return set(re.findall(r"[SC]-\w{5}-\w", page_text(pdf, page)))


def logged(profile: Profile) -> list[tuple[str, str, str, int, UUID | None]]:
    with profile.store.read() as session:
        return [(each.number, each.kind, each.what, each.count, each.record_id) for each in looks.looks(session)]


def test_a_print_is_a_numbered_line_in_the_log_and_the_number_stands_on_the_page(profile: Profile) -> None:
    done, pdf = print_slip(profile)
    assert logged(profile) == [("20260310-001", "print", "便条", 1, FIRST)]
    said = page_text(pdf, 0)
    assert done.number == "20260310-001"
    assert "编号：20260310-001" in said
    assert "打印人：王书记" in said
    assert "内容2026" in said


def test_a_print_of_many_counts_them_and_names_none(profile: Profile) -> None:
    done, pdf = print_slip(profile, FIRST, SECOND)
    assert logged(profile)[0][3:] == (2, None)
    assert done.pages == page_count(pdf) == 2


def test_a_record_keeps_its_code_and_the_code_opens_it_however_it_is_typed(profile: Profile) -> None:
    _done, first = print_slip(profile, FIRST, SECOND)
    _done, again = print_slip(profile, SECOND, FIRST)
    (code,) = {*codes(first, 0), *codes(again, 1)}
    with profile.store.read() as session:
        assert len(session.scalars(select(PaperCode)).all()) == 2
        for typed in (code, code.lower().replace("-", " "), code.replace("0", "O")):
            assert short_codes.open_code(session, profile.actor, typed) == short_codes.Opened("units", FIRST, "slip")


def test_paper_of_another_computer_is_told(profile: Profile) -> None:
    with profile.store.read() as session, pytest.raises(UserError, match="不是在这台电脑上打印的"):
        short_codes.open_code(session, profile.actor, short_codes.short_code.encode("S", 7))
    print_slip(profile)
    with profile.store.read() as session, pytest.raises(UserError, match="不是在这台电脑上打印的"):
        short_codes.open_code(session, profile.actor, short_codes.short_code.encode("H", 1))


def test_a_form_without_a_letter_prints_and_keeps_no_code(profile: Profile) -> None:
    _done, pdf = print_slip(profile, form=replace(SLIP, code=""))
    assert "S-" not in page_text(pdf, 0)
    with profile.store.read() as session:
        assert session.scalars(select(PaperCode)).all() == []


def test_each_card_of_a_sheet_has_a_code_of_its_own(profile: Profile) -> None:
    def together(*_given: object, today: date) -> list[Subject]:
        return [Subject(parts=(Slip(register="units", record_id=FIRST), Slip(register="units", record_id=SECOND)))]

    def on_cards(sheet: Subject) -> list[Any]:
        return [Cards([Card((Paragraph(part.code),), qr=part.code) for part in sheet.parts])]

    _done, pdf = print_slip(profile, form=Form("cards", "卡", together, on_cards, code="C"))
    assert len(codes(pdf, 0)) == 2


def test_the_unit_and_its_chain_of_command_stand_at_the_top(profile: Profile) -> None:
    with profile.store.write(USER_ID, "units.save") as session:
        unit = session.get_one(Unit, UNIT_ID)
        unit.above, unit.branch_name = "某县/某街道/某社区", "阳光花园小区党支部"
    _done, pdf = print_slip(profile, filter_text="筛选：无")
    said = page_text(pdf, 0)
    assert "阳光花园小区党支部　某县某街道某社区第一网格" in said
    assert "甲户" in said
    assert "筛选：无" not in said


def test_what_a_form_is_given_reaches_it(profile: Profile) -> None:
    _done, pdf = print_slip(profile, given={"words": "恢复"})
    assert "恢复2026" in page_text(pdf, 0)


def test_both_sides_start_each_sheet_on_a_leaf_of_its_own_and_an_offset_moves_it(profile: Profile) -> None:
    _done, pdf = print_slip(profile, FIRST, SECOND, both_sides=True, offset=Offset(2, 3))
    assert page_count(pdf) == 4


def test_characters_that_no_font_draws_are_told_before_anything_is_printed(profile: Profile) -> None:
    told: list[tuple[Missing, ...]] = []
    done, _pdf = print_slip(profile, given={"words": UNDRAWN}, on_missing=told.append)
    assert told == [(Missing(f"{UNDRAWN}2026", "\U0002ebf0"),)]
    assert done.missing


def test_a_print_given_up_over_such_a_name_leaves_neither_file_nor_log(profile: Profile, tmp_path: Path) -> None:
    def give_up(_missing: object) -> None:
        raise Cancelled

    target = tmp_path / "便条.pdf"
    with pytest.raises(Cancelled):
        paper.print_form(
            profile.store, profile.actor, UNITS, SLIP, ids=(FIRST,), out=target, clock=profile.clock,
            given={"words": UNDRAWN}, on_missing=give_up,
        )  # fmt: skip
    assert not target.exists()
    assert logged(profile) == []


def test_a_print_stopped_while_drawing_is_in_the_log_and_leaves_no_file(profile: Profile, tmp_path: Path) -> None:
    def stop(_pages: int) -> None:
        raise Cancelled

    target = tmp_path / "便条.pdf"
    with pytest.raises(Cancelled):
        paper.print_form(
            profile.store, profile.actor, UNITS, SLIP, ids=(FIRST,), out=target, clock=profile.clock, on_page=stop
        )
    assert not target.exists()
    assert len(logged(profile)) == 1


def test_a_preview_is_the_same_page_and_leaves_no_trace(profile: Profile) -> None:
    with profile.store.read() as session:
        job = paper.gather(session, profile.actor, UNITS, SLIP, ids=(FIRST,), clock=profile.clock)
    out = io.BytesIO()
    assert paper.draw(job, out) == paper.Printed("", 1, ())
    assert "内容2026" in page_text(out.getvalue(), 0)
    assert logged(profile) == []


def test_nothing_chosen_is_told(profile: Profile) -> None:
    with profile.store.read() as session, pytest.raises(UserError, match="没有可以打印的内容"):
        paper.gather(session, profile.actor, UNITS, SLIP, ids=(), clock=profile.clock)


def test_a_reader_may_print_and_a_stranger_may_not(profile: Profile) -> None:
    profile.actor = replace(profile.actor, role="reader")
    print_slip(profile)
    profile.actor = replace(profile.actor, role="none")
    with pytest.raises(UserError, match="没有做这一步的权限"):
        print_slip(profile)


def test_more_records_than_one_statement_takes_have_each_their_code(profile: Profile) -> None:
    many = [UUID(int=at) for at in range(1, 1_203)]
    with profile.store.read() as session:
        job = paper.gather(session, profile.actor, UNITS, SLIP, ids=many, clock=profile.clock)
    for _print in range(2):
        with profile.store.write(profile.actor.id, "units.print") as session:
            entered = paper.enter(session, profile.actor, job)
    assert len({subject.code for subject in entered.subjects}) == len(many)


def test_declaring_the_forms_loads_no_drawing_code() -> None:
    code = "import sys, desktop.catalog; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_short_code_follows_from_the_record_so_that_old_paper_opens_nobody_else(profile: Profile) -> None:
    first, second = uuid7(), uuid7()
    with profile.store.read() as session:
        numbers = paper._numbers(session, "household-sheet", [first, second])
        assert paper._numbers(session, "household-sheet", [second, first]) == numbers
        assert paper._numbers(session, "visit-list", [first])[first] != numbers[first]
    assert len(set(numbers.values())) == 2
    assert all(0 <= number < 31**5 for number in numbers.values())


def test_two_records_that_would_share_a_code_get_two(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "_NUMBERS", 3)
    with profile.store.read() as session:
        numbers = paper._numbers(session, "household-sheet", [uuid7() for _each in range(3)])
    assert sorted(numbers.values()) == [0, 1, 2]

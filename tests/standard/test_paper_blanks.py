"""Boxes that nobody filled in are counted before a print, the commonest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.base.clock import at_noon
from desktop.printing.blocks import Block, Field, Fields, Table, Title
from desktop.printing.page import Stamp
from desktop.spec import Form
from desktop.standard.paper import Job
from desktop.standard.paper_blanks import MOST_SHEETS, Blank, blanks
from desktop.standard.subject import Subject
from tests.factories.profile import TODAY, UNIT_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip(Subject):
    phone: str = ""
    name: str = ""


def draw(slip: Slip) -> Sequence[Block]:
    twice = Fields((Field("电话", slip.phone), Field("姓名", slip.name)))
    return [Title("表"), twice, twice, Table((), [], min_rows=2)]


def job(*slips: Slip) -> Job:
    form = Form("slip", "表", list, draw)
    return Job(form, slips, {}, UNIT_ID, Stamp("王书记", at_noon(TODAY).now_ms()), ())


def test_each_empty_box_counts_once_a_sheet_the_commonest_first() -> None:
    found = blanks(job(Slip(name="周兰"), Slip(), Slip(phone="　"), Slip(phone="138", name="胡强")))
    assert found == (Blank("电话", 3), Blank("姓名", 2))


def test_a_full_sheet_has_none() -> None:
    assert blanks(job(Slip(phone="138", name="胡强"))) == ()


def test_a_very_large_print_is_judged_by_its_first_sheets() -> None:
    assert blanks(job(*[Slip(name="周兰")] * (MOST_SHEETS + 7))) == (Blank("电话", MOST_SHEETS),)

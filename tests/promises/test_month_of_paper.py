"""A month of visits from paper: sheets go out, come back, are entered whole, and the month adds up."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.base import clock as clocks
from desktop.procedures import profiles
from desktop.registers.contacts import service
from desktop.registers.contacts.model import Visit
from desktop.registers.contacts.service import Written
from desktop.reports import paper_out
from desktop.standard.undo import undo
from tests.promises.desk import Desk
from tests.promises.test_first_job import link_building, opened, text_of

pytestmark = pytest.mark.usefixtures("light_password")
DOORS = [f"{building}-{stairwell}-{floor}01" for building in (1, 2) for stairwell in (1, 2) for floor in range(1, 4)]
ROSTER = "门牌,姓名,与户主关系\n" + "".join(f"{door},户主{chr(0x4E00 + at)},户主\n" for at, door in enumerate(DOORS))
OUTCOMES = ("home", "home", "home", "away", "inconvenient")


@pytest.fixture
def linked(desk: Desk, tmp_path: Path) -> Desk:
    """Twelve households; those of the first building have a member, and three of them were visited today."""
    desk.init()
    roster = tmp_path / "名单.csv"
    roster.write_text(ROSTER, "utf-8-sig")
    desk("import", roster)
    link_building(desk, "1号楼")
    return desk


def test_a_month_of_paper(linked: Desk, tmp_path: Path) -> None:
    linked.clock.pass_time(days=1)
    month, walk = tmp_path / "month.pdf", tmp_path / "walk.pdf"
    assert linked.json("print", "month-sheet", "--out", month)["pages"] == 1
    linked("print", "visit-list", "--building", "2", "--out", walk)
    number = linked.json("print", "visit-list", "--building", "2", "--out", walk)["number"]

    at = opened(linked)
    day = clocks.today(at.clock)
    with at.store.read() as session:
        out = paper_out.sheets(session, at.actor, today=day)
        assert [(sheet.rows, sheet.open) for sheet in out] == [(6, 6)] * 3
        assert paper_out.find_sheet(session, at.actor, number) in {sheet.id for sheet in out}
        assert paper_out.todos(session, at.actor, day) == []

    # Two weeks later nothing has come back: the desk says so.
    at.clock.pass_time(days=15)
    day = clocks.today(at.clock)
    with at.store.read() as session:
        (late,) = paper_out.todos(session, at.actor, day)
        assert late.title.startswith("3 张走访单")

    # The monthly sheet comes back with five of six doors; the last another day.
    first, second, third = (sheet.id for sheet in out)
    assert enter(at, first, [Written(place, how, "door", said="都好。") for place, how in enumerate(OUTCOMES, 1)]) == 5
    assert enter(at, first, [Written(place, "home", "phone") for place in (6,)]) == 1
    with at.store.read() as session:
        left = {sheet.id for sheet in paper_out.sheets(session, at.actor, today=day)}
    assert left == {second, third}

    # The list was printed twice: what is entered from one is done on the other as well.
    assert enter(at, second, [Written(place, "home", "door") for place in range(1, 7)]) == 6
    with at.store.read() as session:
        assert paper_out.sheets(session, at.actor, today=day) == ()
        assert paper_out.todos(session, at.actor, day) == []

    # A whole sheet is one deed, so it is taken back as one; and then entered again.
    undone = at.store.connection().execute("SELECT tx FROM journal ORDER BY id DESC LIMIT 1").fetchone()[0]
    with at.store.write(at.actor.id, "journal.undo") as session:
        assert undo(session, at.actor, tx=UUID(bytes=undone)).kept == ()
    with at.store.read() as session:
        assert {sheet.open for sheet in paper_out.sheets(session, at.actor, today=day)} == {6}
    assert enter(at, third, [Written(place, "home", "door") for place in range(1, 7)]) == 6
    with at.store.read() as session:
        visits = session.scalar(select(func.count()).select_from(Visit).where(Visit.alive))
    at.close()

    summary = tmp_path / "summary.pdf"
    linked("print", "month-summary", "--out", summary)
    assert visits == 3 + 12
    assert f"登记走访 {visits} 次" in text_of(summary).replace("\n", "")


def enter(at: profiles.Desk, sheet_id: UUID, rows: list[Written]) -> int:
    """Enter what is written on a sheet, as on the page of the whole sheet."""
    day = clocks.today(at.clock)
    with at.store.write(at.actor.id, "contacts.visit") as session:
        return service.log_sheet(
            session, at.actor, sheet_id, written=rows, on=day, today=day, visitor_name=at.actor.name
        )  # fmt: skip

"""A new secretary's first week, without a window: each day leaves the desk a little fuller, and Today agrees."""

from pathlib import Path

import pytest

from desktop.base import clock as clocks
from desktop.registers.jottings.model import Jotting
from desktop.registers.jottings.service import jot
from desktop.reports import first_days
from desktop.reports import today as today_report
from desktop.reports.today import Today
from desktop.ui.first_days import LINKS, SHEET, VISIT
from tests.promises.desk import ROSTER, SAMPLES, Desk
from tests.promises.test_first_job import link_building, opened, text_of

pytestmark = pytest.mark.usefixtures("light_password")
MEMBERS = SAMPLES / "双报到党员信息登记表.xls"
NOTICE = ("--ask", "事由=停水", "--ask", "时间=3月12日8时至12时")


def seen(desk: Desk, *, backed_up: bool) -> tuple[Today, tuple[str, ...]]:
    """What Today says, and what is still to be done of the first days."""
    at = opened(desk)
    with at.store.read() as session:
        facts = today_report.read(session, at.actor, today=clocks.today(desk.clock))
        left = first_days.left(session, at.actor, facts, backed_up=backed_up)
    at.close()
    return facts, left


def test_the_first_week(desk: Desk, tmp_path: Path) -> None:
    # Monday: the desk is set up, the roster is looked at before it is written, and one backup goes to the stick.
    desk.init()
    assert desk.json("import", ROSTER, "--dry-run")["households"] == 491
    assert desk.json("list", "households") == []
    desk("import", ROSTER)
    stick = tmp_path / "stick"
    stick.mkdir()
    saved = Path(desk.json("backup", "--out", stick)["path"])
    facts, before = seen(desk, backed_up=True)
    assert (facts.households, facts.linked) == (491, 0)

    # Tuesday: the members come in, and a building is handed out.
    desk.clock.pass_time(days=1)
    brought = desk.json("import", MEMBERS)
    assert brought["new"] + brought["changed"] > 30
    link_building(desk, "3号楼")
    facts, after = seen(desk, backed_up=True)
    third = desk.json("list", "households", "--filter", "楼栋=3号楼")
    assert facts.linked == len(third)
    assert (before, after) == ((LINKS, VISIT, SHEET), (SHEET,))

    # Wednesday: the list that is carried along, in walking order, with room to write.
    desk.clock.pass_time(days=1)
    walking = tmp_path / "walk.pdf"
    assert desk.json("print", "visit-list", "--building", "3", "--out", walking)["records"] == len(third)
    assert third[0]["head_name"] in text_of(walking)

    # Thursday: a notice for every stairwell, and a sentence kept for later.
    desk.clock.pass_time(days=1)
    notice = tmp_path / "notice.pdf"
    assert desk.json("print", "stair-notice", "--building", "3", *NOTICE, "--out", notice)["pages"] >= 1
    assert "3月12日8时至12时" in text_of(notice)
    at = opened(desk)
    with at.store.write(at.actor.id, "jottings.save") as session:
        kept = jot(session, at.actor, "问物业要电梯检修的日子")
    with at.store.read() as session:
        assert session.get_one(Jotting, kept).done_on is None
    at.close()

    # Friday: the page that is read aloud at the meeting; and the stick gives Monday back whole.
    desk.clock.pass_time(days=1)
    summary = tmp_path / "summary.pdf"
    desk("print", "month-summary", "--out", summary)
    said = text_of(summary)
    assert "491 户" in said
    assert f"已落实联户党员 {len(third)} 户" in said.replace("\n", "")
    assert desk.json("check")["ok"]
    desk("restore", saved)
    assert len(desk.json("list", "households")) == 491
    assert desk.json("list", "contacts") == []

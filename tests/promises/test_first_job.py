"""The job of the first day, without a window: a roster in, every household linked, visits logged, forms out."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pypdfium2

from desktop.access.scope import actor_for
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import profiles
from desktop.registers.contacts import service as contacts
from desktop.registers.households.queries import in_building
from desktop.registers.people.model import Membership, Person
from desktop.standard.undo import undo
from tests.factories.profile import TODAY
from tests.promises.desk import PASSWORD, ROSTER, Desk


def opened(desk: Desk) -> profiles.Desk:
    return profiles.open_with_password(
        Profile(desk.folder), user="王书记", password=PASSWORD, clock=desk.clock, derived=DERIVED
    )  # fmt: skip


def link_building(desk: Desk, building: str) -> UUID:
    """Name the first resident of the building as its contact; returns the member's id."""
    at = opened(desk)
    with at.store.read() as session:
        actor = actor_for(session, "王书记")
        households = in_building(session, actor, building)
        member = session.query(Person).order_by(Person.id).first()
        assert member is not None
    with at.store.write(actor.id, "people.save") as session:
        session.add(Membership(unit_id=actor.unit_id, person_id=member.id, kind="branch"))
    with at.store.write(actor.id, "contacts.assign") as session:
        made = contacts.assign(session, actor, households, member_id=member.id, on=TODAY - timedelta(days=20))
    assert made == len(households)
    for household_id in households[:3]:
        with at.store.write(actor.id, "contacts.visit") as session:
            contacts.log_visit(
                session, actor, household_id, on=TODAY, today=TODAY, way="door", outcome="home", member_id=member.id
            )  # fmt: skip
    at.close()
    return member.id


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words


def test_a_roster_becomes_a_desk_that_prints(desk: Desk, tmp_path: Path) -> None:
    code = desk.init()
    assert len(code) == 39

    dry = desk.json("import", ROSTER, "--dry-run")
    assert (dry["households"], dry["people"], dry["new"]) == (491, 1345, 1345)
    assert dry["needs_fix"]
    assert {"row", "column", "problem"} <= set(dry["needs_fix"][0])
    assert desk.json("list", "households") == []

    done = desk.json("import", ROSTER)
    assert (done["households"], done["new"], done["dry_run"]) == (491, 1345, False)
    assert Path(done["backup"]).is_file()
    listed = desk.json("list", "households")
    assert len(listed) == 491
    assert len(desk.json("list", "people", "--limit", "10")) == 10

    head = next(row for row in listed if row["head_name"] == "徐斌婷")
    found = desk.json("find", "xbt")
    assert {hit["kind"] for hit in found} == {"households", "people"}
    assert head["id"] in {hit["id"] for hit in found}
    assert {hit["id"] for hit in desk.json("find", head["door"])} >= {head["id"]}

    link_building(desk, "3号楼")
    third = desk.json("list", "households", "--filter", "楼栋=3号楼")
    assert all(row["contact_names"] for row in third)
    assert sum(bool(row["last_visit"]) for row in third) == 3
    soon = desk.json("list", "households", "--filter", "状态=7 天内")
    assert {row["building"] for row in soon} == set()
    fine = desk.json("list", "households", "--filter", "走访=不用急", "--filter", "楼栋=3")
    assert len(fine) == len(third)

    for form, pages in (("household-sheet", len(third)), ("visit-list", 1), ("door-cards", 1)):
        out = tmp_path / f"{form}.pdf"
        printed = desk.json("print", form, "--building", "3", "--out", out)
        assert printed["pages"] >= pages
        assert out.read_bytes().startswith(b"%PDF")
    assert third[0]["head_name"] in text_of(tmp_path / "household-sheet.pdf")
    one = desk.json("print", "household-sheet", "--id", head["id"], "--out", tmp_path / "one.pdf")
    assert (one["records"], one["pages"]) == (1, 1)

    desk("export", "households", "--out", tmp_path / "list.xlsx")
    assert desk.json("check")["ok"]


def test_the_same_roster_twice_writes_nothing(desk: Desk) -> None:
    desk.init()
    desk("import", ROSTER)
    before = desk.json("check")
    backups = sorted((desk.folder / "backups").iterdir())
    desk.clock.pass_time(seconds=60)  # a backup made now would have another name
    again = desk.json("import", ROSTER)
    assert (again["new"], again["changed"], again["same"], again["batch"]) == (0, 0, 1345, None)
    assert again["backup"] is None
    assert sorted((desk.folder / "backups").iterdir()) == backups
    assert desk.json("check")["changes"] == before["changes"]


def test_undoing_the_batch_gives_the_empty_desk_back(desk: Desk) -> None:
    desk.init()
    done = desk.json("import", ROSTER)
    at = opened(desk)
    with at.store.write(at.actor.id, "households.undo") as session:
        undone = undo(session, at.actor, batch=UUID(done["batch"]))
    at.close()
    assert undone.kept == ()
    for register in ("households", "people", "buildings", "dwellings"):
        assert desk.json("list", register) == []
    assert desk.json("find", "xbt") == []
    assert desk.json("check")["ok"]
    assert desk.json("import", ROSTER, "--dry-run")["new"] == 1345

"""A person is found by everything that a secretary may have at hand."""

from pathlib import Path

from desktop.catalog import DERIVED
from desktop.search import index
from tests.factories.profile import make_profile
from tests.factories.rosters import Desk, workbook


def test_every_telephone_of_a_person_finds_that_person(tmp_path: Path) -> None:
    desk = Desk(make_profile(tmp_path, derived=DERIVED))
    rows = [["门牌", "姓名", "联系方式"], ["3-2-501", "张三", "13900000003/0719-3322003"]]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    with desk.profile.store.read() as session:
        for typed in ("13900000003", "0003", "0719-3322003", "3322003", "2003"):
            found = index.query(session.connection(), typed, units=desk.profile.actor.scope)
            assert ("people", "张三") in {(hit.kind, hit.label) for hit in found}, typed
    desk.profile.close()

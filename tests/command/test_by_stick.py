"""The whole of an exchange typed at two PCs and at the county, with nothing between them but a stick."""

from pathlib import Path

import pytest

from tests.promises.desk import PASSWORD, Desk, make_desk

TREE = "county,42,某县,\nstreet,4201,某街道,42\ncommunity,420101,东社区,4201\ngrid,42010101,阳光花园,420101\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
    made = make_desk(tmp_path / "desk", capsys)
    made.init()
    return made


def test_a_stick_goes_there_and_back(desk: Desk, tmp_path: Path) -> None:
    from desktop.county.opening import Place, open_office  # late: the server's packages, for this test alone
    from desktop.procedures.exchanged import row_rule, shape

    open_office(Place(tmp_path / "county"), desk.clock, shape=shape(), rule=row_rule).engine.dispose()
    county = make_desk(tmp_path / "county", desk.capture)
    (tmp_path / "units.csv").write_text(TREE, "utf-8")
    county("county", "units", "--file", tmp_path / "units.csv")
    county("county", "enrol", "--unit", "42010101", "--out", tmp_path / "ticket")
    assert "还没有登记" in desk("sync", "--out", tmp_path, code=2).err
    desk("enrol", tmp_path / "ticket")
    stick = tmp_path / "stick"
    stick.mkdir()
    out = desk("sync", "--out", stick)
    assert "可以拔出 U 盘" in out.out
    assert county.json("county", "carry", "--file", stick)["packages"] == 1
    found = desk.json("sync", "--in", stick)
    assert (found["refused"], found["missing"], found["old"]) == ([], [], 0)
    assert found["answered"] > 0
    assert "以前读过" in desk("sync", "--in", stick).out
    assert "--file" in county("county", "carry", code=2).err

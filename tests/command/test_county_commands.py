"""The county's administration from the command line: units, codes, PCs, accounts, backups, each told and refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import run_command
from desktop.base.clock import FixedClock, at_noon
from desktop.base.ids import uuid7
from desktop.county.office import Busy, Office
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape
from desktop.sync.key_pair import OwnKeys
from tests.county.conftest import TREE, Pc, claim_of
from tests.factories.profile import TODAY


class County:
    """Commands at one county."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.clock, self._capsys = folder, at_noon(TODAY), capsys

    def said(self, *words: str, data: bool = True) -> tuple[int, str]:
        code = run_command.main(
            ["county", *words, *(["--data", str(self.folder)] if data else [])], clock=self.clock
        )  # fmt: skip
        told = self._capsys.readouterr()
        return code, told.out + told.err

    def json(self, *words: str) -> Any:
        code, said = self.said(*words, "--json")
        assert code == 0, said
        return json.loads(said)

    def office(self) -> Office:
        return open_office(Place(self.folder), self.clock, shape=shape(), rule=row_rule)


@pytest.fixture
def county(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> County:
    made = County(tmp_path / "county", capsys)
    made.office().engine.dispose()
    units = tmp_path / "units.csv"
    units.write_text("\n".join(",".join(row) for row in TREE), "utf-8-sig")
    made.said("units", "--file", str(units))
    return made


def enrolled(county: County, code: str) -> Pc:
    office, keys = county.office(), OwnKeys.new(uuid7())
    claim = claim_of(keys, code)
    grant = office.enrol(claim)
    office.engine.dispose()
    return Pc(office, keys, grant.unit, claim.actor)


def test_units_are_listed_added_and_put_elsewhere(county: County) -> None:
    assert [row["code"] for row in county.json("units")] == sorted(row[1] for row in TREE)
    made = county.json("units", "--name", "水岸花园", "--code", "42010202", "--above", "420102")
    assert {"code": "42010202", "level": "grid", "name": "水岸花园", "above": "420102"} in made
    moved = county.json("units", "--code", "42010202", "--above", "420101")
    assert next(row for row in moved if row["code"] == "42010202")["above"] == "420101"
    listed = county.said("units")[1]
    assert ("水岸花园" in listed, "街道" in listed, "street" in listed) == (True, True, False)
    assert {"code": "42010302", "level": "grid", "name": "江景苑", "above": "420102"} in county.json(
        "units", "--name", "江景苑", "--level", "网格", "--code", "42010302", "--above", "420102"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("units", "--name", "X", "--code", "1", "--level", "village"), "层级"),
        (("units", "--name", "X", "--code", "42010101", "--above", "420101"), "已经有了"),
        (("units", "--name", " ", "--code", "1", "--above", "420101"), "名称和编码"),
        (("units", "--name", "X", "--code", "1", "--level", "county"), "县只有一个"),
        (("units", "--name", "X", "--code", "1", "--above", "4201"), "上一级单位"),
        (("units", "--name", "X", "--code", "1", "--above", "9"), "没有编码是"),
        (("units", "--code", "42010101", "--above", "42"), "上级的层级不合适"),
        (("units", "--file", "no-such-file"), "读不出来"),
        (("enrol", "--unit", "42010101", "--days", "99"), "1 到 30"),
        (("enrol", "--unit", "42010101", "--out", "/no/such/folder/x"), "没有写成"),
        (("devices", "--disable", "abc"), "对上了 0 个"),
        (("backup",), "--out"),
        (("restore",), "--file"),
        (("restore", "--file", "/no/such"), "已经有东西"),
        (("serve", "--listen", "8443"), "--listen"),
        (("serve", "--workers", "2"), "PostgreSQL"),
        (("serve", "--listen", "203.0.113.9:8443"), "用不了"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(county: County, words: tuple[str, ...], said: str) -> None:
    code, told = county.said(*words)
    assert (code, said in told) == (2, True), told


def test_a_list_of_units_that_makes_no_sense_is_refused(county: County, tmp_path: Path) -> None:
    units = tmp_path / "odd.csv"
    units.write_text("grid,1\n", "utf-8")
    assert "每行要写" in county.said("units", "--file", str(units))[1]


def test_without_a_county_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = County(tmp_path / "nowhere", capsys)
    assert "还没有县服务器" in nowhere.said("status")[1]
    assert "请用 --data" in nowhere.said("status", data=False)[1]
    assert not nowhere.folder.exists()


def test_a_code_is_shown_once_and_may_be_withdrawn(county: County) -> None:
    made = county.json("enrol", "--unit", "42010101", "--role", "staff")
    assert (made["unit"], made["role"], len(made["code"])) == ("42010101", "staff", 19)
    assert "只显示这一次" in county.said("enrol", "--unit", "42010101")[1]
    assert county.json("status")["codes_waiting"] == 2
    assert county.json("enrol", "--unit", "42010101", "--withdraw") == {"withdrawn": 2}
    assert county.json("status")["codes_waiting"] == 0


def test_an_enrolment_file_is_written(county: County, tmp_path: Path) -> None:
    out = tmp_path / "阳光花园.gridenrol"
    assert "当面交给" in county.said("enrol", "--unit", "42010101", "--out", str(out))[1]
    ticket = json.loads(out.read_text("utf-8"))
    assert (ticket["kind"], ticket["role"]) == ("grid-enrolment 1", "secretary")


def test_pcs_and_accounts_are_listed_and_turned_off(county: County) -> None:
    pc = enrolled(county, county.json("enrol", "--unit", "42010101", "--note", "值班室")["code"])
    assert "值班室" in county.said("devices")[1]
    (device,) = county.json("devices")
    assert (device["id"], device["unit"], device["note"]) == (str(pc.keys.id), "42010101", "值班室")
    assert device["enabled"] is True
    assert county.json("devices", "--disable", str(pc.keys.id)[-12:])[0]["enabled"] is False
    assert "停用" in county.said("devices")[1]
    assert county.json("devices", "--enable", str(pc.keys.id))[0]["enabled"] is True
    (account,) = county.json("users")
    assert (account["id"], account["role"]) == (str(pc.actor), "secretary")
    assert county.json("users", "--disable", str(pc.actor))[0]["enabled"] is False
    assert "王书记" in county.said("users")[1]
    assert "account disabled" in county.said("status")[1]


def test_a_backup_is_put_back_in_an_empty_place_and_the_pcs_are_asked_again(county: County, tmp_path: Path) -> None:
    pc = enrolled(county, county.json("enrol", "--unit", "42010101")["code"])
    made = Path(county.json("backup", "--out", str(tmp_path / "backups"))["folder"])
    epoch = county.json("status")["epoch"]
    before, county.folder = county.folder, tmp_path / "again"
    assert "没有县服务器的备份" in county.said("restore", "--file", str(tmp_path))[1]
    assert county.said("restore", "--file", str(made))[0] == 0
    after = county.json("status")
    assert after["epoch"] > epoch
    assert (after["devices"], after["units"]) == (1, len(TREE))
    assert before.exists()
    office = county.office()
    again = Pc(office, pc.keys, pc.unit, pc.actor)
    assert again.send(again.ask()).epoch == after["epoch"]
    office.engine.dispose()


def test_a_database_that_is_busy_or_gone_is_told(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_self: object) -> None:
        raise Busy

    monkeypatch.setattr(Office, "healthy", busy)
    assert "正忙" in county.said("status")[1]
    gone = ("status", "--database", f"postgresql:///grid?host={county.folder}")
    code, said = county.said(*gone)
    assert (code, "数据库连不上" in said) == (2, True)


@pytest.mark.parametrize("lost", ["own.key", "county.key", "certificates/authority.key"])
def test_a_county_that_lost_a_key_says_so_and_makes_no_new_one(county: County, lost: str) -> None:
    (county.folder / lost).unlink()
    code, said = county.said("status")
    assert (code, "请从备份恢复" in said) == (3, True)
    assert not (county.folder / lost).exists()


def test_a_torn_key_is_told(county: County) -> None:
    (county.folder / "own.key").write_bytes(b"torn")
    assert county.said("status")[0] == 3


def test_the_certificate_of_the_server_is_renewed_long_before_it_ends(county: County) -> None:
    office = county.office()
    old = office.authority.server_certificate.read_bytes()
    office.engine.dispose()
    clock = FixedClock(county.clock.ms)
    clock.pass_time(days=700)
    office = open_office(Place(county.folder), clock, shape=shape(), rule=row_rule)
    assert office.authority.server_certificate.read_bytes() != old
    office.engine.dispose()

"""What a technician is told: true of this machine, and without a person, whatever the register holds."""

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest

from desktop import catalog
from desktop.base import log
from desktop.base.clock import at_noon
from desktop.base.paths import Profile
from desktop.procedures import diagnosing, profiles
from desktop.procedures.diagnosing import Diagnosing, input_words, without_home
from desktop.procedures.profiles import Desk
from desktop.registers.people.model import Person, Phone
from desktop.registers.units.register import UNITS
from desktop.standard import paper
from desktop.store.check import Checked, Finding
from tests.factories.profile import TODAY

NAMES = ("王建国", "周兰", "阳光花园", "13900001234", "11010119900307783X", "sunny garden")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = profiles.create(
        Profile(tmp_path / "desk"), unit="阳光花园", user="王建国", password="sunny garden 2026 east",
        clock=at_noon(TODAY), derived=catalog.DERIVED,
    )  # fmt: skip
    with made.store.write(made.actor.id, "people.save") as session:
        person = Person(unit_id=made.actor.unit_id, name="周兰", id_no="11010119900307783X")
        session.add_all([person, Phone(unit_id=made.actor.unit_id, person_id=person.id, number="13900001234")])
    yield made
    made.close()


def test_every_fact_is_told_and_no_person(desk: Desk) -> None:
    logger = log.open_log(desk.profile.log, desk.clock)
    logger.info("people.save", fields=["name"], said="周兰 13900001234")
    log.close_log()
    technician = Diagnosing(desk)
    facts = dict(technician.facts())
    assert list(facts) == ["数据文件夹", "磁盘空间", "数据库", "上次备份", "输入法"]
    assert facts["上次备份"] == "还没有备份"
    profiles.back_up(desk)
    assert dict(technician.facts())["上次备份"] == "2026-03-10 12:00"
    said = "\n".join([*facts.values(), technician.log_tail(), technician.check(lambda *_step: None)])
    assert "people.save" in said
    assert [name for name in NAMES if name in said] == []


def test_a_disk_that_is_nearly_full_is_said_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosing.shutil, "disk_usage", lambda _path: SimpleNamespace(free=100 * 1024 * 1024))
    assert dict(Diagnosing(desk).facts())["磁盘空间"] == "剩 100 MB，请清理"


def test_the_check_names_what_is_damaged_by_table_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Diagnosing(desk).check(lambda *_step: None).startswith("完好：")
    found = Checked(1, 1, (Finding("person", None, "…"), Finding("person", None, "…"), Finding("journal", None, "…")))
    monkeypatch.setattr(diagnosing, "check", lambda _store, on_step: found)
    sentence = Diagnosing(desk).check(lambda *_step: None)
    assert "有 3 处和写入时不一样（journal、person）" in sentence
    assert "备份恢复" in sentence


def test_the_name_of_the_account_is_left_out_of_the_folder() -> None:
    home = Path("/home/wangjianguo")
    assert without_home(home / "data" / "desk", home) == "~/data/desk"
    assert without_home(Path("/srv/desk"), home) == "/srv/desk".replace("/", str(Path("/"))[-1])


@pytest.mark.parametrize(
    ("environ", "running", "said"),
    [
        ({}, {"bash"}, "没有看到 fcitx 或 ibus"),
        ({"QT_IM_MODULE": "ibus"}, {"fcitx5"}, "fcitx5 在运行，程序用 ibus 接口"),
        ({}, {"fcitx"}, "没有接上它"),
        ({}, {"ibus-daemon"}, "ibus 在运行"),
    ],
)
def test_the_input_method_is_told_as_far_as_it_is_known(
    environ: dict[str, str], running: set[str], said: str
) -> None:  # fmt: skip
    assert said in input_words(environ, running, windows=False)
    assert input_words(environ, running, windows=True) == "系统自带的输入法接口"


def test_the_same_goes_on_paper(desk: Desk) -> None:
    out = io.BytesIO()
    paper.print_form(
        desk.store, desk.actor, UNITS, Diagnosing(desk).form, ids=(desk.actor.unit_id,), out=out, clock=desk.clock,
        given={"text": "版本：0.1.0\n\n磁盘空间：剩 900 MB"},
    )  # fmt: skip
    document = pypdfium2.PdfDocument(out.getvalue())
    said = document[0].get_textpage().get_text_range()
    document.close()
    assert "诊断单" in said
    assert "磁盘空间：剩 900 MB" in said

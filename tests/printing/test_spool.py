"""What handing a PDF to CUPS promises: the file as it is, in true size, and plain words when it is refused."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.printing.page import A3, A4, A4_LANDSCAPE
from desktop.printing.spool import CupsSpooler


def stub(folder: Path, name: str, body: str) -> None:
    """An executable that stands in for a command of CUPS."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport pathlib, sys\nhere = pathlib.Path(__file__).parent\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def cups(tmp_path: Path) -> CupsSpooler:
    stub(
        tmp_path,
        "lp",
        "(here / 'given.pdf').write_bytes(sys.stdin.buffer.read())\n"
        "(here / 'arguments').write_text('\\n'.join(sys.argv[1:]), encoding='utf-8')\n"
        "print('request id is HP-12 (1 file(s))')",
    )
    stub(
        tmp_path,
        "lpstat",
        "print('system default destination: HP' if '-d' in sys.argv else 'Brother\\nHP\\nCanon')",
    )
    return CupsSpooler(str(tmp_path))


def test_printers_are_listed_with_the_standard_one_first(cups: CupsSpooler) -> None:
    assert cups.printers() == ("HP", "Brother", "Canon")


def test_without_a_standard_printer_they_stand_by_name(cups: CupsSpooler, tmp_path: Path) -> None:
    stub(tmp_path, "lpstat", "print('no system default destination' if '-d' in sys.argv else 'B\\nA')")
    assert cups.printers() == ("A", "B")


def test_the_file_arrives_as_it_is_in_true_size(cups: CupsSpooler, tmp_path: Path) -> None:
    assert cups.send(b"%PDF-1.4 all of it", "HP", title="一户一档", paper=A3, copies=2) == "HP-12"
    assert (tmp_path / "given.pdf").read_bytes() == b"%PDF-1.4 all of it"
    said = (tmp_path / "arguments").read_text(encoding="utf-8").split("\n")
    assert said[:6] == ["-d", "HP", "-n", "2", "-t", "一户一档"]
    assert {"media=A3", "print-scaling=none", "sides=one-sided"} < set(said)


@pytest.mark.parametrize(("paper", "edge"), [(A4, "long"), (A4_LANDSCAPE, "short")])
def test_both_sides_turn_over_the_binding_edge(cups: CupsSpooler, tmp_path: Path, paper: object, edge: str) -> None:
    cups.send(b"", "HP", title="t", paper=paper, both_sides=True)  # type: ignore[arg-type]
    assert f"sides=two-sided-{edge}-edge" in (tmp_path / "arguments").read_text(encoding="utf-8")


def test_an_answer_without_a_job_number_is_no_failure(cups: CupsSpooler, tmp_path: Path) -> None:
    stub(tmp_path, "lp", "print('ok')")
    assert cups.send(b"", "HP", title="t", paper=A4) == "HP"


def test_a_refusal_is_told_in_words_and_its_cause_kept_for_the_technician(cups: CupsSpooler, tmp_path: Path) -> None:
    stub(tmp_path, "lp", "print('lp: no such printer', file=sys.stderr)\nsys.exit(1)")
    with pytest.raises(UserError, match="打印机“HP”没有收下") as caught:
        cups.send(b"", "HP", title="t", paper=A4)
    assert "no such printer" in caught.value.__notes__[0]


def test_a_silent_printer_is_given_up(cups: CupsSpooler, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_given: object, **_named: object) -> None:
        raise subprocess.TimeoutExpired("lp", 60)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(UserError, match="没有收下"):
        cups.send(b"", "HP", title="t", paper=A4)


def test_without_cups_there_are_no_printers_and_a_way_out(tmp_path: Path) -> None:
    assert CupsSpooler(str(tmp_path)).printers() == ()
    with pytest.raises(UserError, match="PDF"):
        CupsSpooler(str(tmp_path)).send(b"", "HP", title="t", paper=A4)

"""What handing a PDF to CUPS promises: the file as it is, in true size, and plain words when it is refused."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.printing import alerts
from desktop.printing.page import A3, A4, A4_LANDSCAPE
from desktop.printing.spool import CupsSpooler, Spooled, Tray


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
    assert cups.send(b"", "HP", title="t", paper=A4) == ""
    assert cups.state("", "HP") == Spooled("done")
    cups.cancel("")


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


def test_pages_copies_and_tray_are_asked_for_by_name(cups: CupsSpooler, tmp_path: Path) -> None:
    cups.send(b"", "活动室 2", title="走访 通知", paper=A4, copies=3, tray="Tray2", first=121, last=130)
    said = (tmp_path / "arguments").read_text(encoding="utf-8").split("\n")
    assert said[:6] == ["-d", "活动室 2", "-n", "3", "-t", "走访 通知"]
    assert {"page-ranges=121-130", "InputSlot=Tray2", "collate=true"} < set(said)
    cups.send(b"", "HP", title="t", paper=A4, first=121)
    assert "page-ranges=121-" in (tmp_path / "arguments").read_text(encoding="utf-8").split("\n")


WORKING = """PDF-1                   root             88064   Sun Nov 22 11:43:28 2026
\tAlerts: job-printing
\tqueued for PDF
PDF-12                  root             88064   Sun Nov 22 11:43:29 2026
\tAlerts: none
%E6%B4%BB%E5%8A%A8%E5%AE%A4-6 root             19456   Sun Nov 22 12:25:57 2026
\tAlerts: job-printing
PDF-7                   root              1024   Sun Nov 22 11:44:09 2026
\tAlerts: job-completed-with-errors

"""
OVER = """PDF-3                   root              1024   Sun Nov 22 11:44:09 2026
\tStatus: loadFilename failed: /var/spool/cups/d00003-001: unable to find trailer
\tAlerts: job-completed-with-errors
PDF-4                   root              1024   Sun Nov 22 11:44:09 2026
\tStatus:
\tAlerts: processing-to-stop-point
PDF-5                   root              1024   Sun Nov 22 11:44:09 2026
"""
PRINTER = """printer PDF now printing PDF-1.  enabled since Sun Nov 22 11:43:28 2026
\tForm mounted:
\tAlerts: {alerts}
"""


@pytest.fixture
def listing(cups: CupsSpooler, tmp_path: Path) -> CupsSpooler:
    """Answers as CUPS 2.4 gave them."""
    stub(
        tmp_path,
        "lpstat",
        f"asked = {{'not-completed': {WORKING!r}, 'completed': {OVER!r}}}\n"
        f"print(asked.get(sys.argv[2], {PRINTER.format(alerts='media-empty-error')!r}), end='')",
    )
    return cups


@pytest.mark.parametrize(
    ("job", "found"),
    [
        ("PDF-1", Spooled("working", "打印机缺纸")),
        ("PDF-12", Spooled("working", "打印机缺纸")),
        ("活动室-6", Spooled("working", "打印机缺纸")),
        ("PDF-7", Spooled("failed")),
        ("PDF-3", Spooled("failed")),
        ("PDF-4", Spooled("done")),
        ("PDF-5", Spooled("done")),
        ("PDF-99", Spooled("done")),
    ],
)
def test_how_far_a_job_is(listing: CupsSpooler, job: str, found: Spooled) -> None:
    assert listing.state(job, "PDF") == found


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("none", ""),
        ("toner-low-warning", ""),
        ("toner-low-warning media-jam-error", "打印机卡纸"),
        ("offline-report", ""),
        ("cover-open", "打印机的盖子没有盖好"),
    ],
)
def test_what_a_printer_complains_of_in_words(said: str, words: str) -> None:
    assert alerts.trouble(PRINTER.format(alerts=said)) == words


def test_a_printer_that_is_switched_off_in_the_system_says_so() -> None:
    assert "停用" in alerts.trouble("printer HP disabled since Sun Nov 22 -\n\tReason\n")


def test_a_job_is_taken_back_by_its_name(cups: CupsSpooler, tmp_path: Path) -> None:
    stub(tmp_path, "cancel", "(here / 'cancelled').write_text(sys.argv[1])")
    cups.cancel("HP-12")
    assert (tmp_path / "cancelled").read_text() == "HP-12"


def test_the_trays_that_a_driver_names(cups: CupsSpooler, tmp_path: Path) -> None:
    stub(
        tmp_path, "lpoptions", "print('PageSize/Size: A4\\nInputSlot/Source: *Auto Tray2 Manual Odd\\nDuplex/D: None')"
    )
    assert cups.trays("HP") == (
        Tray("Auto", "自动选择"),
        Tray("Tray2", "纸盒 2"),
        Tray("Manual", "手送"),
        Tray("Odd", "Odd"),
    )
    stub(tmp_path, "lpoptions", "print('InputSlot/Source: *Auto')")
    assert cups.trays("HP") == ()
    stub(tmp_path, "lpoptions", "print('PageSize/Size: A4')")
    assert cups.trays("HP") == ()


def test_a_silent_service_is_no_printer(cups: CupsSpooler, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_given: object, **_named: object) -> None:
        raise subprocess.TimeoutExpired("lpstat", 60)

    monkeypatch.setattr(subprocess, "run", late)
    assert cups.printers() == ()

"""What Windows is asked of its print queues, and how its answers are read; its library is stood in for."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pytest

from desktop.printing import windows_spool
from desktop.printing.spool import Spooled
from desktop.printing.windows_spool import WindowsJobs, _JobInfo


@dataclass
class Winspool:
    """Answers as winspool.drv does: first how much room is needed, then the structures."""

    jobs: list[tuple[int, str, int]] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    refuses: bool = False
    torn: bool = False
    closed: int = 0

    def OpenPrinterW(self, name: Any, handle: Any, _defaults: None) -> int:  # noqa: N802 - its name in Windows
        handle._obj.value = 7
        return 0 if self.refuses else 1

    def ClosePrinter(self, handle: Any) -> int:  # noqa: N802 - as above
        self.closed += handle.value == 7
        return 1

    def EnumJobsW(  # noqa: N802 - as above
        self, _handle: Any, _first: int, _most: int, _level: int, room: Any, size: int, needed: Any, found: Any
    ) -> int:
        needed._obj.value = ctypes.sizeof(_JobInfo) * len(self.jobs)
        if room is None or size < needed._obj.value or self.torn:
            return 0
        self.kept = (_JobInfo * len(self.jobs))()
        for place, (job, document, status) in zip(self.kept, self.jobs, strict=True):
            place.JobId, place.Document, place.Status = job, document, status
        ctypes.memmove(room, self.kept, ctypes.sizeof(self.kept))
        found._obj.value = len(self.jobs)
        return 1

    def SetJobW(self, _handle: Any, job: int, _level: int, _info: None, command: int) -> int:  # noqa: N802 - as above
        assert command == 5
        self.deleted.append(job)
        return 1


@pytest.mark.parametrize(
    ("status", "found"),
    [
        (0x10, Spooled("working")),
        (0x40 | 0x02, Spooled("working", "打印机缺纸")),
        (0x20, Spooled("working", "打印机没有联机")),
        (0x80, Spooled("done")),
        (0x1000, Spooled("done")),
    ],
)
def test_a_job_that_is_listed_is_on_its_way_until_it_is_printed(status: int, found: Spooled) -> None:
    library = Winspool([(3, "别的", 0), (4, "走访通知 1", status)])
    assert WindowsJobs(library).state("走访通知 1", "办公室") == found
    assert library.closed == 1


def test_a_job_that_is_not_listed_is_done() -> None:
    assert WindowsJobs(Winspool()).state("走访通知 1", "办公室") == Spooled("done")
    assert WindowsJobs(Winspool([(4, "走访通知 1", 0)], refuses=True)).state("走访通知 1", "x") == Spooled("done")
    assert WindowsJobs(Winspool([(4, "走访通知 1", 0)], torn=True)).state("走访通知 1", "x") == Spooled("done")


def test_a_job_on_its_way_is_taken_back_and_only_that_one() -> None:
    library = Winspool([(3, "别的", 0), (4, "走访通知 1", 0)])
    jobs = WindowsJobs(library)
    jobs.cancel("走访通知 1")  # nobody asked for it: it was over at once
    assert library.deleted == []
    jobs.state("走访通知 1", "办公室")
    jobs.cancel("走访通知 1")
    assert library.deleted == [4]


def test_the_library_of_windows_is_loaded_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def load(name: str) -> Winspool:
        asked.append(name)
        return Winspool()

    monkeypatch.setattr(ctypes, "WinDLL", load, raising=False)
    jobs = WindowsJobs()
    assert asked == []
    assert jobs.state("x", "y") == Spooled("done")
    assert asked == ["winspool.drv"]
    assert windows_spool.ctypes is ctypes

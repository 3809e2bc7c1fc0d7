"""What Windows says of the jobs in its print queues, through winspool; the names are those of its documentation."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desktop.base.text import _
from desktop.printing.spool import Spooled

_JOB_CONTROL_DELETE = 5
_PRINTED, _DELETED, _COMPLETE = 0x80, 0x100, 0x1000
# JOB_STATUS_*: what a job waits for, the gravest first.
_TROUBLES = (
    (0x40, _("打印机缺纸")),
    (0x20, _("打印机没有联机")),
    (0x01, _("打印机停用了，请在系统的打印机设置里启用")),
    (0x400, _("打印机等人处理，请看它的屏幕或指示灯")),
    (0x200, _("打印机等人处理，请看它的屏幕或指示灯")),
    (0x02, _("打印机报告有故障，请看它的屏幕或指示灯")),
)
_MOST_JOBS = 200


class _JobInfo(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_ = (
        ("JobId", ctypes.c_uint32),
        *((name, ctypes.c_wchar_p) for name in ("Printer", "Machine", "User", "Document", "Datatype", "StatusWords")),
        *((name, ctypes.c_uint32) for name in ("Status", "Priority", "Position", "TotalPages", "PagesPrinted")),
        ("Submitted", ctypes.c_uint16 * 8),
    )


class WindowsJobs:
    """The jobs of one session; `library` is winspool.drv, or what stands for it."""

    def __init__(self, library: Any = None) -> None:
        self._given = library
        self._printers: dict[str, str] = {}  # of the jobs that were asked for

    def state(self, document: str, printer: str) -> Spooled:
        """How far the job of a document is; one that is no longer listed is done."""
        self._printers[document] = printer
        with self._opened(printer) as handle:
            for _job, named, status in self._listed(handle):
                if named == document and not status & (_PRINTED | _DELETED | _COMPLETE):
                    return Spooled("working", next((words for bit, words in _TROUBLES if status & bit), ""))
        self._printers.pop(document)
        return Spooled("done")

    def cancel(self, document: str) -> None:
        """Delete the job of a document; one that is over is no fault."""
        printer = self._printers.pop(document, "")
        if not printer:
            return
        with self._opened(printer) as handle:
            for job, named, _status in self._listed(handle):
                if named == document:
                    self._library.SetJobW(handle, job, 0, None, _JOB_CONTROL_DELETE)

    @property
    def _library(self) -> Any:
        if self._given is None:
            self._given = ctypes.WinDLL("winspool.drv")  # type: ignore[attr-defined]  # exists on Windows
        return self._given

    @contextmanager
    def _opened(self, printer: str) -> Iterator[Any]:
        """A handle of the printer; None when Windows does not open it."""
        handle = ctypes.c_void_p()
        opened = self._library.OpenPrinterW(ctypes.c_wchar_p(printer), ctypes.byref(handle), None)
        try:
            yield handle if opened else None
        finally:
            if opened:
                self._library.ClosePrinter(handle)

    def _listed(self, handle: Any) -> list[tuple[int, str, int]]:
        """(job, document, status) of each job in the queue."""
        if handle is None:
            return []
        needed, found = ctypes.c_uint32(), ctypes.c_uint32()
        count = (ctypes.byref(needed), ctypes.byref(found))
        self._library.EnumJobsW(handle, 0, _MOST_JOBS, 1, None, 0, *count)
        room = ctypes.create_string_buffer(max(1, needed.value))
        if not self._library.EnumJobsW(handle, 0, _MOST_JOBS, 1, room, len(room), *count):
            return []
        jobs = ctypes.cast(room, ctypes.POINTER(_JobInfo))
        return [(jobs[at].JobId, jobs[at].Document or "", jobs[at].Status) for at in range(found.value)]

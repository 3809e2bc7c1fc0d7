"""How much memory a reading process may take: a hostile or broken workbook must not take the whole PC."""

import ctypes
import sys
from typing import Any

MAX_MEMORY = 1024**3  # bytes of address space: five times what a file of the largest size let in was seen to need
_PROCESS_MEMORY = 0x0100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_EXTENDED = 9  # JobObjectExtendedLimitInformation


def cap_memory(limit: int = MAX_MEMORY) -> None:
    """Let this process fail rather than take more than `limit` bytes. Quietly does nothing where the system refuses."""
    if sys.platform == "win32":
        _cap_by_job(limit, ctypes.WinDLL("kernel32"))
    else:
        _cap_by_rlimit(limit)


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("min_set", ctypes.c_size_t),
        ("max_set", ctypes.c_size_t),
        ("active", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t),
        ("peak_job", ctypes.c_size_t),
    )


def _cap_by_job(limit: int, kernel: Any) -> None:
    """Put this process into a job of its own; the job lives as long as the process holds its handle."""
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    wanted = _Extended(basic=_Basic(flags=_PROCESS_MEMORY), process_memory=limit)
    kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def _cap_by_rlimit(limit: int) -> None:
    import resource  # late: Windows has none

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or hard > limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture of the memory, full of names, on the disk

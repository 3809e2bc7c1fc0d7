"""How much memory a reading process may take: a hostile or broken workbook must not take the whole PC."""

import sys

MAX_MEMORY = 1024**3  # bytes of address space: five times what a file of the largest size let in was seen to need


def cap_memory(limit: int = MAX_MEMORY) -> None:
    """Let this process fail rather than take more than `limit` bytes. Quietly does nothing where the system refuses."""
    if sys.platform == "win32":
        _cap_by_job(limit)  # pragma: no cover - run on Windows only
    else:
        _cap_by_rlimit(limit)


if sys.platform == "win32":  # pragma: no cover - the twin of the POSIX branch below, run on Windows only
    import ctypes
    from ctypes import wintypes

    _PROCESS_MEMORY = 0x0100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    _EXTENDED = 9  # JobObjectExtendedLimitInformation

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", wintypes.LARGE_INTEGER),
            ("job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("min_set", ctypes.c_size_t),
            ("max_set", ctypes.c_size_t),
            ("active", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def _cap_by_job(limit: int) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        wanted = _Extended(basic=_Basic(flags=_PROCESS_MEMORY), process_memory=limit)
        kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))

else:
    import resource

    def _cap_by_rlimit(limit: int) -> None:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard == resource.RLIM_INFINITY or hard > limit:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture of the memory, full of names, on the disk

"""What this PC alone knows of a profile: a secret for its password slots and a token for its chain of changes.

Both lie outside the profile folder, so that a stolen or copied folder lacks them (SAFETY §2, SYNC §2).
"""

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.base.files import durable_folder, durable_write, patiently

SECRET_BYTES, TOKEN_BYTES = 32, 32
_NO_QUESTIONS = 0x1  # CRYPTPROTECT_UI_FORBIDDEN


@dataclass(frozen=True, slots=True)
class Device:
    """`secret` goes into password slots; `token` names the chain."""

    secret: bytes
    token: bytes

    def token_hash(self, folder: Path) -> bytes:
        """What the database keeps of the token; the folder goes in, so that a copy beside it gets its own chain."""
        return hashlib.sha256(self.token + os.fsencode(os.path.normcase(folder))).digest()


def device_for(folder: Path, profile: str) -> Device:
    """The device file of a profile in `folder`; made when missing: then only the recovery sheet opens the profile.

    One that the system does not open (of another account of Windows, say) is kept aside, for it may open again there.
    """
    path = folder / f"{profile}.device"
    try:
        data = _unprotect(patiently(path.read_bytes))
    except OSError:
        data = b""
    if len(data) != SECRET_BYTES + TOKEN_BYTES:
        if path.exists():
            path.replace(path.with_suffix(".unread"))
        data = os.urandom(SECRET_BYTES + TOKEN_BYTES)
        durable_folder(folder, mode=0o700)
        durable_write(path, _protect(data))
        if sys.platform != "win32":
            path.chmod(0o600)
    return Device(data[:SECRET_BYTES], data[SECRET_BYTES:])


def _protect(data: bytes) -> bytes:
    return data if sys.platform != "win32" else dpapi("CryptProtectData", data)


def _unprotect(data: bytes) -> bytes:
    return data if sys.platform != "win32" else dpapi("CryptUnprotectData", data)


def dpapi(function: str, data: bytes, load: Callable[[str], Any] | None = None) -> bytes:
    """Seal or open `data` for this Windows user; OSError when Windows refuses (another user's file).

    `load` gives a library of Windows by name.
    """
    import ctypes  # late: this system only

    class Blob(ctypes.Structure):
        """DATA_BLOB of the interface."""

        _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_char)))

    load = load or ctypes.WinDLL  # type: ignore[attr-defined]  # exists on Windows only
    windows, kernel = load("crypt32"), load("kernel32")
    given = Blob(len(data), ctypes.cast(ctypes.create_string_buffer(data, len(data)), ctypes.POINTER(ctypes.c_char)))
    made = Blob()
    if not windows[function](ctypes.byref(given), None, None, None, None, _NO_QUESTIONS, ctypes.byref(made)):
        raise OSError(function)
    try:
        return ctypes.string_at(made.data, made.size)
    finally:
        kernel.LocalFree(ctypes.cast(made.data, ctypes.c_void_p))

"""What this PC alone knows of a profile: a secret for its password slots and a token for its chain of changes.

Both lie outside the profile folder, so that a stolen or copied folder lacks them (SAFETY §2, SYNC §2).
"""

import ctypes
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.base.files import durable_write

SECRET_BYTES, TOKEN_BYTES = 32, 32


@dataclass(frozen=True, slots=True)
class Device:
    """`secret` goes into password slots; `token` names the chain."""

    secret: bytes
    token: bytes

    def token_hash(self, folder: Path) -> bytes:
        """What the database keeps of the token; the folder goes in, so that a copy beside it gets its own chain."""
        return hashlib.sha256(self.token + os.fsencode(folder)).digest()


def device_for(folder: Path, profile: str) -> Device:
    """The device file of a profile in `folder`; made when missing: then only the recovery sheet opens the profile."""
    path = folder / f"{profile}.device"
    try:
        data = _unprotect(path.read_bytes())
    except OSError:
        data = b""
    if len(data) != SECRET_BYTES + TOKEN_BYTES:
        data = os.urandom(SECRET_BYTES + TOKEN_BYTES)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable_write(path, _protect(data))
        if sys.platform != "win32":
            path.chmod(0o600)
    return Device(data[:SECRET_BYTES], data[SECRET_BYTES:])


def _protect(data: bytes) -> bytes:
    return data if sys.platform != "win32" else dpapi("CryptProtectData", data)


def _unprotect(data: bytes) -> bytes:
    return data if sys.platform != "win32" else dpapi("CryptUnprotectData", data)


class Blob(ctypes.Structure):
    """DATA_BLOB of the Windows data protection interface."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_char)))


def dpapi(function: str, data: bytes, library: Any = None) -> bytes:
    """Seal or open `data` for this Windows user; OSError when Windows refuses (another user's file)."""
    windows = library or ctypes.WinDLL("crypt32")  # type: ignore[attr-defined]  # exists on Windows only
    given = Blob(len(data), ctypes.cast(ctypes.create_string_buffer(data, len(data)), ctypes.POINTER(ctypes.c_char)))
    made = Blob()
    if not windows[function](ctypes.byref(given), None, None, None, None, 0, ctypes.byref(made)):
        raise OSError(function)
    return ctypes.string_at(made.data, made.size)

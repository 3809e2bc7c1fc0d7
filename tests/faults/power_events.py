"""What a program did to the disk, in order, as read from a log of its system calls."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CALLS = (
    "openat,open,creat,write,pwrite64,pwritev,pwritev2,writev,lseek,ftruncate,truncate,fallocate,fsync,fdatasync,"
    "rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,close,dup,dup2,dup3,"
    "sendfile,copy_file_range,mmap"
)
_LINE = re.compile(rb"^(\d+) +(\w+)\((.*)\) += (-?\d+)(.*)$")
_HALF = re.compile(rb"^(\d+) +(.*?) *<unfinished \.\.\.>$")
_REST = re.compile(rb"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_HANDLE = re.compile(rb"^(\d+)(?:<((?:\\x[0-9a-f]{2})*))?")


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes into a file (a number of its own) from a place on."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file made this long."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Settled:
    """The content of a file is on the disk."""

    file: int


@dataclass(frozen=True, slots=True)
class Named:
    """One step in a folder: names and the file, the folder (True) or nothing (None) that each stands for then."""

    folder: str
    names: tuple[tuple[str, int | bool | None], ...]


@dataclass(frozen=True, slots=True)
class FolderSettled:
    """The names in a folder are on the disk."""

    folder: str


@dataclass(frozen=True, slots=True)
class Told:
    """The program said that something is kept."""

    words: str


Event = Wrote | Cut | Settled | Named | FolderSettled | Told


class Unforeseen(Exception):
    """A call that writes in a way that the replay does not know: it has to learn it."""


def record(command: list[str], *, under: Path, log: Path, environ: dict[str, str]) -> list[Event]:
    """Run `command` and read what it did below the folder `under`, which holds nothing but folders at the start."""
    tracer = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-y",
        "-xx",
        "-s",
        "99999999",
        "-e",
        "signal=none",
        "-e",
        f"trace={CALLS}",
    ]
    run = subprocess.run(
        [*tracer, "-o", str(log), sys.executable, *command],
        cwd=ROOT, env=environ, capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if run.returncode:
        raise RuntimeError(run.stderr[-2000:])
    with log.open("rb") as lines:
        reading = Reading(str(under))
        return list(reading.events(whole(lines)))


def whole(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Calls that were cut in two by those of another thread, put together where they ended."""
    half: dict[bytes, bytes] = {}
    for line in map(bytes.rstrip, lines):
        if begun := _HALF.match(line):
            half[begun[1]] = begun[2]
        elif rest := _REST.match(line):
            yield rest[1] + b" " + half.pop(rest[1]) + rest[2]
        else:
            yield line


@dataclass(slots=True)
class _Handle:
    """An open file: what it is, where the next byte goes, and whether always to the end."""

    file: int | str  # a folder by its path
    at: int = 0
    appends: bool = False


@dataclass(slots=True)
class Reading:
    """Follows names and handles below one folder."""

    under: str
    files: dict[str, int] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    handles: dict[int, _Handle] = field(default_factory=dict)

    def events(self, lines: Iterator[bytes]) -> Iterator[Event]:
        """The events of the log, in the order in which the calls returned."""
        for line in lines:
            if (said := _LINE.match(line)) is None or int(said[4]) < 0:
                continue  # a signal, an exit, or a call that was refused
            yield from self._call(said[2].decode(), said[3], int(said[4]), said[5])

    def _call(self, name: str, given: bytes, got: int, after: bytes) -> Iterator[Event]:
        texts = [_plain(found[1]) for found in _TEXT.finditer(given)]
        if name in ("openat", "open", "creat"):
            yield from self._open(texts[0].decode(), given if name != "creat" else b"O_CREAT|O_TRUNC", got, after)
        elif name in ("rename", "renameat", "renameat2"):
            yield from self._rename(self._at(given, texts[0], 0), self._at(given, texts[1], 1))
        elif name in ("unlink", "unlinkat", "rmdir"):
            yield from self._names(self._at(given, texts[0], 0), None)
        elif name in ("mkdir", "mkdirat"):
            yield from self._names(self._at(given, texts[0], 0), True)
        elif name in ("link", "linkat", "symlink", "symlinkat", "truncate"):
            if any(text.decode().startswith(self.under) for text in texts):
                raise Unforeseen(name)
        else:
            yield from self._through_handle(name, given, texts, got)

    def _open(self, path: str, given: bytes, got: int, after: bytes) -> Iterator[Event]:
        opened = _HANDLE.match(str(got).encode() + after)
        real = _plain(opened[2]).decode() if opened and opened[2] else path
        self.handles.pop(got, None)
        if not real.startswith(f"{self.under}/") and real != self.under:
            return
        if real not in self.files:
            if b"O_CREAT" not in given:
                self.handles[got] = _Handle(real)
                return
            number = len(self.sizes) + 1
            self.sizes[number] = 0
            self.files[real] = number
            yield Named(*_split(real, number))
        file = self.files[real]
        self.handles[got] = _Handle(file, appends=b"O_APPEND" in given)
        if b"O_TRUNC" in given and self.sizes[file]:
            self.sizes[file] = 0
            yield Cut(file, 0)

    def _rename(self, old: str, new: str) -> Iterator[Event]:
        if not old.startswith(self.under):
            return
        folder, name = old.rsplit("/", 1)
        beside, other = new.rsplit("/", 1)
        if folder != beside or old not in self.files:
            raise Unforeseen("rename")
        self.files[new] = self.files.pop(old)
        yield Named(folder, ((name, None), (other, self.files[new])))

    def _names(self, path: str, what: bool | None) -> Iterator[Event]:
        if path.startswith(f"{self.under}/"):
            self.files.pop(path, None)
            yield Named(*_split(path, what))

    def _through_handle(self, name: str, given: bytes, texts: list[bytes], got: int) -> Iterator[Event]:
        parts = [part.strip() for part in _TEXT.sub(b"", given).split(b",")]
        place = parts[4] if name == "mmap" else parts[0]
        found = _HANDLE.match(place)
        number = int(found[1]) if found else -1
        if name == "close":
            self.handles.pop(number, None)
            return
        if name == "write" and number == 1 and number not in self.handles:
            yield from map(Told, texts[0].decode().splitlines())
            return
        handle = self.handles.get(number)
        if handle is None or (isinstance(handle.file, str) and name not in ("fsync", "fdatasync")):
            return
        if isinstance(handle.file, str):
            yield FolderSettled(handle.file)
        elif name in ("fsync", "fdatasync"):
            yield Settled(handle.file)
        elif name == "lseek":
            handle.at = got
        elif name in ("write", "pwrite64"):
            at = int(parts[-1]) if name == "pwrite64" else self.sizes[handle.file] if handle.appends else handle.at
            if name == "write":
                handle.at = at + got
            self.sizes[handle.file] = max(self.sizes[handle.file], at + got)
            yield Wrote(handle.file, at, texts[0][:got])
        elif name == "ftruncate":
            self.sizes[handle.file] = int(parts[1])
            yield Cut(handle.file, int(parts[1]))
        elif name == "fallocate":
            end = int(parts[2]) + int(parts[3])
            if end > self.sizes[handle.file]:
                self.sizes[handle.file] = end
                yield Cut(handle.file, end)
        elif name == "mmap":
            memory = _plain(found[2]).decode() if found and found[2] else ""
            if b"MAP_SHARED" in given and b"PROT_WRITE" in given and not memory.endswith("-shm"):
                raise Unforeseen(name)
        else:
            raise Unforeseen(name)

    def _at(self, given: bytes, text: bytes, place: int) -> str:
        """The path that is meant, beside a handle of a folder where it is told by one."""
        path = text.decode()
        if path.startswith("/"):
            return path
        folders = re.findall(rb"(?:^|, )(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)", given)
        return f"{_plain(folders[place]).decode()}/{path}" if place < len(folders) else path


def _plain(escaped: bytes) -> bytes:
    return bytes.fromhex(escaped.replace(b"\\x", b"").decode())


def _split(path: str, what: int | bool | None) -> tuple[str, tuple[tuple[str, int | bool | None], ...]]:
    folder, name = path.rsplit("/", 1)
    return folder, ((name, what),)

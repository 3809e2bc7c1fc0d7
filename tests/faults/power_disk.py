"""A disk that may lose power: what is settled stays, of the rest any part may be there or not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.power_events import Cut, Event, FolderSettled, Named, Settled, Told, Wrote

SECTOR = 512
Names = dict[str, int | bool]
FATES = ("kept", "dropped", "some", "torn")


@dataclass(slots=True)
class _Content:
    """A file: what is settled of it, and the steps since."""

    settled: bytearray = field(default_factory=bytearray)
    loose: list[Wrote | Cut] = field(default_factory=list)

    def settle(self) -> None:
        for step in self.loose:
            _apply(self.settled, step)
        self.loose.clear()

    def now(self) -> bytes:
        """As the running program reads it."""
        content = bytearray(self.settled)
        for step in self.loose:
            _apply(content, step)
        return bytes(content)

    def after_power_cut(self, random: Random, fate: str) -> bytes | bytearray:
        """As it may be found afterwards."""
        if not self.loose or fate == "dropped":
            return self.settled
        content = bytearray(self.settled)
        for step in self.loose:
            how = fate if fate == "kept" else random.choice(("kept", "dropped", "torn" if fate == "torn" else "kept"))
            if how == "kept" or (how == "torn" and isinstance(step, Cut)):
                _apply(content, step)
            elif how == "torn" and isinstance(step, Wrote):
                for piece in _pieces(step, random):
                    _apply(content, piece)
        return content


@dataclass(slots=True)
class _Folder:
    """A folder: the names that are settled, and the steps since."""

    settled: Names = field(default_factory=dict)
    loose: list[Named] = field(default_factory=list)

    def settle(self) -> None:
        self.settled, self.loose = self.names(len(self.loose)), []

    def names(self, steps: int) -> Names:
        """With so many of the steps since; a folder loses them from the end."""
        names = dict(self.settled)
        for step in self.loose[:steps]:
            for name, what in step.names:
                if what is None:
                    names.pop(name, None)
                else:
                    names[name] = what
        return names


@dataclass(slots=True)
class Disk:
    """Everything below `root`, whose folders `standing` were there before."""

    root: str
    standing: tuple[str, ...]
    files: dict[int, _Content] = field(default_factory=dict)
    folders: dict[str, _Folder] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folders = {self.root: _Folder(dict.fromkeys(self.standing, True))}

    def take(self, event: Event) -> None:
        """One thing more that the program did."""
        match event:
            case Wrote() | Cut():
                self._file(event.file).loose.append(event)
            case Settled():
                self._file(event.file).settle()
            case Named():
                self._folder(event.folder).loose.append(event)
                for name, what in event.names:  # one of the same name that was there before is another one
                    if what is True:
                        self.folders.pop(f"{event.folder}/{name}", None)
            case FolderSettled():
                self._folder(event.folder).settle()
            case Told():
                pass

    def now(self, path: str) -> bytes | None:
        """A file as the running program reads it."""
        folder, name = path.rsplit("/", 1)
        steps = self._folder(folder)
        what = steps.names(len(steps.loose)).get(name)
        return None if what is None or what is True else self._file(what).now()

    def image(self, random: Random) -> dict[str, bytes | bytearray | None]:
        """Each path and its content after a power cut here; folders have none, shared memory is gone."""
        return dict(self._below(self.root, random))

    def _below(self, folder: str, random: Random) -> Iterator[tuple[str, bytes | bytearray | None]]:
        steps = self._folder(folder)
        left = {"kept": len(steps.loose), "dropped": 0}.get(random.choice(FATES), random.randint(0, len(steps.loose)))
        for name, what in steps.names(left).items():
            path = f"{folder}/{name}"
            if what is True:
                yield path, None
                yield from self._below(path, random)
            elif not name.endswith("-shm"):
                yield path, self._file(what).after_power_cut(random, random.choice(FATES))

    def _file(self, number: int) -> _Content:
        return self.files.setdefault(number, _Content())

    def _folder(self, path: str) -> _Folder:
        return self.folders.setdefault(path, _Folder())


def build(image: dict[str, bytes | bytearray | None], root: Path) -> None:
    """Put an image on a real disk, in place of whatever stands in `root`; what stands as it should is left alone."""
    for path, content in image.items():
        if content is None:
            Path(path).mkdir(parents=True, exist_ok=True)
        else:
            Path(path).write_bytes(content)
    for path in sorted(root.rglob("*"), reverse=True):
        if str(path) not in image:
            path.rmdir() if path.is_dir() else path.unlink()


def _pieces(step: Wrote, random: Random) -> Iterator[Wrote]:
    """The sectors of a write that came to the disk."""
    start = 0
    while start < len(step.data):
        end = min(len(step.data), start + SECTOR - (step.at + start) % SECTOR)
        if random.random() < 0.5:
            yield Wrote(step.file, step.at + start, step.data[start:end])
        start = end


def _apply(content: bytearray, step: Wrote | Cut) -> None:
    size = step.size if isinstance(step, Cut) else step.at + len(step.data)
    if len(content) < size:
        content.extend(bytes(size - len(content)))
    if isinstance(step, Cut):
        del content[size:]
    else:
        content[step.at : size] = step.data

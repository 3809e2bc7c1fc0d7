"""What a program had promised by a moment of its log, and whether a disk keeps it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.faults.deeds import NEXT, PASSWORD
from tests.faults.power_disk import Disk
from tests.faults.power_events import Event, Told

Image = dict[str, bytes | bytearray | None]


@dataclass(frozen=True, slots=True)
class Promised:
    """What was told by a moment, and what may stand because it was under way."""

    made: bool
    homes: frozenset[str]
    links: frozenset[str]
    passwords: tuple[str, ...]  # one of these opens
    files: dict[str, tuple[str, ...]]  # a digest, or "" for none


@dataclass(slots=True)
class Story:
    """All that is told in a log, with its place in it."""

    events: Sequence[Event]
    deeds: dict[str, tuple[int, int]] = field(default_factory=dict)
    _told: list[tuple[int, str, str]] = field(default_factory=list)  # place, kind, of what
    _versions: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def read(self, disk: Disk) -> None:
        """Go through the whole log once, and note each file as it was when it was told."""
        begun, deed = 0, "make"
        for place, event in enumerate(self.events):
            disk.take(event)
            if not isinstance(event, Told):
                continue
            kind, _space, what = event.words.partition(" ")
            self._told.append((place, kind, what))
            if kind == "deed":
                self.deeds[deed] = (begun, place)
                begun, deed = place, what
            if kind == "file":
                content = disk.now(f"{disk.root}/{what}")
                assert content is not None, what
                self._versions.setdefault(what, []).append((place, digest(content)))
        self.deeds[deed] = (begun, len(self.events))

    def promised(self, at: int) -> Promised:
        """After the first `at` events."""
        told = [(kind, what) for place, kind, what in self._told if place < at]
        kinds = {kind for kind, _what in told}
        passwords = (
            (NEXT,) if "password" in kinds else (PASSWORD, NEXT) if ("deed", "password") in told else (PASSWORD,)
        )
        files = {}
        for path, versions in self._versions.items():
            before = [version for place, version in versions if place < at]
            after = [version for place, version in versions if place >= at]
            files[path] = (before[-1] if before else "", *after[:1])
        return Promised(
            made="made" in kinds,
            homes=frozenset(what for kind, what in told if kind == "home"),
            links=frozenset(what for kind, what in told if kind == "link"),
            passwords=passwords,
            files=files,
        )


def files_broken(promised: Promised, image: Image, root: str) -> str:
    """What is wrong with the files that were taken out: lost, half, or neither the old one nor the new one."""
    for path, allowed in promised.files.items():
        content = image.get(f"{root}/{path}")
        stands = "" if content is None else digest(content)
        if stands not in allowed:
            return f"{path}: {'lost' if content is None else f'half, {len(content)} bytes'}"
    return ""


def digest(content: bytes | bytearray) -> str:
    """A short name for a content."""
    return hashlib.sha256(content).hexdigest()

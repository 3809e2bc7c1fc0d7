"""Packages: the sealed files of one handing over, made by one end and put together again by the other (SYNC §6)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

import msgspec

from desktop.base.clock import local_time
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.sync.blobs import BlobRequest, BlobResponse
from desktop.sync.bundle import PART_BYTES, Answer, Down, Up, answer_files, answer_to, in_parts
from desktop.sync.carried_weight import SUFFIX
from desktop.sync.key_pair import OwnKeys, PublicKeys
from desktop.sync.protocol import encoder
from desktop.sync.run import Peer
from desktop.sync.sealed_file import Head, Kind, Unfit, look, seal, torn, unproved, unseal

Who = Callable[[UUID], PublicKeys | None]  # the keys of an end, when it is enrolled
Welcome = Callable[[bytes], PublicKeys | None]  # takes in who introduces themselves, when they may
Part = TypeVar("Part", Up, Down)


@dataclass(frozen=True, slots=True)
class Sealed:
    """One part as it goes onto a stick."""

    head: Head
    data: bytes

    @property
    def name(self) -> str:
        """Told apart by people and by the oldest file systems; nothing is read out of it."""
        head = self.head
        kind = _("下发") if head.kind in ("down", "snap") else _("上报")
        when = f"{local_time(head.at):%Y%m%d-%H%M}"
        return f"{kind}-{when}-{head.package.hex[-8:]}-{head.part}-{head.parts}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class Package:
    """What came whole of one handing over: its parts, opened, in order."""

    head: Head
    parts: dict[int, bytes] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[int, ...]:
        """The parts that lie elsewhere, from 1."""
        return tuple(part for part in range(1, self.head.parts + 1) if part not in self.parts)

    def ups(self) -> list[Up]:
        """The parts of a package that went up. Raises Unfit when its sender is not who it says."""
        found = [_decoded(said, Up) for said in self._in_order()]
        if any(up.request.device != self.head.sender for up in found):
            raise torn()
        if any(up.files is not None and up.files.device != self.head.sender for up in found):
            raise torn()
        return found

    def downs(self) -> list[Down]:
        """The parts of a package that came down; what follows a missing one fits nothing, and is left."""
        return [_decoded(said, Down) for said in self._in_order()]

    def _in_order(self) -> list[bytes]:
        return [said for _part, said in sorted(self.parts.items())]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some files, sorted: packages for this end, files for others, and what is not read with the reason."""

    mine: tuple[Package, ...]
    foreign: tuple[Sealed, ...]
    refused: tuple[tuple[str, Unfit], ...]


# The end that writes


def pack_up(ups: Sequence[Up], *, by: OwnKeys, to: PublicKeys, at: int, schema: str = "") -> list[Sealed]:
    """The files that a PC hands over."""
    changes = [change for up in ups for change in up.request.changes]
    first, last = (changes[0].n, changes[-1].n) if changes else (0, 0)
    head = Head(uuid7(), by.id, to.id, "up" if changes else "ack", at, first, last, schema, parts=len(ups))
    return _sealed(head, [encoder.encode(up) for up in ups], by=by, to=to)


def pack_claim(claim: bytes, *, by: OwnKeys, to: PublicKeys, at: int) -> Sealed:
    """The file by which a PC that was enrolled by a file introduces itself."""
    (sealed,) = _sealed(Head(uuid7(), by.id, to.id, "join", at), [claim], by=by, to=to)
    return sealed


def pack_down(
    answers: Sequence[Answer],
    *,
    by: OwnKeys,
    to: PublicKeys,
    at: int,
    schema: str = "",
    size: int = PART_BYTES,
    files: Sequence[Down] = (),
    to_package: UUID | None = None,
) -> list[Sealed]:
    """The files that the hub answers with, to the package `to_package`."""
    parts = [*in_parts(answers, size=size), *files]
    first, last = answers[0].cursor, answers[-1].response.cursor
    kind: Kind = "down" if first else "snap"
    head = Head(uuid7(), by.id, to.id, kind, at, first, last, schema, parts=len(parts), answers=to_package)
    return _sealed(head, [encoder.encode(part) for part in parts], by=by, to=to)


def _sealed(head: Head, parts: Iterable[bytes], *, by: OwnKeys, to: PublicKeys) -> list[Sealed]:
    heads = ((msgspec.structs.replace(head, part=number), said) for number, said in enumerate(parts, 1))
    return [Sealed(one, seal(one, said, to=to, by=by)) for one, said in heads]


# The end that reads


def _stranger(_claim: bytes) -> PublicKeys | None:
    return None


def gather(
    files: Iterable[tuple[str, bytes]], *, own: OwnKeys, who: Who, welcome: Welcome = _stranger
) -> Gathered:  # fmt: skip
    """Sort (name, content) of files: oldest package first, a doubled file once. Nothing unfit is looked into.

    Who introduces themselves is taken in by `welcome` before anything else of theirs is read.
    """
    mine: dict[tuple[UUID, UUID], Package] = {}
    foreign: dict[tuple[UUID, int], Sealed] = {}
    refused: list[tuple[str, Unfit]] = []
    for name, data, head in _heads(files, refused):
        try:
            if head.sender == own.id:
                continue  # what this end wrote itself and finds again
            if head.receiver != own.id:
                foreign.setdefault((head.package, head.part), Sealed(head, data))
                continue
            sender = welcome(unproved(data, to=own)) if head.kind == "join" else who(head.sender)
            if sender is None:
                raise Unfit(_("这个交换文件来自没有登记的电脑，没有读取。请向县里核对这台电脑。"))
            said = unseal(data, by=sender, to=own)
            if head.kind == "join":
                continue
            mine.setdefault((head.sender, head.package), Package(head)).parts[head.part] = said
        except Unfit as unfit:
            refused.append((name, unfit))
    whole = sorted(mine.values(), key=lambda one: (one.head.at, one.head.package))
    return Gathered(tuple(whole), tuple(foreign.values()), tuple(refused))


def _heads(
    files: Iterable[tuple[str, bytes]], refused: list[tuple[str, Unfit]]
) -> list[tuple[str, bytes, Head]]:  # fmt: skip
    """With their headers, introductions first."""
    found = []
    for name, data in files:
        try:
            found.append((name, data, look(data)))
        except Unfit as unfit:
            refused.append((name, unfit))
    return sorted(found, key=lambda one: one[2].kind != "join")


def answered(
    package: Package,
    peer: Peer,
    *,
    own: OwnKeys,
    to: PublicKeys,
    at: int,
    schema: str = "",
    size: int = PART_BYTES,
    serve: Callable[[BlobRequest], BlobResponse] | None = None,
) -> list[Sealed]:
    """The hub's answer to a package that went up, to be carried back; `peer` serves its sender. Raises Unfit."""
    ups = package.ups()
    answers = answer_to(peer, ups)
    files = answer_files(serve, ups) if serve is not None else []
    return pack_down(
        answers, by=own, to=to, at=at, schema=schema, size=size, files=files, to_package=package.head.package
    )  # fmt: skip


def _decoded(said: bytes, kind: type[Part]) -> Part:
    try:
        return msgspec.msgpack.decode(said, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as strange:
        raise torn() from strange

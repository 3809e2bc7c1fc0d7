"""Sealed files that were carried to the county: each package is taken in as over a line, and its answer written."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import msgspec

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.county import audit, blobs, devices, file_terms
from desktop.county.office import Busy, Office, Refused
from desktop.sync import enrol
from desktop.sync.blobs import BlobRequest, BlobResponse
from desktop.sync.key_pair import PublicKeys
from desktop.sync.package import Sealed, answered, gather
from desktop.sync.sealed_file import Head, Unfit


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of some files: the answers to be carried back, how many changes came, and what was not read."""

    answers: tuple[Sealed, ...]
    packages: int
    changes: int
    refused: tuple[tuple[str, UserError], ...]

    def done_with(self, head: Head) -> bool:
        """Does a file of the stick tell nothing any more beside these answers? What they answer, and older ones."""
        answers = [one.head for one in self.answers]
        if head.package in {one.package for one in answers}:
            return False
        older = (head.sender, head.receiver) in {(one.sender, one.receiver) for one in answers}
        met = head.kind == "join" and head.sender in {one.receiver for one in answers}
        return older or met or head.package in {one.answers for one in answers}


def take(office: Office, files: Iterable[tuple[str, bytes]]) -> Carried:
    """Take in whatever is for the county; what is for others is left alone. Every refusal is noted. Raises Busy."""
    gathered = gather(files, own=office.keys, who=lambda end: _public(office, end), welcome=lambda c: _met(office, c))
    refused: list[tuple[str, UserError]] = list(gathered.refused)
    answers: list[Sealed] = []
    changes = packages = 0
    for package in gathered.mine:
        sender = _public(office, package.head.sender)
        assert sender is not None  # gathered by it
        try:
            ups = package.ups()
            answers += answered(
                package, office, own=office.keys, to=sender, at=office.clock.now_ms(), serve=partial(_files, office)
            )
        except Unfit as unfit:
            refused.append(("", unfit))
            continue
        packages, changes = packages + 1, changes + sum(len(up.request.changes) for up in ups)
    if refused:
        with office.transaction() as connection:
            for name, why in refused:
                audit.note(connection, "a carried file refused", at=office.clock.now_ms(), detail=f"{name} {why}")
    with suppress(Busy):  # a county that nobody reaches over a line looks when it is brought something
        file_terms.look_daily(office)
    return Carried(tuple(answers), packages, changes, tuple(refused))


def _public(office: Office, end: UUID) -> PublicKeys | None:
    with office.transaction() as connection:
        known = devices.find(connection, end)
    return None if known is None else known.public


def _met(office: Office, said: bytes) -> PublicKeys | None:
    """A PC that was enrolled by a file shows its claim; taken a second time it changes nothing."""
    try:
        claim = msgspec.msgpack.decode(said, type=enrol.Claim)
        keys = PublicKeys.from_bytes(claim.device, claim.keys)
        office.enrol(claim)
    except (msgspec.DecodeError, ValueError):
        return None
    except Refused as refused:
        raise Unfit(
            _("登记文件已经用过、过期或作废，这台电脑没有登记上。请给它一个新的登记文件。")
        ) from refused  # fmt: skip
    return keys


def _files(office: Office, request: BlobRequest) -> BlobResponse:
    """A PC that was disabled reads nothing more, and what it brings is not kept."""
    try:
        return blobs.take(office, request)
    except Refused:
        return BlobResponse((), (), 0)

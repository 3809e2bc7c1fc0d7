"""One row as the hub keeps it: its values, the last write of each field group, its owners, what is asked about it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from desktop.base.ids import id_said
from desktop.sync.merge import Rev
from desktop.sync.protocol import Key, Values
from desktop.sync.shape import ALIVE, UNIT

_pack = msgspec.msgpack.Encoder(uuid_format="bytes").encode
_values = msgspec.msgpack.Decoder(dict[str, Any]).decode
_revs = msgspec.msgpack.Decoder(list[tuple[int, UUID, list[str]]]).decode
_owners = msgspec.msgpack.Decoder(list[tuple[int, UUID]]).decode
_ids = msgspec.msgpack.Decoder(list[UUID]).decode
_NONE, _ONE = b"\x90", b"\x91"  # how MessagePack begins a list of nothing, and of one


@dataclass(slots=True)
class HubRow:
    """See hub_tables.ROW. `stands`: it is in the table already. Empty values: only something is asked about it."""

    values: Values = field(default_factory=dict)
    revs: dict[str, Rev] = field(default_factory=dict)
    owners: bytes | list[tuple[int, UUID]] = field(default_factory=list)  # as it is in the table, until somebody asks
    asked: list[UUID] = field(default_factory=list)
    seq: int = 0
    stands: bool = False

    def unit(self) -> UUID:
        """Whose it is."""
        return id_said(self.values[UNIT])

    def owned(self) -> list[tuple[int, UUID]]:
        """Whose it ever was, each from a sequence on."""
        if isinstance(self.owners, bytes):
            self.owners = _owners(self.owners)
        return self.owners

    def moved(self) -> bool:
        """Did it ever belong to another unit?"""
        owners = self.owners
        return owners[:1] != _ONE if isinstance(owners, bytes) else len(owners) > 1


def read(kept: Any) -> HubRow:
    """A row out of the table."""
    writes = _revs(kept.revs)
    revs: dict[str, Rev] = dict.fromkeys(writes[0][2], writes[0][:2]) if writes else {}
    for seq, by, groups in writes[1:]:
        revs |= dict.fromkeys(groups, (seq, by))
    asked = _ids(kept.asked) if kept.asked != _NONE else []
    return HubRow(_values(kept.said), revs, kept.owners, asked, kept.seq, stands=True)


def values_of(said: bytes) -> Values:
    """Only the values of a row out of the table."""
    return _values(said)


def owners_of(said: bytes) -> set[UUID]:
    """Only whose it ever was."""
    return {unit for _seq, unit in _owners(said)}


def write(key: Key, row: HubRow, *, natural: Sequence[str]) -> dict[str, Any]:
    """The columns of a row."""
    writes: dict[int, tuple[int, UUID, list[str]]] = {}  # most groups of a row were last written together
    for group, (seq, by) in row.revs.items():
        if seq in writes:
            writes[seq][2].append(group)
        else:
            writes[seq] = (seq, by, [group])
    return {
        "row_id": key[1], "table_name": key[0], "its_id": key[1], "its_table": key[0],
        "unit_id": row.unit(), "seq": row.seq, "said": _pack(row.values),
        "revs": _pack(list(writes.values())),
        "owners": row.owners if isinstance(row.owners, bytes) else _pack(row.owners),
        "asked": _pack(row.asked) if row.asked else _NONE,
        "mark": mark(key[0], row.values, natural) if row.values.get(ALIVE) else None,
    }  # fmt: skip


def mark(table: str, values: Mapping[str, Any], natural: Sequence[str]) -> bytes | None:
    """What two rows of a unit share when they hold the same in the fields that should tell them apart."""
    said = [values.get(name) for name in natural]
    if not said or not all(said):
        return None
    return hashlib.blake2b(_pack([table, values.get(UNIT), *said]), digest_size=12).digest()

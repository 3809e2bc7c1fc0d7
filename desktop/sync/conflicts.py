"""Conflicts as the hub keeps them: ordinary rows in the scope of their record, open until people decide (SYNC §4)."""

from collections.abc import Mapping
from uuid import UUID, uuid5

import msgspec

from desktop.sync.ancestry import is_ancestor
from desktop.sync.hub_state import HubState, Link
from desktop.sync.merge import Clash, Rev
from desktop.sync.protocol import Change, Key, Values
from desktop.sync.shape import UNIT

CONFLICT = "conflict"


def open_(state: HubState, key: Key, change: Change, *, clash: Clash, revs: Mapping[str, Rev], link: Link) -> None:
    """A conflict is an ordinary row in its record's scope; a later edit of the same chain folds into the open one."""
    stands = _open_one(state, key, clash, link=link)
    row_id = stands or uuid5(change.id, clash.group)
    theirs = revs.get(clash.group)
    rev = (state.next_seq(), change.id)
    row = state.row(key) or {}
    before = state.row((CONFLICT, stands)) if stands else None
    mine = (msgspec.json.decode(before["mine"]) if before else {}) | clash.mine
    values: Values = {
        "mine": _text(mine), "mine_change": str(change.id), "mine_by": str(change.actor), "mine_at": change.at,
    }  # fmt: skip
    stood = state.change(theirs[1]) if theirs else None
    if stands is None:
        values |= {
            "unit_id": row[UNIT], "alive": True, "table_name": key[0], "row_id": str(key[1]), "group_name": clash.group,
            "kind": clash.kind,
            "base": _text(clash.base), "theirs": _text(clash.theirs),
            "theirs_change": str(theirs[1]) if theirs else None, "state": "open",
            "theirs_by": str(stood.actor) if stood else None, "theirs_at": stood.at if stood else None,
        }  # fmt: skip
        state.conflict_opened(key, row_id)
    state.write((CONFLICT, row_id), values, dict.fromkeys(values, rev))
    state.tell(UUID((before or row)[UNIT]), (CONFLICT, row_id), seq=rev[0], kind="up")


def move(state: HubState, key: Key, *, to: UUID, by: UUID) -> None:
    """The record went to another unit: what is asked about it goes along."""
    for row_id in state.conflicts_of(key):
        row = state.row((CONFLICT, row_id)) or {}
        state.tell(UUID(row[UNIT]), (CONFLICT, row_id), seq=state.next_seq(), kind="evict")
        seq = state.next_seq()
        state.write((CONFLICT, row_id), {UNIT: str(to)}, {UNIT: (seq, by)})
        state.tell(to, (CONFLICT, row_id), seq=seq, kind="up")
        move(state, (CONFLICT, row_id), to=to, by=by)  # the answer to a question may be asked about in its turn


def _text(values: Values) -> str:
    return msgspec.json.encode(values, order="deterministic").decode()


def _open_one(state: HubState, key: Key, clash: Clash, *, link: Link) -> UUID | None:
    """The open conflict that this edit was built upon: of the same branch, and over the value that is asked there."""
    for row_id in state.conflicts_of(key):
        row = state.row((CONFLICT, row_id))
        if (
            row
            and row["group_name"] == clash.group
            and row["state"] == "open"
            and is_ancestor(state, UUID(row["mine_change"]), link)
        ):
            mine = msgspec.json.decode(row["mine"])
            if all(clash.base.get(name) == mine[name] for name in clash.mine if name in mine):
                return row_id
    return None

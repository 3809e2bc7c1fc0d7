"""Conflicts as the hub keeps them: ordinary rows in the scope of their record, open until people decide (SYNC §4)."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

import msgspec

from desktop.sync.ancestry import is_ancestor
from desktop.sync.hub_state import HubState, Link
from desktop.sync.merge import Clash, Rev
from desktop.sync.protocol import Change, Key, Values
from desktop.sync.shape import ALIVE, UNIT, TableShape

CONFLICT = "conflict"
JOINED = "joined"  # the kind of a question that was none: told, not asked


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


def joined(
    state: HubState,
    key: Key,
    change: Change,
    *,
    groups: Sequence[str],
    shape: TableShape,
    revs: Mapping[str, Rev],
    link: Link,
) -> None:
    """Tell people what was joined by itself: `groups` of this change and what another wrote unseen stand side by side.

    Nothing is asked: the row is a decided question, in the scope of its record, so that both authors may look at it.
    """
    own = {shape.group(name) for name in change.patch} | {ALIVE, UNIT}
    seen = max(change.seen.values(), default=0)
    others: dict[UUID, list[str]] = {}
    for group, (seq, by) in revs.items():
        if group not in own and seq > seen and not is_ancestor(state, by, link):
            others.setdefault(by, []).append(group)
    row = state.row(key) or {}
    mine = {name: pair for name, pair in change.patch.items() if shape.group(name) in groups}
    for by, written in others.items():
        row_id, other = uuid5(change.id, f"joined {by}"), state.change(by)
        names = [name for group in written for name in shape.members(group)]
        if other is None or other.op != "update" or state.row((CONFLICT, row_id)) is not None:
            continue
        rev = (state.next_seq(), change.id)
        values: Values = {
            "unit_id": row[UNIT], "alive": True, "table_name": key[0], "row_id": str(key[1]),
            "group_name": written[0], "kind": JOINED, "state": "decided",
            "base": _text({name: pair[0] for name, pair in mine.items()}),
            "mine": _text({name: pair[1] for name, pair in mine.items()}),
            "mine_change": str(change.id), "mine_by": str(change.actor), "mine_at": change.at,
            "theirs": _text({name: row.get(name) for name in names}),
            "theirs_change": str(by), "theirs_by": str(other.actor), "theirs_at": other.at,
        }  # fmt: skip
        state.conflict_opened(key, row_id)
        state.write((CONFLICT, row_id), values, dict.fromkeys(values, rev))
        state.tell(UUID(row[UNIT]), (CONFLICT, row_id), seq=rev[0], kind="up")


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

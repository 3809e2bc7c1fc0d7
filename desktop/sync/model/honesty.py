"""The laws of what an edit claims to have seen, asked when it is made: no merge can be right about a wrong claim."""

from uuid import UUID

import msgspec

from desktop.sync.conflicts import CONFLICT, JOINED
from desktop.sync.model.law import aware, hold
from desktop.sync.model.world import SHAPE, World
from desktop.sync.protocol import Change, Values
from desktop.sync.shape import ALIVE

_said = msgspec.json.decode


def i1_what_is_claimed_was_seen(world: World) -> None:
    """Of all that the hub wrote up to a claimed sequence, the author knew the newest."""
    for _pc, change in world.ledger.made[world.checked_made :]:
        for name, value in _told(world, change).items():
            known = world.saw(change.id).get(name)
            hold(
                "I1 what is claimed was seen", true=aware(world, known, value), said=(change.table, name, known, value)
            )


def _told(world: World, change: Change) -> dict[str, object]:
    """The newest values that the hub wrote up to what the change claims, of the groups that it answers for."""
    shape = SHAPE[change.table]
    retires = change.patch.get(ALIVE, [None, None])[1] is False
    newest: dict[str, object] = {}
    for seq, values in world.memory().history.get((change.table, change.row), ()):
        for name, value in values.items():
            claimed = change.seen.get(shape.group(name), change.seen.get(ALIVE, 0) if retires else 0)
            if seq <= claimed and type(value) is int:
                newest[name] = value
    return newest


def i6_what_was_seen_is_claimed(world: World) -> None:
    """Whoever saw a value that another wrote claims the sequence that it has: else a conflict is asked for nothing."""
    if world.memory().epoch > 1:
        return  # sequences begin anew, and what was seen before is told in the old ones
    for pc_id, change in world.ledger.made[world.checked_made :]:
        saw, own = world.saw(change.id), world.ledger.knew[change.id]
        for seq, values in world.memory().history.get((change.table, change.row), ()):
            for name, value in values.items():
                strange = type(value) is int and world.ledger.writer.get(value) not in own
                if strange and name in change.patch and saw.get(name) == value and change.table != CONFLICT:
                    claimed = change.seen[SHAPE[change.table].group(name)]
                    hold("I6 what was seen is claimed", true=claimed >= seq, said=(pc_id, name, value, claimed, seq))


def i6_who_was_joined_is_told(world: World) -> None:
    """Where an edit joined what its author had not seen, a decided question tells both; and it tells what happened."""
    hub = world.memory()
    for _seq, key, values, before in hub.written[world.checked :]:
        if key[0] == CONFLICT and before is None and values["kind"] == JOINED:
            mine = hub.change(UUID(values["mine_change"]))
            apart = mine is not None and mine.patch.keys().isdisjoint(_said(values["theirs"]))
            hold("I6 joined is what was joined", true=apart and values["state"] == "decided", said=values)
        elif key[0] != CONFLICT and before is not None and hub.epoch == 1:
            rows = [hub.row((CONFLICT, row_id)) or {} for row_id in hub.conflicts_of(key)]
            told = [row for row in rows if row["kind"] == JOINED]
            for one, name, value in _joined(world, values, before):
                fine = any(row["mine_change"] == str(one) and _said(row["theirs"]).get(name) == value for row in told)
                hold("I6 who was joined is told", true=fine, said=(key, values, before))


def _joined(world: World, values: Values, before: Values) -> set[tuple[UUID, str, int]]:
    """The change that wrote these values, with each value beside them that its author neither saw nor wrote."""
    writer, shape, found = world.ledger.writer, SHAPE["home"], set()
    for one in {writer[value] for value in values.values() if type(value) is int}:
        change = world.memory().change(one)
        written = {shape.group(name) for name in change.patch} if change else set()
        saw, own = world.saw(one), world.ledger.knew[one]
        for name, value in before.items():
            if type(value) is int and shape.group(name) not in written:
                other = world.memory().change(writer[value])
                over = any(writer.get(saw.get(each)) in own for each in shape.members(shape.group(name)))
                unseen = not over and not aware(world, saw.get(name), value)  # an own edit over it is asked by itself
                if other is not None and other.op == "update" and unseen:
                    found.add((one, name, value))
    return found


def i4_nothing_is_parked_whose_turn_has_come(world: World) -> None:
    """The hub takes in what waited as soon as it knows what it follows."""
    turn = [digest for digest, changes in world.memory().parked.items() if changes and world.memory().at_digest(digest)]
    hold("I4 nothing is parked whose turn has come", true=not turn, said=len(turn))


HONEST = (
    i1_what_is_claimed_was_seen,
    i6_what_was_seen_is_claimed,
    i6_who_was_joined_is_told,
    i4_nothing_is_parked_whose_turn_has_come,
)

"""The laws of what an edit claims to have seen, asked when it is made: no merge can be right about a wrong claim."""

from desktop.sync.conflicts import CONFLICT
from desktop.sync.model.law import aware, hold
from desktop.sync.model.world import SHAPE, World
from desktop.sync.protocol import Change
from desktop.sync.shape import ALIVE


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


def i4_nothing_is_parked_whose_turn_has_come(world: World) -> None:
    """The hub takes in what waited as soon as it knows what it follows."""
    turn = [digest for digest, changes in world.memory().parked.items() if changes and world.memory().at_digest(digest)]
    hold("I4 nothing is parked whose turn has come", true=not turn, said=len(turn))


HONEST = (i1_what_is_claimed_was_seen, i6_what_was_seen_is_claimed, i4_nothing_is_parked_whose_turn_has_come)

"""The laws of the exchange (SYNC §7): functions that raise Broken; their truth is the model's own bookkeeping."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from desktop.sync.conflicts import CONFLICT, JOINED
from desktop.sync.desk_state import Sending
from desktop.sync.hub_state import Device
from desktop.sync.model.law import aware, hold, knew
from desktop.sync.model.pc import Pc
from desktop.sync.model.world import SHAPE, World, rule
from desktop.sync.protocol import Key, Values
from desktop.sync.push import not_entitled
from desktop.sync.run import outgoing

SET_ASIDE = frozenset({"quarantined", "parked"})


# After every step


def i1_i6_every_write_knew_what_it_replaced(world: World) -> None:
    """I1: nothing is overwritten unseen. The values name their edits, and each edit names the value its author saw."""
    for _seq, key, values, before in world.memory().written[world.checked :]:
        for name, value in values.items() if key[0] != CONFLICT else ():
            if before is not None and isinstance(value, int) and not isinstance(value, bool):
                was = before.get(name)
                hold("I1 no lost edit", true=knew(world, value, was), said=(name, was, value))


def i1_what_is_saved_stays(world: World) -> None:
    """I1: no disk forgets what it once called saved."""
    for pc in _touched(world):
        gone = pc.committed - {one.change.id for one in pc.desk.every()}
        hold("I1 no lost edit", true=not gone, said=("vanished from the disk", pc.id, gone))


def i6_no_false_conflict(world: World) -> None:
    """A conflict is opened only where neither knew the other.

    What the author saw and a restored hub lost may come again under a new sequence, when its answer never arrived:
    then people are asked once too often.
    """
    for _seq, key, values, before in world.memory().written[world.checked :]:
        if key[0] != CONFLICT or before is not None or values["kind"] != "edit":
            continue
        saw, theirs = world.saw(UUID(values["mine_change"])), msgspec.json.decode(values["theirs"])
        strange = [name for name, value in theirs.items() if not aware(world, saw.get(name), value)]
        hub, theirs_id = world.memory(), values.get("theirs_change")
        mine, stands = hub.change(UUID(values["mine_change"])), hub.change(UUID(theirs_id)) if theirs_id else None
        lost = mine is not None and hub.lost(mine.seen.get(values["group_name"], 0))
        lost = lost or (stands is not None and stands.was > 0)  # offered again, perhaps after a second restore
        hold("I6 no false conflict", true=bool(strange) or lost, said=(saw, theirs))


def i3_i16_only_what_is_theirs(world: World) -> None:
    """Nobody receives a row that is not of the own subtree, or published down from above."""
    for device, response in world.told:
        for result in response.results:
            change = world.memory().change(result.id)
            refused = result.kind == "quarantined" and ("another unit" in result.why or "not known" in result.why)
            if refused and change is not None:
                vain = any(after < seq < until for seq in change.seen.values() for after, until in world.lost)
                hold("I16 a restored hub refuses nobody for what it lost", true=not vain, said=change.patch)
        for entry in response.page:
            if entry.seq:
                said = (entry.table, entry.row, entry.kind)
                hold("I5 a sequence means one thing", true=world.meant.setdefault(entry.seq, said) == said, said=said)
            if entry.kind == "name":
                more = entry.values.keys() - {"unit_id", "alive", *SHAPE[entry.table].named}
                hold("I3 no row out of scope", true=not more, said=(device.unit, entry.table, more))
            if entry.kind != "up":
                continue
            fine = _theirs(device, entry.table, entry.values)
            hold("I3 no row out of scope", true=fine, said=(device.unit, entry.table, entry.values["unit_id"]))
    world.told.clear()


def i5_exactly_once(world: World) -> None:
    """No change is written twice."""
    fresh = [seq for seq, key, _values, _before in world.memory().written[world.checked :] if key[0] != CONFLICT]
    hold("I5 exactly once", true=len(fresh) == len(set(fresh)), said="two changes under one sequence")
    for change_id in world.memory().writers[world.checked_writers :]:
        hold("I5 exactly once", true=change_id not in world.wrote, said="a change was written twice")
        world.wrote.add(change_id)


def i7_no_unseen_edit_retired(world: World) -> None:
    """Whoever retired a row had seen all that stood in it."""
    for change_id, row in world.memory().retirements[world.checked_retirements :]:
        seen = world.saw(change_id)
        for name, value in row.items():
            if isinstance(value, int) and not isinstance(value, bool):
                known = seen.get(name)
                hold("I7 no unseen edit retired", true=aware(world, known, value), said=(name, value, known))


def i8_own_words_stay(world: World) -> None:
    """What was written here is seen here until the hub shows it, unless it is asked or set aside."""
    for pc in _touched(world):
        last: dict[tuple[Key, str], tuple[object, bool]] = {}
        shown = {
            one.change.id
            for one in pc.desk.kept.values()
            if one.seq <= pc.desk.read_until((one.change.table, one.change.row))
        }
        for one in sorted(pc.desk.every(), key=lambda each: each.change.n):
            table = SHAPE[one.change.table]
            open_ = one.state != "quarantined" and not one.change.was and one.change.id not in shown
            for name, pair in one.change.patch.items():
                stands = open_ and table.group(name) not in one.lost
                last[(one.change.table, one.change.row), name] = (pair[1], stands)
        for (key, name), (value, stands) in last.items():
            row = pc.desk.row(key)
            if stands and row is not None:
                hold("I8 own words stay", true=row.get(name) == value, said=(name, value, row.get(name)))


def i9_references_hold(world: World) -> None:
    """At every local commit a row's parent is there, and rows obey their rules."""
    for pc in _touched(world):
        for key, row in pc.desk.rows.items():
            for name, table in SHAPE[key[0]].refers.items():
                said = row.get(name)
                hold("I9 references hold", true=not said or pc.desk.row((table, UUID(said))) is not None, said=key)
    written = {key for _seq, key, _values, _before in world.memory().written[world.checked :]}
    for key, row in ((key, world.memory().rows.get(key, {})) for key in written):  # some a restore took away
        hold("I9 rules hold at the hub", true=not rule(key[0], row), said=(key, row))


def _touched(world: World) -> list[Pc]:
    """The PCs that may stand otherwise than when the laws were asked last."""
    return [pc for pc in world.pcs if pc.id in world.touched]


STEPS: tuple[Callable[[World], None], ...] = (
    i1_i6_every_write_knew_what_it_replaced,
    i1_what_is_saved_stays,
    i6_no_false_conflict,
    i3_i16_only_what_is_theirs,
    i5_exactly_once,
    i7_no_unseen_edit_retired,
    i8_own_words_stay,
    i9_references_hold,
)


# When all is quiet


def i1_every_edit_is_somewhere(world: World) -> None:
    """Every edit that a disk or the hub still knows stands, was replaced by who knew it, is asked, or is set aside."""
    hub = world.memory()
    conflicts = [row for key, row in hub.rows.items() if key[0] == CONFLICT and row["kind"] != JOINED]
    asked = {
        value for row in conflicts for value in msgspec.json.decode(row["mine"]).values() if isinstance(value, int)
    }
    for change in world.changes():
        known = hub.applied(change.id)
        hold("I1 no lost edit", true=known is not None, said=("never arrived", change.id))
        assert known is not None
        if known[1].kind in ("quarantined", "parked"):
            continue
        row = hub.row((change.table, change.row)) or {}
        for name, (_old, new) in change.patch.items():
            if isinstance(new, int) and not isinstance(new, bool):
                now = row.get(name)
                fine = now == new or knew(world, now, new) or any(knew(world, one, new) or one == new for one in asked)
                hold("I1 no lost edit", true=fine, said=(name, new, now, known[1].kind))


def i2_all_agree(world: World) -> None:
    """Every PC shows what the hub has of its scope; what was set aside stays with who wrote it."""
    for pc in world.pcs:
        expected = scope_of(world, pc)
        aside = {(one.change.table, one.change.row) for one in pc.desk.outbox.values() if one.state in SET_ASIDE}
        named = {key for key in pc.desk.left() if key not in aside and pc.desk.referred(key, SHAPE)}
        told = {name for key in named for name in pc.desk.rows[key].keys() - {"unit_id", "alive", *SHAPE[key[0]].named}}
        hold("I3 no row out of scope", true=not told, said=(pc.unit, told))
        mine = {key: row for key, row in pc.desk.rows.items() if key in expected or key not in aside | named}
        lacking = [key for key in expected if mine.get(key) != expected[key]]
        orphan = world.memory().epoch > 1  # known to the hub before it was restored, and to nobody who could offer it
        strange = [key for key in mine if key not in expected and not (orphan and world.memory().row(key) is None)]
        hold("I2 all agree", true=not lacking and not strange, said=_first(world, pc, lacking, strange, expected))


def _first(world: World, pc: Pc, lacking: list[Key], strange: list[Key], expected: dict[Key, Values]) -> object:
    for key in [*lacking, *strange][:1]:
        return ("lacks" if lacking else "still has", pc.unit, key, pc.desk.row(key), expected.get(key))
    return ""


def scope_of(world: World, pc: Pc) -> dict[Key, Values]:
    """What this PC should hold."""
    device = world.device(pc)
    found = {}
    for key, row in world.memory().rows.items():
        if _theirs(device, key[0], row):
            found[key] = row
    return found


def _theirs(device: Device, table: str, row: Values) -> bool:
    """Residents are for communities and branches; a notice is published down, and what is asked about it is not."""
    unit, asked = UUID(row["unit_id"]), table == CONFLICT
    residents = (row["table_name"] if asked else table) != "notice"
    own = unit in device.units and (device.residents or not residents)
    return own or (unit in device.above and not residents and not asked)


def i4_nothing_waits_without_a_reason(world: World) -> None:
    """The outbox is empty, or says why not."""
    for pc in world.pcs:
        waits = [one for one in pc.desk.outbox.values() if one.state not in SET_ASIDE or _unexplained(world, pc, one)]
        hold(
            "I4 outbox empty or explained", true=not waits, said=[(one.state, one.seq, pc.desk.cursor) for one in waits]
        )


def _unexplained(world: World, pc: Pc, one: Sending) -> bool:
    """Does it wait for something that is there already, or that never comes?"""
    if one.state != "parked":
        return False
    row = world.memory().row((one.change.table, one.change.row))
    lost = any(map(world.memory().lost, one.change.seen.values()))
    return not lost or not not_entitled(world.hub, world.device(pc), one.change, row)


def i16_nobody_is_refused_what_was_theirs(world: World) -> None:
    """Whoever changed a row of the own unit before it left has a say, however late it comes."""
    for pc in world.pcs:
        for one in pc.desk.outbox.values():
            result = world.memory().applied(one.change.id)
            theirs = world.saw(one.change.id).get("unit_id") == str(pc.unit)
            refused = result is not None and result[1].why == "the row belongs to another unit"
            hold("I16 nobody is refused what was theirs", true=not (refused and theirs), said=one.change.patch)


def i14_rounds_are_bounded(world: World) -> None:
    """With nothing to say, one round trip says so; what waits for others is said again, a portion each."""
    waits = sum(len(list(outgoing(pc.desk))) for pc in world.pcs)
    doubts = any(True for pc in world.pcs for _key in pc.desk.doubted())
    hold("I14 bounded rounds", true=world.rounds <= max(1, waits) + doubts, said=world.rounds)


ENDS: tuple[Callable[[World], None], ...] = (
    i4_nothing_waits_without_a_reason,
    i2_all_agree,
    i1_every_edit_is_somewhere,
    i16_nobody_is_refused_what_was_theirs,
    i14_rounds_are_bounded,
)

"""The feed on its way down: what the hub shows a PC, and how the PC lays its own pending work over it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.base.ids import id_said
from desktop.sync.desk_state import DeskState, Sending
from desktop.sync.hub_state import Device
from desktop.sync.leaving import let_go
from desktop.sync.protocol import PAGE_ROWS, Change, FeedRow, Key, Response, Result, Values
from desktop.sync.push import Hub
from desktop.sync.scope import audience_of, may_hold, may_hold_kind
from desktop.sync.shape import UNIT, Shape, TableShape, table_of

ANSWERED = frozenset({"ok", "merged", "noop", "conflict"})


# The hub's half


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, and how far each unit of the PC is read after it."""

    rows: tuple[FeedRow, ...]
    cursor: int
    lagging: dict[UUID, int]
    more: bool


def page(
    hub: Hub,
    device: Device,
    *,
    after: int,
    lagging: Mapping[UUID, int],
    most: int = PAGE_ROWS,
    spared: frozenset[Key] = frozenset(),
) -> Shown:
    """The next entries for this PC with the parents they need. Units that lag behind `after` are read first.

    A unit above sends its catalogue rows down; residents go to PCs that may hold them only. `spared`: rows that the
    PC has as they stand.
    """
    behind = {unit: at for unit, at in lagging.items() if unit in device.units | device.above and at < after}
    if behind:
        unit, at = min(behind.items(), key=lambda pair: (pair[1], pair[0]))
        found = hub.state.told(frozenset({unit}), after=at, until=after, most=most + 1)
        full = len(found) > most
        found = found[:most]
        behind |= {unit: found[-1].seq if full else after}
        behind = {each: seq for each, seq in behind.items() if seq < after}
        cursor, more = after, True
        found = [entry for entry in found if entry.kind == "up"]  # what left it before was never read from it
    else:
        found = hub.state.told(device.units | device.above, after=after, most=most + 1, spared=spared)
        more = len(found) > most
        found = found[:most]
        cursor = found[-1].seq if more else hub.state.seq()
    shown = [_with_its_unit(hub, entry) for entry in found if may_see(hub, device, entry)]
    parents = parents_of(hub, device, shown, read=lambda unit: behind.get(unit, cursor))
    return Shown((*parents, *shown), cursor, behind, more)


def settled(hub: Hub, device: Device, doubt: Iterable[Key]) -> list[FeedRow]:
    """Which of these rows are known, and not this PC's any more."""
    known = ((key, hub.state.entry(key)) for key in doubt)
    gone = (key for key, entry in known if entry and not may_see(hub, device, entry))
    return [_with_its_unit(hub, FeedRow(0, *key, "evict", {}, {})) for key in gone]


def _with_its_unit(hub: Hub, entry: FeedRow) -> FeedRow:
    """What left tells where it is now: where only its name stays, it is not to pass for an own row."""
    if entry.kind == "up":
        return entry
    row = hub.state.row((entry.table, entry.row)) or {}
    return FeedRow(entry.seq, entry.table, entry.row, entry.kind, {UNIT: row[UNIT]} if row else {}, {})


def may_see(hub: Hub, device: Device, entry: FeedRow) -> bool:
    """May this PC be told this entry of the feed, as it stands?"""
    if entry.kind == "up":
        return may_hold(hub.shape, device, entry.table, entry.values)
    # Where it went may leave the scope before it is read there; if it does not, the row comes back.
    row = hub.state.row((entry.table, entry.row)) or {}
    return may_hold_kind(audience_of(hub.shape, entry.table, row), device)


def parents_of(hub: Hub, device: Device, shown: Sequence[FeedRow], *, read: Callable[[UUID], int]) -> list[FeedRow]:
    """Rows that the page refers to and this PC has not: written first, so that no reference dangles meanwhile.

    What comes later in the feed (beyond what is `read` of its unit) is told whole, what never comes by its name only.
    """
    here = {(entry.table, entry.row) for entry in shown if entry.kind == "up"}
    found: list[FeedRow] = []
    ask = [_referred(hub, entry) for entry in shown if entry.kind == "up"]
    hub.state.expect_rows([key for keys in ask for key in keys if key not in here])
    while ask:
        for key in ask.pop():
            parent = hub.state.entry(key) if key not in here else None
            if parent is None:
                continue
            here.add(key)
            if not may_see(hub, device, parent):
                named = FeedRow(0, *key, "name", hub.shape[key[0]].only_named(parent.values), {})
                found.insert(0, named)
                ask.append(
                    _referred(hub, named)
                )  # a dwelling's name is told with its building's, or it could not stand
            elif parent.seq > read(id_said(parent.values[UNIT])):
                found.insert(0, parent)
                ask.append(_referred(hub, parent))
    return found


def _referred(hub: Hub, entry: FeedRow) -> list[Key]:
    """What a row refers to."""
    shape = hub.shape.get(entry.table)
    asked = ((table, entry.values.get(name)) for name, table in shape.refers.items()) if shape else ()
    return [(table, id_said(said)) for table, said in asked if said]


# The PC's half


def take(desk: DeskState, shape: Shape, response: Response) -> None:
    """Store the answers, write the page under what is pending, and move the cursor: one local transaction."""
    desk.expect([(entry.table, entry.row) for entry in response.page], [result.id for result in response.results])
    if desk.epoch not in (0, response.epoch):
        desk.offer_again()
        desk.doubt_all()
    uncovered: set[Key] = set()
    for result in response.results:
        uncovered |= _settle(desk, shape, result)
    for entry in response.page:
        write_entry(desk, shape, entry)
        if entry.seq:  # a name, or what left without an entry of its own, tells nothing of how far it was read
            desk.keep_ahead((entry.table, entry.row), entry.seq)
    desk.cursor, desk.epoch = response.cursor, response.epoch
    desk.set_lagging(response.lagging)
    if response.scope is not None:
        _rescope(desk, frozenset(response.scope))
    whole = not response.more and not desk.lagging()
    if whole:
        desk.keep_whole(response.cursor)
    uncovered |= desk.forget_acked()
    beneath = [key for key in uncovered if desk.behind(key)]
    desk.expect(beneath, ())
    for key in beneath:
        _uncover(desk, shape, key)
    if whole:  # before, a row that left one unit may come again with another
        let_go(desk, shape)


def _rescope(desk: DeskState, units: frozenset[UUID]) -> None:
    """Other units than before: new ones are read from the beginning, the rows of lost ones leave."""
    for unit in desk.units() - units:
        for key in desk.rows_of(unit):
            if _unit_at_hub(desk, key) == unit:  # an own move out of the new scope may yet be set aside
                desk.leaving(key, gone=True)
    desk.set_lagging(lag(desk.lagging(), desk.units(), now=units))
    desk.set_units(units)


def lag(lagging: Mapping[UUID, int], units: frozenset[UUID], *, now: frozenset[UUID]) -> dict[UUID, int]:
    """How far each unit is read once `units` are those of `now`; a PC that believed in none begins with all alike."""
    kept = {unit: at for unit, at in lagging.items() if unit in now or unit not in units}
    return kept | dict.fromkeys(now - units, 0) if units else kept


def _unit_at_hub(desk: DeskState, key: Key) -> UUID | None:
    """Whose row it is without what is pending here."""
    moves = [one for one in desk.pending(key) if UNIT in one.change.patch and UNIT not in one.lost]
    taken = [one.change.patch[UNIT][1] for one in moves if one.state == "acked"]
    waits = [one.change.patch[UNIT][0] for one in moves if one.state != "acked"]
    said = next(iter((*taken[-1:], *desk.behind(key).get(UNIT, {}).values(), *waits)), (desk.row(key) or {}).get(UNIT))
    return UUID(said) if said else None


def _settle(desk: DeskState, shape: Shape, result: Result) -> set[Key]:
    sending = desk.sending(result.id)
    if sending is None or sending.state == "quarantined":
        return set()
    uncovered = sending.lost  # asked already before the hub was restored: what it says was written openly since
    sending.state = "acked" if result.kind in ANSWERED else result.kind
    sending.seq, sending.lost, sending.why = result.seq, frozenset(result.lost), result.why
    desk.settle(sending)
    change = sending.change
    key: Key = (change.table, change.row)
    if result.kind == "ok" and desk.behind(key) and result.seq > desk.read_until(key):  # it may not be told (as_sent)
        _say_beneath(desk, table_of(shape, change.table), change)
    if change.op == "update":  # what stood there before comes back, unless the hub has said more since
        table = table_of(shape, change.table)
        for group in {table.group(name) for name in change.patch} - uncovered:
            if sending.state == "quarantined" or group in sending.lost:
                olds = {name: old for name, (old, _new) in change.patch.items() if table.group(name) == group}
                desk.keep_behind(key, group, olds | desk.behind(key).get(group, {}))
    return {key}


def _say_beneath(desk: DeskState, table: TableShape, change: Change) -> None:
    """The hub says now what this change says, of the groups that something lies over."""
    key: Key = (change.table, change.row)
    behind = desk.behind(key)
    for group in {table.group(name) for name in change.patch} & behind.keys():
        news = {name: new for name, (_old, new) in change.patch.items() if table.group(name) == group}
        desk.keep_behind(key, group, behind[group] | news)


def covered(shape: TableShape, pending: Iterable[Sending]) -> set[str]:
    """The groups over which pending changes lie."""
    return {group for one in pending for group in {shape.group(name) for name in one.change.patch} - one.lost}


def write_entry(desk: DeskState, shape: Shape, entry: FeedRow) -> None:
    """Write what the hub says of a row under what is pending of it."""
    key: Key = (entry.table, entry.row)
    desk.sure([key])
    if entry.kind == "name" and desk.row(key) is None:
        desk.put(key, entry.values)
    if entry.kind != "up":
        desk.leaving(key, gone=True)
        if entry.kind != "name" and entry.values and desk.row(key) is not None:
            _lay(desk, table_of(shape, key[0]), key, entry.values, seq=entry.seq)
        return
    desk.leaving(key, gone=False)
    here = dict.fromkeys((*table_of(shape, entry.table).groups, *(desk.row(key) or ())))  # also what is newer than we
    _lay(desk, table_of(shape, entry.table), key, here | entry.values, seq=entry.seq)  # what is left out is null


def _lay(desk: DeskState, table: TableShape, key: Key, said: Values, *, seq: int) -> None:
    """Write what the hub says as of `seq` of whole groups, under what is pending of them and not in it yet."""
    pending = [one for one in desk.pending(key) if one.state != "acked" or one.seq > seq]
    if not pending and not desk.behind(key):
        desk.put(key, said)
        return
    over = covered(table, pending)
    values: Values = {}
    below: dict[str, Values] = {}
    for name, value in said.items():
        group = table.group(name)
        if group in over:
            below.setdefault(group, {})[name] = value
        else:
            values[name] = value
    told = {table.group(name) for name in said}
    for group in {*desk.behind(key), *below} & told:  # what the hub says now is all that lies below
        desk.keep_behind(key, group, below.get(group))
    if desk.row(key) is None:  # it had left, and a restored hub tells it again: no own words stand here any more
        values |= _own_words(desk, table, pending, said=said)
    desk.put(key, values)


def _own_words(desk: DeskState, table: TableShape, pending: Iterable[Sending], *, said: Values) -> Values:
    """What pending changes say together; where they refer to what is not here, the hub's word stands instead."""
    found: Values = {}
    for one in pending:
        found |= {name: new for name, (_old, new) in one.change.patch.items() if table.group(name) not in one.lost}
    for name, to in table.refers.items():
        if found.get(name) and desk.row((to, UUID(found[name]))) is None:
            found[name] = said.get(name)
    return found


def _uncover(desk: DeskState, shape: Shape, key: Key) -> None:
    """Show what the hub says of the groups that nothing pending lies over any more."""
    over = covered(table_of(shape, key[0]), list(desk.pending(key)))
    for group, values in list(desk.behind(key).items()):
        if group not in over:
            if desk.row(key) is not None:
                desk.put(key, values)
                if group == UNIT and desk.units() and UUID(values[UNIT]) not in desk.units():
                    desk.leaving(key, gone=True)
            desk.keep_behind(key, group, None)

"""A county in small: a tree of units, a hub, PCs at its tiers, and whatever may happen between them, from one seed."""

import hashlib
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from desktop.sync.conflicts import CONFLICT
from desktop.sync.hub_state import Device
from desktop.sync.model.memory_hub import MemoryHub
from desktop.sync.model.pc import Ledger, Pc, Snapshot
from desktop.sync.protocol import RESTORED_GAP, Change, Request, Response, Values
from desktop.sync.push import Hub
from desktop.sync.run import answer
from desktop.sync.shape import Audience, Shape, TableShape

NOBODY = UUID(int=0)
COUNTY, EAST, WEST = UUID(int=1), UUID(int=2), UUID(int=3)
BRANCHES = {EAST: (UUID(int=21), UUID(int=22)), WEST: (UUID(int=31), UUID(int=32))}


def _table(
    name: str, *own: str, refers: dict[str, str] | None = None, groups: dict[str, str] | None = None
) -> TableShape:
    fields = {field: field for field in ("unit_id", "alive", *own)}
    audience: Audience = "units" if name == "notice" else "residents"
    return TableShape(name, fields | (groups or {}), refers or {}, audience, named=("door",))


SHAPE: Shape = {
    table.name: table
    for table in (
        _table("notice", "text"),
        _table("home", "door", "phone", "note", "starts", "ends", groups={"starts": "term", "ends": "term"}),
        _table("person", "home", "name", "tel", refers={"home": "home"}),
        _table(
            CONFLICT, "kind", "table_name", "row_id", "group_name", "base", "mine", "theirs", "mine_change",
            "theirs_change", "state",
        ),
    )
}  # fmt: skip


NEWER = frozenset({"note", "tel"})  # fields that the older schema does not know; neither does it know notices
OLD_FIELDS: Shape = {
    name: replace(table, groups={field: group for field, group in table.groups.items() if field not in NEWER})
    for name, table in SHAPE.items()
}
OLD_SHAPE: Shape = {name: table for name, table in OLD_FIELDS.items() if name != "notice"}


def rule(table: str, values: dict[str, object]) -> str:
    """The one rule of rows: a term does not end before it begins (values count upwards here)."""
    starts, ends = values.get("starts"), values.get("ends")
    if table == "home" and isinstance(starts, int) and isinstance(ends, int) and ends % 10 < starts % 10:
        return "ends before it begins"
    return ""


@dataclass
class World:
    """All of it; `trace` is a digest of everything that happened, so that a seed is seen to replay."""

    seed: int
    replicas: int = 6
    mixed: bool = False  # some PCs, and the hub of odd seeds, know an older schema
    upgrading: bool = False  # … and are upgraded while it goes on
    random: Random = field(init=False)
    hub: Hub = field(init=False)
    pcs: list[Pc] = field(default_factory=list)
    parents: dict[UUID, UUID] = field(default_factory=dict)
    disabled: set[UUID] = field(default_factory=set)
    told: list[tuple[Device, Response]] = field(default_factory=list)  # every answer, for the oracle of entitlement
    carried: list[tuple[UUID, Request]] = field(default_factory=list)  # requests on sticks, or late in the network
    sticks: list[tuple[UUID, tuple[bytes, ...]]] = field(default_factory=list)  # from or for whom, and the sealed files
    instead_of: dict[int, object] = field(default_factory=dict)  # value → the value that its author saw there before
    checked: int = 0  # how far the hub's writes were looked at
    checked_retirements: int = 0
    checked_writers: int = 0
    checked_made: int = 0
    wrote: set[UUID] = field(default_factory=set)  # the changes that the hub wrote, as far as they were looked at
    ledger: Ledger = field(default_factory=Ledger)
    hub_backup: Hub | None = None
    disks: dict[UUID, Snapshot] = field(default_factory=dict)
    page_rows: int = field(init=False)
    portion: int = field(init=False)
    crowded: bool = field(init=False)  # everybody works on the same few rows
    meant: dict[int, tuple[str, UUID, str]] = field(default_factory=dict)  # sequence → what it was told to mean
    lost: list[tuple[int, int]] = field(default_factory=list)  # sequences that a restore took away
    touched: set[UUID] = field(default_factory=set)  # the PCs to which something happened since the laws were asked
    moved: bool = False  # did an answer bring anything?
    rounds: int = 0  # of the longest of the last exchanges of all
    _scopes: dict[UUID, tuple[frozenset[UUID], frozenset[UUID]]] = field(default_factory=dict)
    _value: int = 0
    _epoch: int = 1
    _trace: bytes = b""

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - a simulation is to be repeatable, not secret
        shape = OLD_FIELDS if self.mixed and self.seed % 2 else SHAPE
        self.hub = Hub(MemoryHub(), shape, rule, tells_joined=True)
        self.page_rows = self.random.choice((1, 2, 3, 1_000))
        self.portion = self.random.choice((1, 2, 500))
        self.crowded = self.random.random() < 0.5
        for community, branches in BRANCHES.items():
            self.parents[community] = COUNTY
            self.parents |= dict.fromkeys(branches, community)
        places = [branch for branches in BRANCHES.values() for branch in branches]
        units = [places[0], places[2], EAST, places[0], COUNTY, places[1], places[3], WEST, *places]
        if self.crowded:
            units = [places[0], places[0], EAST, places[1], places[0], places[2]]
            self.replicas = min(self.replicas, self.random.choice((2, 3, 6)))
        self.pcs = [self.new_pc(unit, number) for number, unit in enumerate(units[: self.replicas])]

    def new_pc(self, unit: UUID, number: int) -> Pc:
        """A PC enrolled for a unit."""
        chain = UUID(int=self.random.getrandbits(128))
        shape = OLD_SHAPE if self.mixed and number % 2 else SHAPE
        return Pc(UUID(int=1_000 + number), unit, chain, shape, self.random, ledger=self.ledger)

    def fresh(self, instead_of: object) -> int:
        """A value that nobody ever wrote before, so that each value names its edit, and what its author saw."""
        self._value += 1
        self.instead_of[self._value] = instead_of
        return self._value

    def new_id(self) -> UUID:
        """An id of this seed."""
        return UUID(int=self.random.getrandbits(128))

    def note(self, *happened: object) -> None:
        """Add to the trace."""
        self._trace = hashlib.sha256(self._trace + repr(happened).encode()).digest()

    def trace(self) -> str:
        """The digest of all that happened."""
        return self._trace.hex()

    def above(self, unit: UUID) -> list[UUID]:
        """The units over a unit."""
        found = []
        at = self.parents.get(unit)
        while at is not None:
            found.append(at)
            at = self.parents.get(at)
        return found

    def device(self, pc: Pc) -> Device:
        """The PC as the hub knows it now."""
        if pc.unit not in self._scopes:
            every = (COUNTY, *self.parents)
            below = frozenset(unit for unit in every if unit == pc.unit or pc.unit in self.above(unit))
            self._scopes[pc.unit] = below, frozenset(self.above(pc.unit))
        below, above = self._scopes[pc.unit]
        return Device(
            pc.id, pc.unit, residents=pc.unit != COUNTY, units=below, above=above, enabled=pc.id not in self.disabled
        )

    def regroup(self, unit: UUID, under: UUID) -> None:
        """A unit comes under another."""
        self.parents[unit] = under
        self._scopes.clear()

    def serve(self, pc: Pc, request: Request) -> Response:
        """The hub answers in one transaction."""
        response = answer(self.hub, self.device(pc), request, rows=self.page_rows)
        self.told.append((self.device(pc), response))
        self.touched.add(pc.id)
        news = response.results, response.page, response.more, response.scope, response.again
        self.moved = self.moved or any(news)
        self.note("serve", pc.id, request.cursor, [(one.kind, one.seq, one.lost) for one in response.results])
        return response

    def backup_of_hub(self) -> Hub:
        """The hub as it is now."""
        return replace(self.hub, state=self.memory().copy())

    def restore_hub(self, backup: Hub) -> None:
        """An old hub goes on, far above every sequence ever given."""
        state = backup.state
        assert isinstance(state, MemoryHub)
        self.hub = replace(backup, state=state.copy())
        self.wrote, self.checked_writers = set(state.writers), len(state.writers)
        self._epoch += 1
        self.lost.append((state.seq(), self._epoch * RESTORED_GAP))
        self.memory().restored(self._epoch)

    def saw(self, change_id: UUID) -> Values:
        """The row as the author of a change saw it."""
        return self.ledger.saw.get(change_id, {})

    def followed_own(self, later: object, earlier: object) -> bool:
        """Were both values written on one disk, the one after the other?"""
        after, before = self.ledger.writer.get(later), self.ledger.writer.get(earlier)
        return bool(after and before) and before in self.ledger.knew.get(after or NOBODY, ())

    def memory(self) -> MemoryHub:
        """The hub's state, to look into."""
        state = self.hub.state
        assert isinstance(state, MemoryHub)
        return state

    def changes(self) -> list[Change]:
        """Every change that any disk or the hub still knows, as its author made it: the hub may have kept less."""
        known = {one.change.id: one.change for pc in self.pcs for one in pc.desk.every()}
        return list((self.memory().all_changes() | known).values())

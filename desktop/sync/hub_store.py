"""The hub's memory in a database: an encrypted SQLite file or PostgreSQL, the same tables and the same statements."""

# ruff: noqa: D102 - the port says what each does

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, type_coerce, update
from sqlalchemy.types import NullType

from desktop.base.calm import no_collections
from desktop.base.ids import id_said
from desktop.store.fast_rows import insert_rows, run_rows
from desktop.store.many_ids import among_asked
from desktop.sync import hub_rows
from desktop.sync.hub_changes import MOST_ASKED, HubChanges
from desktop.sync.hub_feed import told
from desktop.sync.hub_rows import HubRow
from desktop.sync.hub_state import Device, Link
from desktop.sync.hub_tables import CLOCK, HUB, LEFT, LOST, ROW
from desktop.sync.merge import Rev
from desktop.sync.protocol import PAGE_ROWS, RESTORED_GAP, Change, FeedRow, Key, Request, Response, Result, Values
from desktop.sync.push import Hub, Rule
from desktop.sync.run import answer
from desktop.sync.shape import UNIT, Shape


class HubStore:
    """The hub behind an engine (`hub_engine.py`): each answer is one transaction that holds the clock."""

    def __init__(self, engine: Engine, shape: Shape, rule: Rule = lambda _table, _values: "") -> None:
        self.engine, self.shape, self.rule = engine, shape, rule

    def prepare(self) -> None:
        """Make the tables where they are not yet."""
        with self.engine.begin() as connection:
            HUB.create_all(connection)
            if connection.execute(select(CLOCK.c.id)).first() is None:
                connection.execute(insert(CLOCK), {"id": 1, "seq": 0, "epoch": 1})

    @contextmanager
    def serve(self) -> Iterator[Hub]:
        """One transaction; what was done in it is there when the block ends without an error."""
        with self.engine.begin() as connection:
            state = HubTransaction(connection, {name: table.natural for name, table in self.shape.items()})
            yield Hub(state, self.shape, self.rule)
            state.flush()

    def answer(self, device: Device, request: Request, *, rows: int = PAGE_ROWS) -> Response:
        """Take a request in and answer it."""
        with no_collections(), self.serve() as hub:
            return answer(hub, device, request, rows=rows)

    def restored(self, epoch: int) -> None:
        """It was put back from a backup: call this before anybody is served (protocol.py, RESTORED_GAP).

        `epoch` is above every one that there ever was, also after the backup, so it cannot come out of the database:
        the minutes of the clock since 1970 do, below 2³¹.
        """
        with self.engine.begin() as connection:
            HubTransaction(connection, {}).restored(epoch)


class HubTransaction:
    """See `HubState`. What is read is kept until the end of the transaction, what is written is written there."""

    def __init__(self, connection: Connection, natural: Mapping[str, Sequence[str]]) -> None:
        self._connection, self._natural = connection, natural
        clock = connection.execute(select(CLOCK.c.seq, CLOCK.c.epoch).with_for_update()).one()
        self.epoch: int = clock.epoch
        self._seq = self._saved_seq = self._began = int(clock.seq)
        self._told: dict[tuple[UUID, Key], tuple[int, str]] = {}  # the feed as far as it was told in this transaction
        self._changes = HubChanges(connection)
        self._rows: dict[Key, HubRow] = {}
        self._last: tuple[Key | None, HubRow] = (None, HubRow())  # several things are asked of a row in turn
        self._touched: dict[Key, None] = {}
        self._lost: list[tuple[int, int]] | None = None

    def expect(self, changes: Sequence[Change]) -> None:
        self._read((change.table, change.row) for change in changes)
        unseen = (
            rev[1]
            for change in changes
            for group, seen in change.seen.items()
            if (rev := self._rows[change.table, change.row].revs.get(group)) and rev[0] > seen
        )
        self._changes.expect([*(change.id for change in changes), *unseen])

    def expect_rows(self, keys: Iterable[Key]) -> None:
        self._read(keys)

    # Sequences

    def seq(self) -> int:
        return self._seq

    def next_seq(self) -> int:
        self._seq += 1
        return self._seq

    def lost(self, seq: int) -> bool:
        if self._lost is None:
            self._lost = [(row.after, row.until) for row in self._connection.execute(select(LOST))]
        return any(after < seq < until for after, until in self._lost)

    def restored(self, epoch: int) -> None:
        """A later epoch, and no sequence that was ever given."""
        if epoch <= self.epoch:
            raise AssertionError("a restored hub needs an epoch that never was")
        self._connection.execute(insert(LOST), {"after": self._seq, "until": epoch * RESTORED_GAP})
        self._connection.execute(update(CLOCK), {"seq": epoch * RESTORED_GAP, "epoch": epoch})

    # Changes

    def applied(self, change_id: UUID) -> tuple[bytes, Result] | None:
        kept = self._changes.find(change_id)
        return None if kept is None else (kept.hash, kept.result)

    def keep(self, change: Change, body: bytes, *, result: Result, link: Link) -> None:
        self._changes.keep(change, body, result=result, link=link)

    def change(self, change_id: UUID) -> Change | None:
        kept = self._changes.find(change_id)
        return None if kept is None else self._changes.body(kept)

    def link(self, change_id: UUID) -> Link | None:
        kept = self._changes.find(change_id)
        return None if kept is None else kept.link

    def change_at(self, link: Link) -> Change | None:
        return self._changes.at(link)

    def at_digest(self, digest: bytes) -> tuple[Link, bool] | None:
        return self._changes.at_digest(digest)

    def fork_of(self, branch: UUID) -> Link | None:
        return self._changes.fork_of(branch)

    def forked(self, branch: UUID, at: Link) -> None:
        self._changes.forked(branch, at)

    def park(self, change: Change, waits_for: bytes) -> None:
        self._changes.park(change, waits_for)

    def unpark(self, waits_for: bytes) -> Iterable[Change]:
        return self._changes.unpark(waits_for)

    # Rows

    def _read(self, keys: Iterable[Key]) -> None:
        wanted = [key for key in dict.fromkeys(keys) if key not in self._rows]
        for start in range(0, len(wanted), MOST_ASKED):
            part = wanted[start : start + MOST_ASKED]
            self._rows |= {key: HubRow() for key in part}
            for kept in self._connection.execute(_BY_ID, {"ids": list({key[1] for key in part})}).all():
                key = (kept.table_name, kept.row_id)
                if key not in self._rows or not self._rows[key].values:
                    self._rows[key] = hub_rows.read(kept)
        self._last = None, HubRow()

    def _find(self, key: Key) -> HubRow:
        if key is self._last[0]:
            return self._last[1]
        row = self._rows.get(key)
        if row is None:
            self._read([key])
            row = self._rows[key]
        self._last = key, row
        return row

    def row(self, key: Key) -> Values | None:
        return self._find(key).values or None

    def revs(self, key: Key) -> dict[str, Rev]:
        return self._find(key).revs

    def write(self, key: Key, values: Values, revs: dict[str, Rev]) -> None:
        row = self._find(key)
        said = {**row.values, **values}  # what was handed out before stays as it was
        row.values = {name: value for name, value in said.items() if value is not None}
        row.revs = {**row.revs, **revs}
        if UNIT in values:
            row.owned().append((self._seq, id_said(values[UNIT])))
        self._touched[key] = None

    def owners(self, key: Key, *, since: int) -> frozenset[UUID]:
        owned = self._find(key).owned()
        before = [unit for seq, unit in owned if seq <= since][-1:]
        return frozenset([*before, *(unit for seq, unit in owned if seq > since)])

    def conflict_opened(self, key: Key, conflict: UUID) -> None:
        self._find(key).asked.append(conflict)
        self._touched[key] = None

    def conflicts_of(self, key: Key) -> Iterable[UUID]:
        return tuple(self._find(key).asked)

    def alike(self, table: str, unit: UUID, values: Values, *, but: UUID) -> UUID | None:
        self.flush()
        mark = hub_rows.mark(table, {**values, UNIT: str(unit)}, tuple(values))
        where = (ROW.c.mark == mark, ROW.c.table_name == table, ROW.c.row_id != but)
        found: UUID | None = self._connection.execute(select(ROW.c.row_id).where(*where).limit(1)).scalar()
        return found

    # The feed

    def tell(self, unit: UUID, key: Key, *, seq: int, kind: str) -> None:
        row = self._find(key)
        self._touched[key] = None
        self._told[unit, key] = (seq, kind)
        if kind == "up":
            row.seq = seq
        if kind != "up" or row.moved():  # only what moved may have left something behind here
            self._connection.execute(_FORGET_LEFT, {"row": key[1], "table": key[0], "unit": unit})
        if kind != "up":
            left = {"row_id": key[1], "table_name": key[0], "unit_id": unit, "seq": seq, "kind": kind}
            self._connection.execute(insert(LEFT), left)

    def told(
        self,
        units: frozenset[UUID],
        *,
        after: int,
        most: int,
        until: int | None = None,
        spared: frozenset[Key] = frozenset(),
    ) -> list[FeedRow]:
        self.flush()
        before = self._began if until is None else min(until, self._began)
        found = told(self._connection, units, after=after, most=most, until=before) if after < before else []
        own = [
            FeedRow(seq, *key, kind, self._rows[key].values if kind == "up" else {}, {})
            for (unit, key), (seq, kind) in self._told.items()
            if unit in units
            and seq > after
            and (until is None or seq <= until)
            and not (kind == "up" and key in spared)
        ]
        return [*found, *sorted(own, key=lambda entry: entry.seq)][:most]

    def entry(self, key: Key) -> FeedRow | None:
        row = self._find(key)
        return FeedRow(row.seq, *key, "up", row.values, {}) if row.values else None

    # The end

    def flush(self) -> None:
        """Write everything; the commit is the caller's."""
        self._changes.flush()
        rows = {key: self._rows[key] for key in self._touched}
        self._touched.clear()
        for stands in (False, True):
            said = [
                hub_rows.write(key, row, natural=self._natural.get(key[0], ()))
                for key, row in rows.items()
                if row.stands is stands
            ]
            if stands:
                run_rows(self._connection, _UPDATE, said)
            else:
                insert_rows(self._connection, ROW, said)
        for row in rows.values():
            row.stands = True
        if self._seq != self._saved_seq:
            self._connection.execute(update(CLOCK), {"seq": self._seq})
            self._saved_seq = self._seq


_BY_ID = select(
    ROW.c.row_id, ROW.c.table_name, ROW.c.seq,
    *(type_coerce(ROW.c[name], NullType()).label(name) for name in ("said", "revs", "owners", "asked")),
).where(among_asked(ROW.c.row_id))  # fmt: skip
_UPDATE = (
    update(ROW)
    .where(ROW.c.row_id == bindparam("its_id"), ROW.c.table_name == bindparam("its_table"))
    .values({column.key: bindparam(column.key) for column in ROW.columns if column.key not in ("row_id", "table_name")})
)
_FORGET_LEFT = delete(LEFT).where(
    LEFT.c.row_id == bindparam("row"), LEFT.c.table_name == bindparam("table"), LEFT.c.unit_id == bindparam("unit")
)

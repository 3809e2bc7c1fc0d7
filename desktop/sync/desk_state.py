"""What a PC remembers for the exchange: the port that the steps are written against."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from desktop.sync.protocol import Change, Key, Values
from desktop.sync.shape import Shape

WAITING = frozenset({"new", "sent", "parked"})


@dataclass(slots=True)
class Sending:
    """A change of this PC and how far it got: new | sent | parked | acked | quarantined."""

    change: Change
    state: str = "new"
    seq: int = 0  # from here on the feed shows it
    lost: frozenset[str] = frozenset()  # its groups that became a conflict
    why: str = ""  # it is parked or quarantined


class DeskState(Protocol):
    """Everything is asked and told within one local transaction at a time."""

    cursor: int
    epoch: int

    def transaction(self) -> AbstractContextManager[None]:
        """One local transaction: what is told in the block is kept when it ends without an error, else none of it."""
        ...

    def expect(self, keys: Iterable[Key], changes: Iterable[UUID]) -> None:
        """These rows and changes are about to be asked for: they may be read at once."""
        ...

    def units(self) -> frozenset[UUID]:
        """The units that this PC believes to be its scope; empty before the first exchange."""
        ...

    def set_units(self, units: frozenset[UUID]) -> None:
        """They are others now."""
        ...

    def lagging(self) -> Mapping[UUID, int]:
        """Units that are read less far than the cursor."""
        ...

    def set_lagging(self, lagging: Mapping[UUID, int]) -> None:
        """They were read further."""
        ...

    def unsent(self) -> Iterable[Sending]:
        """What has no answer yet, oldest first."""
        ...

    def pending(self, key: Key) -> Iterable[Sending]:
        """The changes of a row that lie over what the hub says, oldest first."""
        ...

    def sending(self, change_id: UUID) -> Sending | None:
        """A change by its id."""
        ...

    def send(self, changes: Sequence[Change]) -> list[Change]:
        """They go now: returns those that still wait, for others had been carried there on another way."""
        ...

    def settle(self, sending: Sending) -> None:
        """Write a changed sending state."""
        ...

    def forget_acked(self) -> set[Key]:
        """Drop what the feed has shown: changes answered up to `read_until` of their rows; returns the rows."""
        ...

    def offer_again(self) -> None:
        """The hub was restored: every kept change is unsent again, with the sequence that it had (`Change.was`).

        What was asked or set aside stays so until there is another answer: `lost` is kept, or all of its groups.
        """
        ...

    def doubt_all(self) -> None:
        """The hub was restored: nothing here is known to be as it says."""
        ...

    def doubted(self) -> Iterable[Key]:
        """The rows of which it told nothing since."""
        ...

    def doubt(self, keys: Iterable[Key]) -> None:
        """The hub did not tell of these when it told of all that are in scope."""
        ...

    def sure(self, keys: Iterable[Key]) -> None:
        """It told of these."""
        ...

    def row(self, key: Key) -> Values | None:
        """The row as people here see it."""
        ...

    def put(self, key: Key, values: Values) -> None:
        """Write fields of a row that came from the hub."""
        ...

    def remove(self, key: Key) -> None:
        """The row left this PC's scope, or was erased."""
        ...

    def behind(self, key: Key) -> dict[str, Values]:
        """What the hub says of the groups that a pending change lies over."""
        ...

    def keep_behind(self, key: Key, group: str, values: Values | None) -> None:
        """Remember it; None forgets it."""
        ...

    def keep_ahead(self, key: Key, seq: int) -> None:
        """The row was read as of `seq`, while others before it may not have been read yet."""
        ...

    def keep_whole(self, seq: int) -> None:
        """Everything up to `seq` was read: nothing is ahead of anything any more."""
        ...

    def read_until(self, key: Key) -> int:
        """The sequence up to which this row is known here: the last whole reading, or what was read of it since.

        While it is doubted: the cursor from before the restore, for what was seen then stays seen.
        """
        ...

    def is_whole(self) -> bool:
        """Was all read up to the cursor, of every unit, and is nothing of it in doubt?"""
        ...

    def leaving(self, key: Key, *, gone: bool) -> None:
        """The row leaves as soon as nothing of it is pending."""
        ...

    def left(self) -> Iterable[Key]:
        """The rows that wait to leave."""
        ...

    def referred(self, key: Key, shape: Shape) -> bool:
        """Does a row here refer to this one?"""
        ...

    def rows_of(self, unit: UUID) -> Iterable[Key]:
        """The rows of a unit that is no longer in scope."""
        ...

    def standing(self) -> Iterable[tuple[Key, Values]]:
        """All rows here, as people see them."""
        ...

    def unsettled(self) -> Mapping[Key, bool]:
        """The rows of which something is pending; True: they were registered here and set aside, and stay here."""
        ...

    def amiss(self) -> frozenset[int]:
        """The buckets that are to be read again."""
        ...

    def set_amiss(self, buckets: frozenset[int]) -> None:
        """They are others now."""
        ...

    def held(self) -> Mapping[str, int]:
        """How many rows of each table wait for a person's word before they leave."""
        ...

    def hold(self, counts: Mapping[str, int]) -> None:
        """So many wait from now on, and nobody has said yet that they may leave."""
        ...

    def may_leave(self) -> bool:
        """Did a person say that the rows which wait may leave?"""
        ...

    def count(self, table: str) -> int:
        """How many rows of a table are here."""
        ...

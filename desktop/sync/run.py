"""One exchange from beginning to end: the hub answers a request, a PC asks until nothing is left."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from itertools import islice
from typing import Protocol
from uuid import UUID

from desktop.base.calm import no_collections
from desktop.sync.as_sent import as_sent
from desktop.sync.compare import AT_ONCE, ROOT, sums_at_hub, take_compared, told_again
from desktop.sync.desk_state import DeskState
from desktop.sync.hub_state import Device
from desktop.sync.protocol import MOST_CHANGES, PAGE_ROWS, Change, Key, Request, Response, scope_mark
from desktop.sync.pull import page, settled, take
from desktop.sync.push import Hub, packed, receive
from desktop.sync.shape import Shape

MOST_ROUNDS = 10_000
FEW = 50  # rows and results of a page that is not worth any preparation


class Peer(Protocol):
    """The other end, wherever it is: in process, over HTTPS, or a file that is carried."""

    def exchange(self, request: Request) -> Response:
        """One round trip. Raises OSError when it did not come through: what became of it, the next one tells."""
        ...


# The hub's half


def answer(hub: Hub, device: Device, request: Request, *, rows: int = PAGE_ROWS) -> Response:
    """Take the changes in and show the next page; the caller holds the transaction and the clock."""
    if request.epoch not in (0, hub.state.epoch):  # it was restored: nothing is taken before all is offered again
        return Response((), (), 0, more=True, epoch=hub.state.epoch)
    began = hub.state.seq()
    results = receive(hub, device, request.changes)
    units = device.units | device.above
    told = None if scope_mark(units) == request.scope else tuple(sorted(units))
    if told and request.cursor:  # it will ask again, and say then that it has read nothing of the new ones
        return Response(
            tuple(results),
            (),
            request.cursor,
            more=True,
            epoch=hub.state.epoch,
            lagging=dict(request.lagging),
            scope=told,
        )
    spared = frozenset[Key]()
    if request.whole and told is None:
        spared = as_sent(hub.state, request.changes, results, read=request.cursor, began=began)
    shown = page(hub, device, after=request.cursor, lagging=request.lagging, most=rows, spared=spared)
    left = settled(hub, device, request.doubt)
    last = not shown.more and not shown.lagging and told is None
    return Response(
        tuple(results), (*shown.rows, *left), shown.cursor, shown.more, hub.state.epoch, shown.lagging, told,
        sums=sums_at_hub(hub, device, wanted=request.compare) if last and request.compare else (),
        again=told_again(hub, device, request.again) if last and request.again else None,
    )  # fmt: skip


# The PC's half


def run(
    desk: DeskState, shape: Shape, peer: Peer, *, device: UUID, most: int = MOST_CHANGES, compare: bool = False
) -> int:
    """Send what is unsent and read what is new, until both are done; returns the round trips.

    One local transaction takes an answer and says what goes next: a commit costs as much as fifty changes.
    `compare`: then hold all rows against the hub's, once, and read again what differs; where all is alike this takes
    no round trip more. A hub that was restored twice meanwhile is asked another time.
    """
    waiting = list[list[Change]]()
    rounds, more, restored, sums = 0, True, 0, ROOT if compare else 0
    asked, read = set[Key](), set[int]()
    request: Request | None = None
    response: Response | None = None
    while True:
        many = response is not None and len(response.page) + len(response.results) > FEW
        with no_collections() if many else nullcontext(), desk.transaction():
            fresh = request is None
            if request is not None and response is not None:
                take(desk, shape, response)
                wanted = take_compared(desk, shape, response)
                fresh = request.epoch not in (0, response.epoch)
                rounds, more, restored = rounds + 1, response.more or bool(desk.lagging()), restored + fresh
                if not more:
                    read.update(request.again)
                    sums = wanted
            if fresh:
                waiting = list(packed(outgoing(desk), most=most))
            if not more and not waiting and (sums or _is_left(desk, asked, read)):
                waiting = [[]]
            if not (waiting or more) or rounds >= MOST_ROUNDS or restored == 2:
                return rounds
            portion = desk.send(waiting.pop(0) if waiting else [])
            doubt = () if more else tuple(islice((key for key in desk.doubted() if key not in asked), MOST_CHANGES))
            again = tuple(islice((each for each in sorted(desk.amiss()) if each not in read), AT_ONCE))
            request = request_of(
                desk, portion, device=device, doubt=doubt, compare=sums, again=again, whole=desk.is_whole()
            )
        asked.update(doubt)
        response = peer.exchange(request)  # meanwhile people go on working: nothing is locked


def _is_left(desk: DeskState, asked: set[Key], read: set[int]) -> bool:
    """Is something in doubt, or amiss, of which this run has not asked yet?"""
    return any(key not in asked for key in desk.doubted()) or not desk.amiss() <= read


def request_of(
    desk: DeskState,
    changes: Sequence[Change],
    *,
    device: UUID,
    doubt: tuple[Key, ...] = (),
    compare: int = 0,
    again: tuple[int, ...] = (),
    whole: bool = False,
) -> Request:
    """These changes, with where this PC stands. `whole` over a line only (protocol.py)."""
    return Request(
        device, desk.cursor, tuple(changes), dict(desk.lagging()), scope_mark(desk.units()), desk.epoch, doubt=doubt,
        compare=compare, again=again, whole=whole,
    )  # fmt: skip


def outgoing(desk: DeskState) -> Iterable[Change]:
    """What has no answer yet, oldest first."""
    return [one.change for one in desk.unsent()]

"""One exchange from beginning to end: the hub answers a request, a PC asks until nothing is left."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol
from uuid import UUID

from desktop.sync.desk_state import DeskState
from desktop.sync.hub_state import Device
from desktop.sync.protocol import MOST_CHANGES, PAGE_ROWS, Change, Key, Request, Response, scope_mark
from desktop.sync.pull import page, settled, take
from desktop.sync.push import Hub, packed, receive
from desktop.sync.shape import Shape

MOST_ROUNDS = 10_000


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
    shown = page(hub, device, after=request.cursor, lagging=request.lagging, most=rows)
    left = settled(hub, device, request.doubt)
    return Response(
        tuple(results), (*shown.rows, *left), shown.cursor, shown.more, hub.state.epoch, shown.lagging, told
    )


# The PC's half


def run(desk: DeskState, shape: Shape, peer: Peer, *, device: UUID, most: int = MOST_CHANGES) -> int:
    """Send what is unsent and read what is new, until both are done; returns the round trips."""
    with desk.transaction():
        waiting = list(packed(outgoing(desk), most=most))
    rounds, more, asked = 0, True, set[Key]()
    while (waiting or more) and rounds < MOST_ROUNDS:
        with desk.transaction():
            portion = desk.send(waiting.pop(0) if waiting else [])
            doubt = () if more else tuple(islice((key for key in desk.doubted() if key not in asked), MOST_CHANGES))
            request = request_of(desk, portion, device=device, doubt=doubt)
        asked.update(doubt)
        response = peer.exchange(request)  # meanwhile people go on working: nothing is locked
        with desk.transaction():
            restored = desk.epoch not in (0, response.epoch)
            take(desk, shape, response)
            if restored:
                waiting = list(packed(outgoing(desk), most=most))
            rounds, more = rounds + 1, response.more or bool(desk.lagging())
            if not more and not waiting and any(key not in asked for key in desk.doubted()):
                waiting = [[]]
    return rounds


def request_of(desk: DeskState, changes: Sequence[Change], *, device: UUID, doubt: tuple[Key, ...] = ()) -> Request:
    """These changes, with where this PC stands."""
    return Request(
        device, desk.cursor, tuple(changes), dict(desk.lagging()), scope_mark(desk.units()), desk.epoch, doubt=doubt
    )


def outgoing(desk: DeskState) -> Iterable[Change]:
    """What has no answer yet, oldest first."""
    return [one.change for one in desk.unsent()]

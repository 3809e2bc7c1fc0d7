"""One exchange from beginning to end: the hub answers a request, a PC asks until nothing is left."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from desktop.sync.desk_state import DeskState, Sending
from desktop.sync.hub_state import Device
from desktop.sync.protocol import Change, Request, Response
from desktop.sync.pull import page, take
from desktop.sync.push import Hub, packed, receive
from desktop.sync.shape import Shape

MOST_ROUNDS = 10_000


class Peer(Protocol):
    """The other end, wherever it is: in process, over HTTPS, or a file that is carried."""

    def exchange(self, request: Request) -> Response:
        """One round trip. Raises OSError when it did not come through: what became of it, the next one tells."""
        ...


# The hub's half


def answer(hub: Hub, device: Device, request: Request) -> Response:
    """Take the changes in and show the next page; the caller holds the transaction and the clock."""
    results, forked = receive(hub, device, request.changes)
    rows, cursor, more = page(hub, device, after=request.cursor)
    return Response(tuple(results), tuple(rows), cursor, more, hub.state.epoch, forked=tuple(forked))


# The PC's half


def run(desk: DeskState, shape: Shape, peer: Peer, *, device: UUID) -> int:
    """Send what is unsent and read what is new, until both are done; returns the round trips."""
    waiting = list(packed(outgoing(desk, shape)))
    rounds = 0
    more = True
    while (waiting or more) and rounds < MOST_ROUNDS:
        portion = waiting.pop(0) if waiting else []
        for change in portion:
            _mark_sent(desk, change)
        response = peer.exchange(Request(device, desk.cursor, tuple(portion), epoch=desk.epoch))
        take(desk, shape, results=response.results, rows=response.page, cursor=response.cursor)
        desk.epoch = response.epoch
        rounds, more = rounds + 1, response.more
    return rounds


def outgoing(desk: DeskState, shape: Shape) -> Iterable[Change]:
    """What has no answer yet, oldest first, each with what its author had seen."""
    return [one.change for one in desk.unsent()]


def _mark_sent(desk: DeskState, change: Change) -> None:
    sending = desk.sending(change.id)
    assert isinstance(sending, Sending), "only what lies in the outbox is sent"
    if sending.state == "new":
        sending.state = "sent"
        desk.settle(sending)

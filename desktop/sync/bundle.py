"""An exchange by files that are carried: what a PC hands over, what the hub answers, what the PC reads back (SYNC §6).

What goes up is cumulative: everything without an answer, and where the PC stands. The hub holds, in the PC's place, the
conversation that the PC would have had over a line, and writes its answers down; each is good only for a PC that
stands where the conversation stood then. So a lost file costs nothing, a doubled or late one changes nothing, and of
an answer that was half read before the power went the rest goes on.
"""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import msgspec

from desktop.sync.blobs import PIECE, BlobDesk, BlobRequest, BlobResponse, Piece
from desktop.sync.compare import BUCKETS, take_compared
from desktop.sync.desk_state import DeskState
from desktop.sync.protocol import MOST_CHANGES, Request, Response, encoder, scope_mark
from desktop.sync.pull import lag, take
from desktop.sync.push import packed
from desktop.sync.run import MOST_ROUNDS, Peer, outgoing, request_of
from desktop.sync.shape import Shape

PART_BYTES = 8 * 1024 * 1024  # before it is compressed
FILES_BYTES = 32 * 1024 * 1024  # of files in one package, either way; the rest waits for the next
_FILES_PART = 24 * PIECE
_MANY = 1 << 30


class Up(msgspec.Struct, frozen=True, array_like=True):
    """One part of what a PC hands over. `units` are those that it believes in: the hub answers in its place."""

    request: Request
    units: tuple[UUID, ...]
    files: BlobRequest | None = None  # in parts of its own, behind the rows that name them


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """One answer of the hub, and where the PC has to stand for it."""

    cursor: int
    epoch: int
    lagging: dict[UUID, int]
    scope: bytes
    response: Response


class Down(msgspec.Struct, frozen=True, array_like=True):
    """One part of what the hub answers."""

    answers: tuple[Answer, ...]
    files: BlobResponse | None = None  # likewise


# The PC's half


def hand_over(desk: DeskState, *, device: UUID, size: int = PART_BYTES) -> list[Up]:
    """All that has no answer yet, oldest first, in parts; one at least: the hub has to know where this PC stands."""
    with desk.transaction():
        portions = list(packed(desk.send(list(outgoing(desk))), most=_MANY, size=size)) or [[]]
        doubt = tuple(desk.doubted())
        units = tuple(sorted(desk.units()))
        again = tuple(sorted(desk.amiss()))
        said = [
            request_of(desk, portion, device=device, doubt=doubt, compare=BUCKETS, again=again) for portion in portions
        ]
        return [Up(request, units) for request in said]


def hand_over_files(desk: BlobDesk, ups: Sequence[Up], *, most: int = FILES_BYTES) -> list[Up]:
    """Files that the hub lacks, oldest first as far as there is room, and what is asked of it; behind these parts."""
    device, pieces = ups[0].request.device, list[Piece]()
    for row in desk.unsent():
        start = desk.at_hub(row)
        while len(pieces) * PIECE < most and (piece := desk.piece(row, start)) is not None:
            pieces.append(piece)
            start += PIECE
    wants, retired = desk.missing(), tuple(desk.retired())
    if not pieces and not wants and not retired:
        return []
    standing = msgspec.structs.replace(ups[0].request, changes=(), doubt=())
    portions = [
        BlobRequest(device, tuple(pieces[at : at + _FILES_PART // PIECE]))
        for at in range(0, len(pieces), _FILES_PART // PIECE)
    ] or [BlobRequest(device)]
    portions[-1] = msgspec.structs.replace(portions[-1], wants=wants, room=most, retired=retired)
    return [Up(standing, ups[0].units, portion) for portion in portions]


def read_back(desk: DeskState, shape: Shape, down: Down) -> list[Response]:
    """Take the answers that are good for where this PC stands, each in a transaction of its own; returns those."""
    taken: list[Response] = []
    for answer in down.answers:
        with desk.transaction():
            if _stands(desk, answer):
                take(desk, shape, answer.response)
                take_compared(desk, shape, answer.response)
                taken.append(answer.response)
    return taken


def _stands(desk: DeskState, answer: Answer) -> bool:
    here = desk.cursor, desk.epoch, dict(desk.lagging()), scope_mark(desk.units())
    return here == (answer.cursor, answer.epoch, answer.lagging, answer.scope)


# The hub's half


def answer_to(peer: Peer, ups: Sequence[Up]) -> list[Answer]:
    """The conversation of a PC that handed over these parts; `peer` is the hub, one transaction for each round."""
    standing, units = ups[0].request, frozenset(ups[0].units)
    waiting = [portion for up in ups for portion in packed(up.request.changes)]
    doubt = list(standing.doubt)
    answers: list[Answer] = []
    more = True
    while (waiting or more or doubt) and len(answers) < MOST_ROUNDS:
        asked, doubt = ([], doubt) if more else (doubt[:MOST_CHANGES], doubt[MOST_CHANGES:])
        portion = waiting.pop(0) if waiting else []
        request = msgspec.structs.replace(standing, changes=tuple(portion), doubt=tuple(asked))
        response = peer.exchange(request)
        answers.append(Answer(request.cursor, request.epoch, dict(request.lagging), request.scope, response))
        if request.epoch not in (0, response.epoch):  # it was restored: the PC offers everything again first
            break
        now = units if response.scope is None else frozenset(response.scope)
        lagging = dict(response.lagging) if response.scope is None else lag(response.lagging, units, now=now)
        units, more = now, response.more or bool(lagging)
        told = response.sums or response.again is not None  # both come with the last page; what is doubted, after it
        standing = msgspec.structs.replace(
            standing,
            compare=0 if told else standing.compare,
            again=() if told else standing.again,
            cursor=response.cursor,
            epoch=response.epoch,
            lagging=lagging,
            scope=scope_mark(units),
        )
    return answers


def answer_files(serve: Callable[[BlobRequest], BlobResponse], ups: Sequence[Up]) -> list[Down]:
    """What becomes of the files of a package, in parts that follow its answers."""
    found = []
    for said in (serve(up.files) for up in ups if up.files is not None):
        step = _FILES_PART // PIECE
        for at in range(0, max(1, len(said.pieces)), step):
            stands = said.stands if at == 0 else ()
            found.append(Down((), BlobResponse(stands, said.pieces[at : at + step], said.epoch)))
    return found


def in_parts(answers: Sequence[Answer], *, size: int = PART_BYTES) -> Iterator[Down]:
    """The answers in their order, so that each part stays below `size` where one answer alone does."""
    part: list[Answer] = []
    weight = 0
    for answer in answers:
        own = len(encoder.encode(answer))
        if part and weight + own > size:
            yield Down(tuple(part))
            part, weight = [], 0
        part.append(answer)
        weight += own
    yield Down(tuple(part))

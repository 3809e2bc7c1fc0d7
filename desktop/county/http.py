"""The server's HTTP: bounded bodies in, the office's answers out; 200, or later, or not one of ours."""

import time
from collections.abc import Awaitable, Callable
from functools import partial
from math import ceil
from uuid import UUID

import msgspec
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from desktop.county import blobs, desk, file_terms
from desktop.county.limits import Buckets, Full, Line
from desktop.county.office import Busy, Office, Refused
from desktop.sync import enrol, wire

AT_ONCE = 1  # in one worker: whoever writes holds the one clock, and two threads of Python only hinder each other
IN_LINE, PATIENCE_S = 16, 1.0
SOON_S = 2  # until a database that could not take something is asked again


def application(office: Office, *, now: Callable[[], float] = time.monotonic) -> Starlette:
    """The ASGI application of one worker."""
    ends = _Ends(office, now)
    return Starlette(routes=[
        Route(wire.SYNC_PATH, ends.sync, methods=["POST"]),
        Route(wire.ENROL_PATH, ends.enrol, methods=["POST"]),
        Route(wire.ASK_PATH, ends.ask, methods=["POST"]),
        Route(wire.BLOBS_PATH, ends.blobs, methods=["POST"]),
        Route(wire.HEALTH_PATH, ends.health),
        Route(wire.METRICS_PATH, ends.metrics),
    ])  # fmt: skip


class TooLarge(Exception):
    """The body is more than is taken."""


class _Ends:
    """What is behind each path. A PC may ask 20 times a second for a while, an address enrol once in three seconds."""

    def __init__(self, office: Office, now: Callable[[], float]) -> None:
        self._office, self._now = office, now
        self._pcs = Buckets(rate=20, burst=200, now=now)
        self._addresses = Buckets(rate=1 / 3, burst=10, now=now)
        self._strangers = Buckets(rate=10, burst=200, now=now)  # 200 PCs behind one address may come after a restart
        self._looked = -1  # the day of the last look at files (UTC)
        self._line = Line(AT_ONCE, IN_LINE, PATIENCE_S, now)

    async def sync(self, request: Request) -> Response:
        """`POST /sync`."""
        return await self._counted(self._sync, request)

    async def enrol(self, request: Request) -> Response:
        """`POST /enrol`."""
        return await self._counted(self._enrol, request)

    async def ask(self, request: Request) -> Response:
        """`POST /ask`."""
        return await self._counted(self._ask, request)

    async def blobs(self, request: Request) -> Response:
        """`POST /blobs`."""
        return await self._counted(self._blobs, request)

    async def health(self, request: Request) -> Response:
        """`GET /health`: does the database answer?"""
        try:
            return JSONResponse({"status": "ok", **await run_in_threadpool(self._office.healthy)})
        except Busy:
            return JSONResponse({"status": "busy"}, 503)

    async def metrics(self, request: Request) -> Response:
        """`GET /metrics`."""
        return PlainTextResponse(self._office.metrics.text())

    async def _counted(self, deed: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
        began = self._now()
        try:
            answer = await deed(request)
        except (wire.Unreadable, TooLarge) as error:
            answer = PlainTextResponse(str(error), 413 if isinstance(error, TooLarge) else 400)
        except Refused:
            answer = PlainTextResponse("", 401)
        except Busy:
            answer = _later(SOON_S, 503)
        except Full as full:
            answer = _later(full.wait)
        self._office.metrics.answered(answer.status_code, self._now() - began)
        return answer

    async def _sync(self, request: Request) -> Response:
        answer = await self._of_pc(request, self._office.sync)
        if self._looked != (day := self._office.clock.now_ms() // file_terms.DAY_MS):
            self._looked = day
            answer.background = BackgroundTask(self._look)
        return answer

    def _look(self) -> None:
        """Once a day, behind the answer to whoever came first."""
        try:
            file_terms.look_daily(self._office)
        except Busy:
            self._looked = -1

    async def _ask(self, request: Request) -> Response:
        return await self._of_pc(request, partial(desk.answer, self._office))

    async def _blobs(self, request: Request) -> Response:
        return await self._of_pc(request, partial(blobs.answer, self._office))

    async def _of_pc(self, request: Request, answer: Callable[[UUID, bytes, str], msgspec.Struct]) -> Response:
        """What a PC signed; each asks so often and no oftener."""
        device = _device(request)
        if (wait := self._pcs.wait(str(device))) > 0:
            return _later(wait)
        self._line.look()
        signature = request.headers.get(wire.SIGNATURE, "")
        if device not in self._office.senders and (wait := self._strangers.wait(_address(request))) > 0:
            return _later(wait)
        _bounded(request)
        await run_in_threadpool(self._office.announced, device, request.url.path, _digest(request), signature=signature)
        body = await _body(request)
        return await self._inside(lambda: wire.packed(answer(device, body, signature)))

    async def _enrol(self, request: Request) -> Response:
        if (wait := self._addresses.wait(_address(request))) > 0:
            return _later(wait)
        self._line.look()
        _bounded(request)
        claim = wire.unpacked(await _body(request), enrol.Claim)
        return await self._inside(lambda: wire.packed(self._office.enrol(claim)))

    async def _inside(self, deed: Callable[[], bytes]) -> Response:
        async with self._line.place():
            return Response(await run_in_threadpool(deed), media_type=wire.MEDIA)


def _later(seconds: float, status: int = 429) -> Response:
    return PlainTextResponse("", status, {"Retry-After": str(max(1, ceil(seconds)))})


def _device(request: Request) -> UUID:
    try:
        return UUID(request.headers.get(wire.DEVICE, ""))
    except ValueError as error:
        raise Refused from error


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _bounded(request: Request) -> None:
    """Nothing is read of what says itself that it is too much."""
    said = request.headers.get("Content-Length", "")
    if said.isdecimal() and int(said) > wire.MOST_BODY:
        raise TooLarge


def _digest(request: Request) -> bytes | None:
    """What is said to come; None of an older program."""
    said = request.headers.get(wire.DIGEST)
    if said is None:
        return None
    try:
        return bytes.fromhex(said)
    except ValueError as error:
        raise Refused from error


async def _body(request: Request) -> bytes:
    """The body, given up as soon as it is more than is taken; a cut one is no message."""
    found = bytearray()
    try:
        async for part in request.stream():
            found += part
            if len(found) > wire.MOST_BODY:
                raise TooLarge
    except ClientDisconnect as error:
        raise wire.Unreadable("the body was cut") from error
    return bytes(found)

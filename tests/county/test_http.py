"""The real server over real TLS on loopback: what a PC is told, and what everybody else is told."""

import asyncio
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
import zstandard

from desktop.base.clock import FixedClock, SystemClock
from desktop.base.ids import uuid7
from desktop.county.authority import open_authority
from desktop.county.limits import Buckets, Full, Line
from desktop.county.office import Office
from desktop.procedures import exchange
from desktop.sync import enrol, wire
from desktop.sync.key_pair import OwnKeys
from desktop.sync.peer_http import HttpPeer, Later, Stranger, ask_grant, pinned
from desktop.sync.protocol import Request, Response
from tests.county.conftest import Pc, claim_of, code_for, enrolled
from tests.county.heard import NAMED, Heard, heard_at


@pytest.fixture
def heard(office: Office) -> Iterator[Heard]:
    with heard_at(office) as server:
        yield server


def test_a_pc_enrols_and_exchanges_over_the_line(heard: Heard) -> None:
    code, keys = code_for(heard.office, "42010101"), OwnKeys.new(uuid7())
    claim = claim_of(keys, code)
    grant = ask_grant(heard.url, claim, enrol.proof_key(code))
    pc = Pc(heard.office, keys, grant.unit, claim.actor)
    with HttpPeer(heard.url, grant.authority, keys) as peer:
        change = pc.person("一号院")
        assert peer.told_at is None
        assert [result.kind for result in peer.exchange(pc.ask(change)).results] == ["ok"]
        assert abs((peer.told_at or 0) - SystemClock().now_ms()) < 60_000, "what time it is at the county"
        assert [result.kind for result in peer.exchange(pc.ask(change)).results] == ["ok"]
    assert heard.office.metrics.changes == {"ok": 2}


def test_a_wrong_code_is_told_apart_from_a_broken_line(heard: Heard) -> None:
    code = enrol.new_code()
    with pytest.raises(Stranger):
        ask_grant(heard.url, claim_of(OwnKeys.new(uuid7()), code), enrol.proof_key(code))
    heard.stop()
    with pytest.raises(Later):
        ask_grant(heard.url, claim_of(OwnKeys.new(uuid7()), code), enrol.proof_key(code))


def test_another_authority_is_not_believed(heard: Heard, tmp_path: Path, clock: FixedClock) -> None:
    pc, evil = enrolled(heard.office, "42010101"), open_authority(tmp_path / "evil", clock)
    with HttpPeer(heard.url, evil.certificate, pc.keys) as peer, pytest.raises(Later):
        peer.exchange(pc.ask())


def test_the_name_in_the_certificate_is_asked(heard: Heard) -> None:
    with heard.bare() as client:
        assert client.get("/health", extensions=NAMED).json()["status"] == "ok"
    with heard.bare() as client, pytest.raises(httpx2.ConnectError):
        client.get("/health")


def test_a_pc_whose_clock_is_wrong_still_exchanges(office: Office) -> None:
    assert pinned(office.authority.certificate).verify_flags & 0x20_0000
    assert pinned(office.authority.certificate).verify_mode is ssl.CERT_REQUIRED


def test_who_signs_with_another_key_is_a_stranger(heard: Heard) -> None:
    pc = enrolled(heard.office, "42010101")
    other = OwnKeys.new(pc.keys.id)
    with heard.peer(replace(pc, keys=other)) as peer, pytest.raises(Stranger):
        peer.exchange(pc.ask())


def test_bodies_are_bounded_before_they_are_believed(heard: Heard) -> None:
    pc = enrolled(heard.office, "42010101")

    def said(body: bytes) -> int:
        headers = {wire.DEVICE: str(pc.keys.id), wire.SIGNATURE: wire.sign(pc.keys, wire.SYNC_PATH, body)}
        with heard.bare() as client:
            return client.post("/sync", content=body, headers=headers, extensions=NAMED, timeout=60).status_code

    bomb = zstandard.ZstdCompressor().compress(bytes(wire.MOST_PLAIN + 1))
    assert [said(body) for body in (b"", b"<html>", bomb, bytes(wire.MOST_BODY + 1))] == [400, 400, 400, 413]
    with heard.bare() as client:
        assert client.post("/sync", content=b"", extensions=NAMED).status_code == 401
        assert client.post("/sync", headers={wire.DEVICE: "x"}, extensions=NAMED).status_code == 401


def test_a_caller_who_asks_too_often_is_told_when_to_come_again(heard: Heard) -> None:
    claim = wire.packed(claim_of(OwnKeys.new(uuid7()), enrol.new_code()))
    with heard.bare() as client:
        answers = [client.post("/enrol", content=claim, extensions=NAMED) for _n in range(14)]
    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_a_database_that_is_busy_makes_pcs_wait(heard: Heard) -> None:
    pc = enrolled(heard.office, "42010101")
    heard.office.engine.dispose()
    heard.office.engine.pool = heard.office.engine.pool.recreate()
    heard.office.engine.pool._timeout = 0.1  # type: ignore[attr-defined]  # thirty seconds otherwise
    with heard.office.engine.begin(), heard.peer(pc) as peer:
        with pytest.raises(Later) as told:
            peer.exchange(pc.ask())
        with heard.bare() as client:
            assert client.get("/health", extensions=NAMED).status_code == 503
    assert told.value.wait == 2


def test_the_server_counts_but_names_nobody(heard: Heard) -> None:
    pc = enrolled(heard.office, "42010101")
    with heard.peer(pc) as peer:
        peer.exchange(pc.ask(pc.person("一号院")))
    with heard.bare() as client:
        text = client.get("/metrics", extensions=NAMED).text
    assert 'grid_changes_total{result="ok"} 1' in text
    assert 'grid_requests_total{status="200"} 1' in text
    assert "一号院" not in text


def test_a_crowd_is_told_to_come_later_each_at_a_time_of_its_own(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.county.http.AT_ONCE", 0)
    monkeypatch.setattr("desktop.county.http.IN_LINE", 0)
    pc = enrolled(office, "42010101")
    with heard_at(office, now=lambda: 0.0) as heard, heard.bare() as client:
        headers = {wire.DEVICE: str(pc.keys.id)}
        answers = [client.post("/sync", headers=headers, extensions=NAMED) for _n in range(30)]
    assert {answer.status_code for answer in answers} == {429}
    assert [int(answer.headers["Retry-After"]) for answer in answers] == [1] * 16 + [2] * 14


def test_a_pc_waits_the_time_that_it_was_told_and_no_longer_than_it_has_patience(office: Office) -> None:
    pc, waits = enrolled(office, "42010101"), list[float]()

    def busy(_request: httpx2.Request) -> httpx2.Response:
        return streamed(429, b"", {"Retry-After": "7"}) if len(waits) < 2 else streamed(200, wire.packed(answer))

    answer = pc.send(pc.ask())
    for patience, told in ((60.0, 2), (13.0, 1), (0.0, 0)):
        waits.clear()
        authority = office.authority.certificate
        peer = HttpPeer("https://127.0.0.1:1", authority, pc.keys, patience=patience, pause=waits.append)
        peer._client = httpx2.Client(base_url="https://x", transport=httpx2.MockTransport(busy))
        if patience > 2 * 7:
            assert peer.exchange(pc.ask()) == answer
        else:
            with pytest.raises(Later) as later:
                peer.exchange(pc.ask())
            assert later.value.wait == 7
        assert len(waits) == told
        assert all(7 <= wait < 8 for wait in waits), "many were told the same second"


def test_a_pc_that_asks_without_end_is_slowed_down(office: Office) -> None:
    """The clock of the server stands still here: nothing is filled up again."""
    pc = enrolled(office, "42010101")
    with heard_at(office, now=lambda: 0.0) as heard, heard.bare() as client:
        headers = {wire.DEVICE: str(pc.keys.id)}
        answers = [client.post("/sync", headers=headers, extensions=NAMED).status_code for _n in range(201)]
    assert answers == [401] * 200 + [429]


def test_a_grant_that_is_not_proved_is_not_believed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody on the line answers in the county's place, without knowing the code."""
    code, keys = code_for(office, "42010101"), OwnKeys.new(uuid7())
    claim = claim_of(keys, code)
    grant = enrol.Grant(keys.id, keys.id, uuid7(), "grid", "secretary", b"evil", keys.public().to_bytes(), {}, 0)
    said = streamed(200, wire.packed(grant))
    evil = httpx2.Client(base_url="https://x", transport=httpx2.MockTransport(lambda _request: said))
    monkeypatch.setattr("desktop.sync.peer_http._client", lambda _server, _context: evil)
    with pytest.raises(Stranger):
        ask_grant("https://x", claim, enrol.proof_key(code))


def test_a_body_that_is_too_large_is_not_looked_into() -> None:
    with pytest.raises(wire.Unreadable, match="too large"):
        wire.unpacked(bytes(wire.MOST_BODY + 1), enrol.Claim)


def test_a_bucket_fills_again_and_forgets_nobody_too_soon() -> None:
    at = [0.0]
    bucket = Buckets(rate=2, burst=3, now=lambda: at[0])
    assert [bucket.wait("a") for _n in range(4)] == [0, 0, 0, 0.5]
    at[0] = 0.5
    assert bucket.wait("a") == 0
    assert bucket.wait("b") == 0


def test_whoever_stood_in_line_too_long_or_found_no_place_is_told_a_time() -> None:
    async def crowd() -> tuple[list[str], float]:
        line = Line(1, 2, 0.02, lambda: 5.0)
        happened: list[str] = []
        leave = asyncio.Event()

        async def one(name: str) -> None:
            try:
                async with line.place():
                    happened.append(f"{name} works")
                    await leave.wait()
            except Full as full:
                happened.append(f"{name} in {full.wait:.4f}")
            if len(happened) == 4:
                leave.set()

        await asyncio.gather(*map(one, "abcd"))
        await one("e")
        return happened, line.each

    happened, each = asyncio.run(crowd())
    assert happened == ["a works", "d in 0.0625", "b in 0.1250", "c in 0.1875", "e works"]
    assert each < 0.125, "the one that worked took no time by this clock"


class NobodyThere:
    """A county that is never asked."""

    def exchange(self, _request: Request) -> Response:
        raise AssertionError


def streamed(status: int, body: bytes, headers: dict[str, str] | None = None) -> httpx2.Response:
    """An answer as it comes over a line."""
    said = {"Content-Type": wire.MEDIA} if headers is None else headers
    return httpx2.Response(status, stream=httpx2.ByteStream(body), headers=said)


@pytest.mark.parametrize("answer", ["portal", "cut", "later", "endless"])
def test_what_is_no_county_means_later(answer: str, monkeypatch: pytest.MonkeyPatch, office: Office) -> None:
    """A captive portal says 200 with a page of its own."""
    said = {
        "portal": streamed(200, b"<html>login</html>", {"Content-Type": "text/html"}),
        "cut": streamed(200, b"half"),
        "later": streamed(503, b"", {"Retry-After": "7"}),
        "endless": streamed(200, bytes(wire.MOST_BODY + 1)),
    }[answer]
    pc = enrolled(office, "42010101")
    peer = HttpPeer("https://127.0.0.1:1", office.authority.certificate, pc.keys, patience=0)
    peer._client = httpx2.Client(base_url="https://x", transport=httpx2.MockTransport(lambda _request: said))
    with peer, pytest.raises(Later) as told:
        peer.exchange(pc.ask())
    assert told.value.wait == (7 if answer == "later" else None)


def test_who_cancels_while_the_county_is_busy_does_not_wait_for_it() -> None:
    """Closing the program waits for its threads."""
    told: list[tuple[int, int]] = []

    class Cancelled(Exception):
        pass

    def step(sent: int, received: int) -> None:
        told.append((sent, received))
        if len(told) == 2:
            raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        exchange._Counted(NobodyThere(), step).pause(60)
    assert time.monotonic() - began < 30
    exchange._Counted(NobodyThere(), None).pause(0.01)
    assert told == [(0, 0), (0, 0)]

"""What the sealed packet promises: whole or not at all, and closed to whoever lacks the code."""

import errno
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.base import files
from desktop.base.errors import UserError
from desktop.printing import packet
from desktop.printing.packet import Header, Packed

NOW = 1_792_000_000_000
DAY = 86_400_000
CODE = "K7QF-2M9X-HT4R"
NOTICE = Packed(title="走访通知", number="20261122-001", pages=2, pdf=b"%PDF all of it", copies=3, both_sides=True)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return packet.seal((NOTICE,), CODE, unit="阳光花园网格", by="王建国", now_ms=NOW)


def test_the_code_opens_it_in_any_spacing_and_case(sealed: bytes) -> None:
    opened = packet.open_packet(sealed, " k7qf 2m9x　ht4r", now_ms=NOW + 7 * DAY)
    assert (opened.inside.unit, opened.inside.by, opened.inside.prints) == ("阳光花园网格", "王建国", (NOTICE,))
    assert opened.header.made_at == NOW


def test_nothing_in_it_can_be_read_without_the_code(sealed: bytes) -> None:
    for secret in ("走访通知", "阳光花园", "王建国", "20261122-001"):
        assert secret.encode() not in sealed
    assert NOTICE.pdf not in sealed


def test_a_wrong_code_and_a_changed_byte_are_found(sealed: bytes) -> None:
    with pytest.raises(UserError, match="口令对不上"):
        packet.open_packet(sealed, "K7QF-2M9X-HT4S", now_ms=NOW)
    broken = sealed[:-60] + bytes([sealed[-60] ^ 1]) + sealed[-59:]
    with pytest.raises(UserError, match="不完整"):
        packet.open_packet(broken, CODE, now_ms=NOW)
    _header, said, inside = packet._taken_apart(sealed)
    forged = packet._finished(said, inside[:-1] + bytes([inside[-1] ^ 1]))
    with pytest.raises(UserError, match="口令对不上"):
        packet.open_packet(forged, CODE, now_ms=NOW)


def test_it_expires(sealed: bytes) -> None:
    with pytest.raises(UserError, match="在 2026-10-22 过期了"):
        packet.open_packet(sealed, CODE, now_ms=NOW + 7 * DAY + 1)


def front(sealed: bytes, **changed: object) -> bytes:
    """The packet with another header."""
    header, _said, rest = packet._taken_apart(sealed)
    return packet._finished(msgspec.json.encode(msgspec.structs.replace(header, **changed)), rest)


def test_a_later_day_of_expiry_does_not_open_it(sealed: bytes) -> None:
    with pytest.raises(UserError, match="口令对不上"):
        packet.open_packet(front(sealed, expires_at=NOW + 90 * DAY), CODE, now_ms=NOW + 30 * DAY)


def test_a_newer_suite_and_a_costly_header_are_refused(sealed: bytes) -> None:
    with pytest.raises(UserError, match="更新的程序"):
        packet.open_packet(front(sealed, suite=2), CODE, now_ms=NOW)
    with pytest.raises(UserError, match="不完整"):
        packet.open_packet(front(sealed, memory_kib=1 << 30), CODE, now_ms=NOW)


@pytest.mark.parametrize("length", [11, 14, 20, 150, 255])
def test_a_torn_file_is_one_sentence(sealed: bytes, length: int) -> None:
    with pytest.raises(UserError, match="不完整"):
        packet.open_packet(sealed[:length], CODE, now_ms=NOW)


def test_another_file_is_no_packet() -> None:
    with pytest.raises(UserError, match="不是待印包"):
        packet.open_packet(b"%PDF-1.4", CODE, now_ms=NOW)


def test_what_was_sealed_by_something_else_is_not_taken(sealed: bytes) -> None:
    header, said, _rest = packet._taken_apart(sealed)
    strange = AESGCM(packet._key(CODE, header)).encrypt(header.nonce, b"nothing of ours", said)
    with pytest.raises(UserError, match="不完整"):
        packet.open_packet(packet._finished(said, strange), CODE, now_ms=NOW)


def test_a_header_of_something_else_is_not_taken() -> None:
    with pytest.raises(UserError, match="不完整"):
        packet.open_packet(packet._finished(b"{}", b"x" * 40), CODE, now_ms=NOW)


def test_codes_are_easy_to_read_and_never_the_same() -> None:
    codes = {packet.new_code() for _turn in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 14 and not set(code) & set("OIL") for code in codes)


def test_it_is_written_and_read_back(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "走访 通知.gridprint"
    packet.write(path, sealed)
    assert packet.read(path) == sealed
    assert list(tmp_path.iterdir()) == [path]


def test_a_stick_that_loses_what_it_took_is_found_out(
    sealed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"")
    with pytest.raises(UserError, match="没能写入") as caught:
        packet.write(tmp_path / "x.gridprint", sealed)
    assert caught.value.__cause__.errno == errno.EIO  # type: ignore[union-attr]  # an OSError, as raised
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="读不出"):
        packet.read(tmp_path / "gone.gridprint")
    (tmp_path / "huge.gridprint").write_bytes(b"12345")
    monkeypatch.setattr(packet, "MOST_BYTES", 4)
    with pytest.raises(UserError, match="不完整"):
        packet.read(tmp_path / "huge.gridprint")


def test_plain_writing_is_not_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"")
    files.durable_write(tmp_path / "x", b"1")
    assert (tmp_path / "x").stat().st_size == 1


def test_the_suite_stands_in_the_header(sealed: bytes) -> None:
    header, _said, _rest = packet._taken_apart(sealed)
    assert isinstance(header, Header)
    assert header.suite == 1

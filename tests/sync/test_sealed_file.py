"""A sealed file is read by its receiver only, whole and signed, or not at all."""

from uuid import UUID

import msgspec
import pytest

from desktop.base.errors import UserError
from desktop.sync import sealed_file
from desktop.sync.key_pair import OwnKeys, PublicKeys
from desktop.sync.sealed_file import Head, Unfit, look, seal, unseal

PC, COUNTY, OTHER = (OwnKeys.new(UUID(int=n)) for n in (1, 2, 3))
HEAD = Head(UUID(int=9), PC.id, COUNTY.id, "up", 1_760_000_000_000, 1, 3, "0016")
SAID = b"a week of work " * 3


def file() -> bytes:
    return seal(HEAD, SAID, to=COUNTY.public(), by=PC)


def test_the_receiver_reads_what_was_sealed() -> None:
    data = file()
    assert look(data) == HEAD
    assert unseal(data, by=PC.public(), to=COUNTY) == SAID
    assert SAID not in data


def test_keys_come_back_from_their_bytes() -> None:
    again = OwnKeys.from_bytes(PC.id, PC.to_bytes())
    public = PublicKeys.from_bytes(PC.id, again.public().to_bytes())
    assert unseal(file(), by=public, to=COUNTY) == SAID


def test_every_flipped_bit_is_refused_in_one_clear_sentence() -> None:
    data = file()
    for place in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(Unfit) as told:
            unseal(bytes(flipped), by=PC.public(), to=COUNTY)
        assert "没有读取" in told.value.message


def test_every_flipped_bit_is_refused_by_the_signature_too() -> None:
    """Whoever flips on purpose mends the checksum."""
    data = file()[: -sealed_file._DIGEST]
    for place in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        mended = bytes(flipped) + sealed_file.hashlib.sha256(flipped).digest()
        with pytest.raises(Unfit):
            unseal(mended, by=PC.public(), to=COUNTY)


def test_every_shorter_or_longer_file_is_refused() -> None:
    data = file()
    for length in range(len(data)):
        with pytest.raises(Unfit):
            look(data[:length])
    with pytest.raises(Unfit) as told:
        look(data + b"\0")
    assert told.value.torn


def test_another_cannot_open_it_and_nobody_can_sign_for_another() -> None:
    for_other = seal(msgspec.structs.replace(HEAD, receiver=OTHER.id), SAID, to=OTHER.public(), by=PC)
    with pytest.raises(Unfit, match="别的电脑"):
        unseal(for_other, by=PC.public(), to=COUNTY)
    forger = OwnKeys(PC.id, OTHER.signing, OTHER.opening)
    with pytest.raises(Unfit, match="签名"):
        unseal(seal(HEAD, SAID, to=COUNTY.public(), by=forger), by=PC.public(), to=COUNTY)
    with pytest.raises(AssertionError):
        seal(HEAD, SAID, to=OTHER.public(), by=PC)


def test_a_file_of_a_newer_program_says_so() -> None:
    newer = seal(msgspec.structs.replace(HEAD, suite=2), SAID, to=COUNTY.public(), by=PC)
    with pytest.raises(Unfit, match="更新"):
        look(newer)
    whole = bytearray(file()[: -sealed_file._DIGEST])
    whole[8] = 2
    with pytest.raises(Unfit, match="更新"):
        look(bytes(whole) + sealed_file.hashlib.sha256(whole).digest())


def test_what_inflates_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = seal(HEAD, b"\0" * 100_000, to=COUNTY.public(), by=PC)
    assert len(unseal(data, by=PC.public(), to=COUNTY)) == 100_000
    monkeypatch.setattr(sealed_file, "MOST_INFLATED", 1_000)
    with pytest.raises(Unfit):
        unseal(data, by=PC.public(), to=COUNTY)


def test_what_was_signed_and_is_no_batch_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Junk:
        def __init__(self, level: int) -> None:
            assert level

        def compress(self, said: bytes) -> bytes:
            return said

    monkeypatch.setattr(sealed_file.zstandard, "ZstdCompressor", Junk)
    with pytest.raises(Unfit):
        unseal(file(), by=PC.public(), to=COUNTY)


def test_something_else_is_no_exchange_file() -> None:
    with pytest.raises(UserError, match="不是交换文件"):
        look(b"PK\x03\x04 a workbook")

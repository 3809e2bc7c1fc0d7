"""What is sealed a second time opens with its key, at its place, unchanged, and tells nothing by its length."""

import pytest

from desktop.access.sealing import BLOCK_BYTES, pseudonym, seal, unseal
from desktop.base.errors import Damage

KEY, OTHER = b"k" * 32, b"o" * 32


def test_it_opens_as_it_was() -> None:
    for said in (b"", b"x", b"y" * BLOCK_BYTES):
        assert unseal(KEY, seal(KEY, said, bound=b"a"), bound=b"a") == said


def test_no_length_tells_two_words_apart() -> None:
    assert len(seal(KEY, b"a", bound=b"")) == len(seal(KEY, b"b" * 200, bound=b""))
    assert seal(KEY, b"a", bound=b"") != seal(KEY, b"a", bound=b"")


@pytest.mark.parametrize("at", [0, 1, 20, -1])
def test_a_changed_byte_is_found_out(at: int) -> None:
    data = bytearray(seal(KEY, b"abc", bound=b"a"))
    data[at] ^= 1
    with pytest.raises(Damage, match="加封"):
        unseal(KEY, bytes(data), bound=b"a")


def test_another_key_or_place_does_not_open_it() -> None:
    data = seal(KEY, b"abc", bound=b"a")
    for key, bound in ((OTHER, b"a"), (KEY, b"b")):
        with pytest.raises(Damage):
            unseal(key, data, bound=bound)
    with pytest.raises(Damage):
        unseal(KEY, b"", bound=b"a")


def test_a_pseudonym_is_one_for_each_key_and_thing() -> None:
    assert pseudonym(KEY, b"a") == pseudonym(KEY, b"a") != pseudonym(KEY, b"b")
    assert pseudonym(KEY, b"a") != pseudonym(OTHER, b"a")

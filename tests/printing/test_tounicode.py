"""What the map from bytes to characters promises: true UTF-16 beyond the BMP, in blocks a reader accepts."""

import re

from desktop.printing.tounicode import to_unicode_map


def test_characters_beyond_the_bmp_are_surrogate_pairs() -> None:
    assert "<01> <D872DF4E>" in to_unicode_map("F", [0, 0x2CB4E])


def test_no_block_is_longer_than_100_entries_and_none_is_lost() -> None:
    made = to_unicode_map("F", [0, *range(0x4E00, 0x4E00 + 255)])
    counts = [int(count) for count in re.findall(r"(\d+) beginbfchar", made)]
    assert counts == [100, 100, 55]
    assert len(re.findall(r"^<[0-9A-F]{2}> <[0-9A-F]{4}>$", made, re.MULTILINE)) == 255


def test_a_byte_without_a_character_is_left_out() -> None:
    assert "<00> <" not in to_unicode_map("F", [0, 0x4E00]).replace("<00> <FF>", "")

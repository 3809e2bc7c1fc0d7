"""Texts from which every telephone and identity number is taken, and nothing else."""

import pytest

from desktop.values.no_numbers import MASKED, without_numbers


@pytest.mark.parametrize(
    "number",
    ["13812345678", "138 1234 5678", "138-1234-5678", "0536-5551234", "11010519491231002X", "110105 19491231 0021"],
)
def test_telephones_and_identity_numbers_are_taken_out(number: str) -> None:
    assert without_numbers(f"请打{number}找他") == f"请打{MASKED}找他"


@pytest.mark.parametrize("plain", ["3-2-1302 楼道灯", "2026-11-22 再来", "欠 1200 元", "12345 热线", "第 3 栋 502"])
def test_doors_days_and_small_numbers_stay(plain: str) -> None:
    assert without_numbers(plain) == plain

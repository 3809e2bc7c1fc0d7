"""A roster is told by its titles: the samples each by their own, and nothing is guessed between two."""

from pathlib import Path

import pytest

from desktop.catalog import REGISTERS
from desktop.sheets.read import open_book
from desktop.standard.importing.which import told

INTO = tuple(register for register in REGISTERS if register.imports)
SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        ("门牌,姓名,电话", "households"),
        ("姓名,电话,备注", "households"),
        ("合伙人名称,类型,联系电话,签约日期", "partners"),
        ("场所,承租方,租期,年租金", "venues"),
        ("包联领导,职务,包联社区,联络员,联系电话", "bonds"),
        ("单位名称,联系人,联系电话,备注", None),  # of partners, or of bonds
        ("张三,13800001111", "households"),  # no titles: told by what stands in the cells
    ],
)
def test_titles_name_the_register(tmp_path: Path, titles: str, name: str | None) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(f"{titles}\n3-1-101,周兰,13800001111,2026-1-1,其他\n", "utf-8")
    found = told(open_book(path), INTO)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(("file", "name"), [("红色合伙人台账", "partners"), ("场所换服务台账", "venues")])
def test_samples_tell_their_register(file: str, name: str) -> None:
    found = told(open_book(SAMPLES / f"{file}.xlsx"), INTO)
    assert found
    assert found.name == name

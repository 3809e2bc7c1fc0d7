"""Where a register takes rosters in, its own titles are a roster that it understands."""

from pathlib import Path

import pytest

from desktop.catalog import REGISTERS
from desktop.spec import Import, Register
from desktop.standard.importing.stage import stage_file
from tests.factories.rosters import workbook

EXAMPLES = {"name": "周兰", "door": "3-2-501", "phone": "13812345678", "day": "2026-3-5", "text": "甲"}
TAKING = [register for register in REGISTERS if register.imports is not None]


@pytest.mark.parametrize("register", TAKING, ids=lambda register: register.name)
class TestEveryImport:
    """The template: the titles of all columns in one row."""

    def test_the_template_is_read_back_column_by_column(self, register: Register, tmp_path: Path) -> None:
        columns = [column for column in declared(register).columns if column.group != "head"]
        rows = [[column.title for column in columns], *[[EXAMPLES.get(column.kind, "") for column in columns]] * 3]
        staged = stage_file(workbook(tmp_path / "template.xlsx", rows), register)
        assert staged.mapping == {column.name: column.title for column in columns}
        assert (staged.unkept, staged.unknown) == ((), ())

    def test_every_title_means_one_column_or_the_next_of_its_kind(self, register: Register) -> None:
        said: dict[tuple[str, str], str] = {}
        for column in declared(register).columns:
            for title in {column.title, *column.titles}:
                first = said.setdefault((column.group, title), column.name)
                assert column.name in (first, f"{first}_2"), title
        assert not set(declared(register).unkept) & {title for _group, title in said}


def declared(register: Register) -> Import:
    """How rosters enter the register."""
    assert register.imports is not None
    return register.imports

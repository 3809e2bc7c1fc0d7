"""Whatever a register declares exists: attributes, codes, icons, what deeds and forms ask for, words and a page."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from desktop import codes
from desktop.access.roles import READER, SECRETARY, allows
from desktop.catalog import REGISTERS
from desktop.spec import Field, Register
from desktop.standard.history import Wording
from desktop.standard.list import rows_on
from desktop.store.record import content
from desktop.ui.style import RESOURCES
from tests.contract.conftest import TODAY

NAMES = {register.name for register in REGISTERS}
WORDS = Wording.of(REGISTERS)


class TestEveryRegister:
    """The declaration, without a database."""

    def test_what_is_listed_stands_in_the_rows(self, register: Register) -> None:
        rows = rows_on(register, TODAY)
        wanted = {"id", "unit_id", *register.order}
        wanted |= {name for column in register.columns for name in (column.name, *column.sort)}
        assert [name for name in sorted(wanted) if not hasattr(rows, name)] == []
        assert hasattr(register.listed or register.model, register.label) or hasattr(rows, register.label)

    def test_frozen_columns_come_first(self, register: Register) -> None:
        frozen = [column.frozen for column in register.columns]
        assert frozen == sorted(frozen, reverse=True)

    def test_fields_stand_in_the_record_unless_the_register_reads_and_writes_them_itself(
        self, register: Register
    ) -> None:
        known = set(content(register.model)) | {"id"}
        if register.load is None:
            assert {field.name for field in register.fields} <= known
            assert all(hasattr(child.model, child.parent) for child in register.children)

    def test_codes_and_picked_registers_exist(self, register: Register) -> None:
        for field in (*fields_of(register), *register.columns):
            assert (field.kind == "code") == bool(field.codes), field.name
            assert not field.codes or field.codes in codes.tables(), field.name
        for field in fields_of(register):
            assert (field.kind == "record") == bool(field.picks), field.name
            assert not field.picks or field.picks in NAMES, field.name

    def test_icons_exist(self, register: Register) -> None:
        used = {register.icon, *(action.icon for action in register.actions)} - {""}
        assert [name for name in sorted(used) if not (RESOURCES / "icons" / f"{name}.svg").is_file()] == []

    def test_what_is_asked_for_is_taken(self, register: Register) -> None:
        for action in register.actions:
            for deed in filter(None, (action.run, action.foresee)):
                assert refused(deed, action.asks) == [], f"{register.name}.{action.verb}"
            assert action.pair in ("", *(field.name for field in action.asks))
        for form in register.forms:
            assert refused(form.collect, form.asks) == [], form.name

    def test_names_are_given_once(self, register: Register) -> None:
        for names in (
            [column.name for column in register.columns],
            [field.name for field in register.fields],
            [action.verb for action in register.actions],
            [form.name for form in register.forms],
        ):
            assert len(names) == len(set(names))

    def test_every_deed_has_words_in_the_history(self, register: Register) -> None:
        for action in register.actions:
            assert WORDS.action(f"{register.name}.{action.verb}") == action.title
        for verb in ("save", "retire", "import", "restore_value"):
            assert " · " in WORDS.action(f"{register.name}.{verb}")

    def test_everything_on_the_form_has_words_in_the_history(self, register: Register) -> None:
        for model, fields in ((register.model, register.fields), *((c.model, c.fields) for c in register.children)):
            table = model.__tablename__
            stored = {field.name for field in fields} & set(content(model))
            assert [name for name in sorted(stored) if (table, name) not in WORDS.fields] == []
            assert table in WORDS.titles

    def test_a_record_with_lines_counts_their_history_as_its_own(self, register: Register) -> None:
        assert not register.children or register.related is not None

    def test_it_has_a_page_of_the_manual(self, register: Register) -> None:
        assert (RESOURCES / "manual" / f"{register.help or register.name}.md").is_file()

    def test_a_reader_sees_and_prints_and_does_nothing_else(self, register: Register) -> None:
        verbs = {"save", "retire", "import", "export", "restore_value", *(action.verb for action in register.actions)}
        for verb in ("see", "print"):
            assert allows(READER, f"{register.name}.{verb}")
        for verb in sorted(verbs):
            assert not allows(READER, f"{register.name}.{verb}")
            assert allows(SECRETARY, f"{register.name}.{verb}")


def fields_of(register: Register) -> tuple[Field, ...]:
    """Every field that a person fills in: of the form, its lines, its deeds and its papers."""
    lines = tuple(field for child in register.children for field in child.fields)
    asked = tuple(field for each in (*register.actions, *register.forms) for field in each.asks)
    return (*register.fields, *lines, *asked)


def refused(deed: Callable[..., Any], asks: tuple[Field, ...]) -> list[str]:
    """The asked fields that `deed` has no argument for."""
    taken = inspect.signature(deed).parameters
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in taken.values()):
        return []
    return [field.name for field in asks if field.name not in taken]


@pytest.mark.parametrize("name", sorted({each.model.__tablename__ for one in REGISTERS for each in one.words}))
def test_tables_that_deeds_write_are_called_something(name: str) -> None:
    assert WORDS.titles[name]

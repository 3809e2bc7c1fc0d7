"""Every register journals what is saved and put away, and takes it back whole."""

import inspect
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from desktop import codes
from desktop.base.errors import UserError
from desktop.spec import Action, Field, Register
from desktop.standard.load import load
from desktop.standard.retire import retire
from desktop.standard.save import save
from desktop.standard.undo import undo
from desktop.store.check import check
from desktop.store.journal import patch_said
from tests.contract.conftest import REGISTERS, TODAY, Branch

pytestmark = pytest.mark.xdist_group("contract")  # on one worker: its branch is made once
BY_NAME = {register.name: register for register in REGISTERS}
TYPED = {"text": "改过的内容", "long_text": "改过的内容。", "name": "改过名"}


class TestEveryRegister:
    """One deed each, over a branch of its own."""

    def test_a_save_is_journaled_and_undone(self, own: Branch, register: Register) -> None:
        record_id = own.any_or_free(register)
        if open_field(register) is None:
            assert not register.editable, "nothing on the form can be written"
            return
        before = own.ask(load, register, record_id).values
        field, tx = changed(own, register, record_id)
        assert own.ask(load, register, record_id).values[field.name] == TYPED[field.kind]
        changes = own.changes(tx)
        assert {(change.action, change.op) for change in changes} == {(f"{register.name}.save", "update")}
        own.do("journal.undo", undo, tx=tx)
        assert own.ask(load, register, record_id).values == before

    def test_saving_what_stands_changes_nothing(self, own: Branch, register: Register) -> None:
        record_id = own.ids(register)[0]
        found = own.ask(load, register, record_id)
        shown = {field.name for field in register.fields if not field.read_only}
        values = {name: value for name, value in found.values.items() if name in shown}
        tx = own.do(f"{register.name}.save", save, register, record_id, values=values, children=found.children)
        assert own.changes(tx) == []

    def test_what_is_put_away_leaves_the_list_and_comes_back(self, own: Branch, register: Register) -> None:
        rows = own.rows(register)
        try:
            record_id = own.free(register)
        except LookupError:  # nothing is ever put away: the rows of a ledger
            with pytest.raises(UserError):
                own.do(f"{register.name}.retire", retire, register, ids=own.ids(register)[:1])
            assert own.rows(register) == rows
            return
        tx = own.do(f"{register.name}.retire", retire, register, ids=[record_id])
        (change,) = own.changes(tx)
        assert (change.row_id, patch_said(change.patch)) == (record_id, {"alive": [True, False]})
        assert record_id not in own.ids(register)
        own.do("journal.undo", undo, tx=tx)
        assert own.rows(register) == rows
        assert check(own.store).findings == ()

    def test_another_unit_and_a_reader_change_nothing(self, own: Branch, register: Register) -> None:
        record_id = own.ids(register)[0]
        for actor in (own.stranger, replace(own.actor, role="reader")):
            with pytest.raises(UserError), own.store.write(actor.id, f"{register.name}.retire") as session:
                retire(session, actor, register, ids=[record_id])
            with pytest.raises(UserError), own.store.write(actor.id, f"{register.name}.save") as session:
                save(session, actor, register, record_id, values=some(register))
            for action in register.actions:
                with pytest.raises(UserError), own.store.write(actor.id, f"{register.name}.{action.verb}") as session:
                    action.run(session, actor, record_id, **answers(own, action))

    def test_the_row_of_another_unit_is_not_undone(self, own: Branch, register: Register) -> None:
        try:
            record_id = own.free(register)
        except LookupError:  # nothing of it is ever put away, see above
            assert register.keep is not None
            return
        tx: UUID = own.do(f"{register.name}.retire", retire, register, ids=[record_id])
        stranger = own.stranger
        with pytest.raises(UserError, match="不归本单位管"), own.store.write(stranger.id, "journal.undo") as session:
            undo(session, stranger, tx=tx)


def open_fields(register: Register) -> list[Field]:
    """The fields of the form that take plain words."""
    open_ = [field for field in register.fields if not field.read_only and field.kind in TYPED]
    return open_ if register.editable else []


def open_field(register: Register) -> Field | None:
    """The first of them."""
    return next(iter(open_fields(register)), None)


def changed(own: Branch, register: Register, record_id: UUID) -> tuple[Field, UUID]:
    """The first field that the rules let change on this record, as a posted notice its remark; the deed that did."""
    for field in open_fields(register):
        try:
            return field, own.do(
                f"{register.name}.save", save, register, record_id, values={field.name: TYPED[field.kind]}
            )
        except UserError:
            continue
    raise LookupError(register.name)


def some(register: Register) -> dict[str, Any]:
    """A value for the form, if it takes one."""
    field = open_field(register)
    return {field.name: TYPED[field.kind]} if field else {}


def answers(own: Branch, action: Action) -> dict[str, Any]:
    """What a person might answer to everything that a deed has to be told."""
    told = list(inspect.signature(action.run).parameters.values())[3:]
    needed = [one for one in told if one.kind is one.KEYWORD_ONLY and one.default is one.empty]
    given: dict[str, Any] = {one.name: None for one in needed}
    for field in action.asks:
        if field.kind == "record":
            given[field.name] = own.ids(BY_NAME[field.picks])[0]
        else:
            given[field.name] = TODAY if field.kind == "day" else field.codes and codes.options(field.codes)[0][0]
    return given

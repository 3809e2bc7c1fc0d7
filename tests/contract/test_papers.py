"""Every form prints a full record, and an empty one or says why not; another unit gets no paper."""

import contextlib
import io
from typing import Any
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.printing.preview import page_count
from desktop.spec import Form, Register
from desktop.standard import own_receipt, paper
from desktop.standard.save import save
from tests.contract.conftest import Branch

pytestmark = pytest.mark.xdist_group("contract")  # on one worker: its branch is made once
BY_NAME = {register.name: register for register in REGISTERS}
PAPERS = [(register, form) for register in REGISTERS for form in register.forms]
# What a person who registers something for the first time cannot leave out.
LEAST: dict[str, dict[str, Any]] = {
    "households": {"door": "9-1-101"},
    "people": {"name": "新来的"},
    "phrases": {"text": "都好。", "use": "said"},
    "jottings": {"text": "记一下"},
    "organisations": {"name": "春风书店", "kind": "merchant"},
    "partners": {"name": "李师傅"},
    "bonds": {"kind": "leader", "name": "方晓"},
    "projects": {"name": "读书会", "kind": "culture"},
}
every_paper = pytest.mark.parametrize(
    ("register", "form"), PAPERS, ids=[f"{register.name}-{form.name}" for register, form in PAPERS]
)


@every_paper
class TestEveryPaper:
    """Each form of each register, from frozen data to pages."""

    def test_what_the_branch_knows_is_printed(self, own: Branch, register: Register, form: Form) -> None:
        own.do("settings.save", own_receipt.allow, by="县财发〔2026〕3号")  # else receipts of one's own are refused
        ids = own.ids(register)
        some = ids[:1] if form.sealed else tuple(dict.fromkeys((*ids[:6], *ids[-6:])))  # what was signed: one by one
        assert pages(own, register, form, some) >= 1

    def test_a_record_of_the_least_words_is_printed_or_refused_in_words(
        self, own: Branch, register: Register, form: Form
    ) -> None:
        ids: tuple[UUID, ...] = ()
        if register.name in LEAST:
            with own.store.write(own.actor.id, f"{register.name}.save") as session:
                ids = (save(session, own.actor, register, None, values=LEAST[register.name]).id,)
        printed, refusal = 0, ""
        try:
            printed = pages(own, register, form, ids)
        except UserError as error:
            refusal = error.message
        assert printed or refusal.endswith("。")

    def test_another_unit_prints_nothing_of_ours(self, own: Branch, register: Register, form: Form) -> None:
        theirs, ours, subjects = own.stranger, own.ids(register), ()
        with own.store.read() as session, contextlib.suppress(UserError):
            subjects = paper.gather(session, theirs, register, form, ids=ours, clock=own.store.clock).subjects
        assert {subject.unit_id for subject in subjects} <= {theirs.unit_id}
        assert not {subject.record_id for subject in subjects} & set(ours)

    def test_every_question_may_stay_open(self, register: Register, form: Form) -> None:
        assert [field.name for field in form.asks if field.required] == []


def test_the_least_words_are_enough_to_register(own: Branch) -> None:
    for name, values in LEAST.items():
        with own.store.write(own.actor.id, f"{name}.save") as session:
            made = save(session, own.actor, BY_NAME[name], None, values=values)
        assert made.label
        assert made.id in own.ids(BY_NAME[name])


def pages(own: Branch, register: Register, form: Form, ids: tuple[UUID, ...]) -> int:
    """How many pages the form makes of these records."""
    out = io.BytesIO()
    paper.print_form(own.store, own.actor, register, form, ids=ids, out=out, clock=own.store.clock)
    return page_count(out.getvalue())

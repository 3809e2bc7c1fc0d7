"""A list is printed as it is seen: its columns, its order, masked, with the filter's words and page numbers."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.printing.preview import page_text
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard import list_paper, paper
from desktop.standard.list import Query
from desktop.standard.list_paper import list_form, offered
from tests.factories.compound import Village, make_compound
from tests.factories.profile import TODAY

BY_NAME = {register.name: register for register in REGISTERS}


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    folder: Path = tmp_path_factory.mktemp("paper")
    made = make_compound(folder)
    yield made
    made.profile.close()


def ids_of(village: Village, register: Register) -> tuple[UUID, ...]:
    with village.profile.store.read() as session:
        return listing.ids(session, village.actor, register, query=Query(), today=TODAY)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_every_list_can_be_printed(village: Village, register: Register) -> None:
    form, ids = list_form(register), ids_of(village, register)
    with village.profile.store.read() as session:
        sheets = form.collect(session, village.actor, ids, today=TODAY)
    assert len(sheets) == bool(ids)
    for sheet in sheets:
        assert len(sheet.lines) == len(ids)
        assert len(form.draw(sheet)) == 2


def test_the_paper_says_filter_number_and_page_and_masks_what_the_list_masks(village: Village) -> None:
    register, out = BY_NAME["households"], io.BytesIO()
    form = list_form(register, ("door", "head_name", "phone", "next_due"))
    assert not form.landscape
    paper.print_form(
        village.profile.store, village.actor, offered(register, form), form, ids=ids_of(village, register), out=out,
        clock=village.profile.clock, filter_text="楼栋：1号楼",
    )  # fmt: skip
    said = page_text(out.getvalue(), 0)
    for words in ("住户清单", "共 10 户", "楼栋：1号楼", "170****0000", "逾期 21 天", "第 1 页"):
        assert words in said
    assert "17000000000" not in said
    with village.profile.store.read() as session:
        (look,) = session.connection().exec_driver_sql("SELECT kind, what, count FROM look").all()
    assert tuple(look) == ("print", "住户清单", 10)


def test_a_wide_list_turns_the_sheet_and_a_dated_one_asks_for_its_day() -> None:
    assert list_form(BY_NAME["households"]).landscape
    assert list_form(BY_NAME["households"]).asks == ()
    dated = [register for register in REGISTERS if register.dated]
    assert all([field.name for field in list_form(register).asks] == ["on"] for register in dated)


def test_more_than_anybody_reads_is_refused(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_paper, "MOST", 3)
    form = list_form(BY_NAME["households"])
    with village.profile.store.read() as session, pytest.raises(UserError, match="一次最多打印 3 户，现在有 10"):
        form.collect(session, village.actor, list(village.homes.values()), today=TODAY)


def test_who_is_out_of_scope_is_not_on_the_paper(village: Village) -> None:
    form = list_form(BY_NAME["people"])
    stranger = replace(village.actor, scope=frozenset({uuid4()}))
    with village.profile.store.read() as session:
        assert form.collect(session, stranger, list(village.members.values()), today=TODAY) == []


def test_the_list_is_offered_beside_the_other_forms_once() -> None:
    register = BY_NAME["households"]
    form = list_form(register)
    assert offered(register, register.forms[0]) is register
    assert offered(register, form).forms == (*register.forms, form)

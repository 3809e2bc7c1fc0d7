"""Care needs are on their own page: no list, export, paper, search, history or draft says a word of them."""

import zipfile
from pathlib import Path

import pytest

from desktop import catalog
from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.registers.care import service
from desktop.search import index
from desktop.spec import Register
from desktop.standard import drafts, paper
from desktop.standard.export import export
from desktop.standard.history import history
from desktop.standard.list import Query
from tests.factories.profile import TODAY
from tests.registers.care.conftest import NOTE, Carers

WORDS = (NOTE, "独居", "关怀", "care_need")
CLOCK = at_noon(TODAY)


@pytest.fixture
def kept(carers: Carers) -> Carers:
    """A need of 何磊, and another one being typed."""
    carers.save("何磊")
    carers.write("drafts.keep", service.keep_draft, None, said={"note": NOTE}, at=1, version=None)
    return carers


@pytest.mark.parametrize("register", catalog.REGISTERS, ids=lambda register: register.name)
def test_no_export_says_it(kept: Carers, register: Register, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    with kept.village.profile.store.read() as session:
        export(session, kept.keeper, register, path, query=Query(), clock=CLOCK)
    with zipfile.ZipFile(path) as book:
        said = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist() if "theme" not in name)
    assert [word for word in WORDS if word in said] == []


def test_no_paper_says_it(kept: Carers) -> None:
    homes, people = (kept.village.homes["1-2-301"],), (kept.person("何磊"),)
    drawn = 0
    with kept.village.profile.store.read() as session:
        for register in catalog.REGISTERS:
            for form in register.forms:
                ids = people if register.name == "people" else homes
                try:
                    job = paper.gather(session, kept.keeper, register, form, ids=ids, clock=CLOCK)
                except (UserError, LookupError):
                    continue  # a form of something else
                drawn += 1
                assert [word for word in WORDS if word in repr(job.subjects)] == [], form.name
    assert drawn > 5


def test_neither_search_nor_history_nor_the_drafts_of_today_say_it(kept: Carers) -> None:
    with kept.village.profile.store.read() as session:
        for text in ("何磊", "1-2-301"):
            assert not [
                hit for hit in index.query(session.connection(), text, units=kept.keeper.scope) if "care" in hit.kind
            ]
        assert drafts.mine(session, kept.keeper) == ()
        for name, record_id in (("people", kept.person("何磊")), ("households", kept.village.homes["1-2-301"])):
            register = next(one for one in catalog.REGISTERS if one.name == name)
            events = history(session, kept.keeper, register, record_id, catalog=catalog.REGISTERS, today=TODAY)
            assert [word for word in WORDS if word in repr(events)] == []

"""A short code typed from paper finds its record, whatever letters it is made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.access.actor import Actor
from desktop.catalog import DERIVED, REGISTERS, register_named
from desktop.printing import short_code
from desktop.standard import by_code
from desktop.standard.save import save
from desktop.standard.tables import PaperCode
from tests.factories.profile import Profile, make_profile

LETTERS_ONLY = 12_345_678


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path, derived=DERIVED)
    register = register_named("households")
    assert register is not None
    with made.store.write(made.actor.id, "households.save") as session:
        home = save(session, made.actor, register, None, values={"door": "3-2-1302", "head_name": "周兰"})
        session.add(
            PaperCode(
                number=LETTERS_ONLY, letter="H", register="households", record_id=home.id, form="household-sheet",
                printed_at=0,
            )
        )  # fmt: skip
    yield made
    made.close()


@pytest.mark.parametrize("spoilt", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_code_is_found_however_it_is_typed(profile: Profile, spoilt) -> None:
    code = short_code.encode("H", LETTERS_ONLY)
    with profile.store.read() as session:
        (hit,) = by_code.hits(session, profile.actor, spoilt(code), catalog=REGISTERS)
    assert (hit.kind, hit.label) == ("households", "3-2-1302 周兰")


@pytest.mark.parametrize("text", ["周兰", "3-2-1302", short_code.encode("H", 7), short_code.encode("V", LETTERS_ONLY)])
def test_what_is_no_code_of_this_pc_finds_nothing(profile: Profile, text: str) -> None:
    with profile.store.read() as session:
        assert by_code.hits(session, profile.actor, text, catalog=REGISTERS) == []


def test_a_code_opens_nothing_of_another_unit(profile: Profile) -> None:
    actor = profile.actor
    stranger = Actor(actor.id, actor.name, actor.role, actor.unit_id, frozenset())
    code = short_code.encode("H", LETTERS_ONLY)
    with profile.store.read() as session:
        assert by_code.hits(session, stranger, code, catalog=REGISTERS) == []

"""Lists of a first copy are written when it ends: whole, broken off, or at the next opening after a kill."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.store import migrate
from desktop.sync.protocol import Request, Response
from desktop.sync.run import run
from tests.factories.compound import HOMES, make_compound
from tests.factories.profile import USER_ID, Profile
from tests.sync.real.conftest import Pc, empty_profile
from tests.sync.real.test_lists_after_exchange import anew, lists, work

NewPc = Callable[..., Pc]
HEAD = int(migrate.head())


@dataclass
class ShortPages:
    """A hub that tells a few rows at a time, and is gone after `lasts` answers."""

    pc: Pc
    lasts: int = 1_000
    listed: int = 0  # most that a list held while the copy went on

    def exchange(self, request: Request) -> Response:
        """See `Peer`."""
        self.listed = max(self.listed, len(lists(self.pc)["household_row"]))
        if not self.lasts:
            raise ConnectionError("gone")
        self.lasts -= 1
        return self.pc.hub.answer(self.pc.device, request, rows=8)

    def copied(self) -> None:
        """A first copy, or what is left of it."""
        with self.pc.desk.copying():
            run(self.pc.desk, self.pc.hub.shape, self, device=self.pc.device.id)


@pytest.fixture
def ann(new_pc: NewPc) -> Pc:
    """A PC that has sent a compound."""

    def filled(folder: Path) -> Profile:
        return make_compound(folder).profile

    ann = new_pc(filled=filled)
    ann.told()
    return ann


@pytest.fixture
def bo(ann: Pc, new_pc: NewPc) -> Pc:
    """A PC without anything beside it."""
    bo = new_pc(filled=empty_profile)
    bo.store.derive_anew(USER_ID)
    return bo


def test_lists_are_written_once_at_the_end_and_all_screens_hear_of_it(bo: Pc) -> None:
    heard: list[frozenset[str]] = []
    bo.desk._told = lambda changes: heard.append(changes.tables)
    hub = ShortPages(bo)
    hub.copied()
    assert hub.listed == 0
    assert len(lists(bo)["household_row"]) == len(HOMES)
    assert {"person", "household"} <= heard[-1]
    assert bo.store.derived_of() == HEAD
    assert lists(bo) == anew(bo)


def test_a_copy_that_breaks_off_shows_what_came_so_far_and_goes_on(bo: Pc) -> None:
    with pytest.raises(ConnectionError, match="gone"):
        ShortPages(bo, lasts=6).copied()
    assert bo.store.derived_of() == HEAD
    assert lists(bo) == anew(bo)
    ShortPages(bo).copied()
    assert len(lists(bo)["household_row"]) == len(HOMES)
    assert lists(bo) == anew(bo)


def test_a_kill_in_the_middle_is_seen_at_the_next_opening(bo: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_store: object, _actor: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(type(bo.store), "derive_waiting", killed)
        with pytest.raises(KeyboardInterrupt):
            ShortPages(bo).copied()
    assert bo.store.derived_of() == 0
    bo.store.derive_anew(USER_ID)
    assert lists(bo) == anew(bo)


def test_what_comes_after_the_first_copy_is_listed_with_its_page(
    ann: Pc, bo: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    ShortPages(bo).copied()
    work(ann)
    ann.told()
    monkeypatch.delattr(type(bo.store), "derive_waiting")
    ShortPages(bo).copied()
    assert lists(bo) == lists(ann)

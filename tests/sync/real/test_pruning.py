"""After more than a year a PC forgets how a change was sent, and never the change."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select, update

from desktop.store.check import check
from desktop.store.journal import Change, Outgoing
from desktop.sync import desk_pruning
from desktop.sync.desk_pruning import KEPT_MS, prune
from tests.sync.real.conftest import Pc
from tests.sync.real.test_two_files import add

NewPc = Callable[..., Pc]


def test_only_what_is_old_shown_and_not_among_the_newest_is_forgotten(
    new_pc: NewPc, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc = new_pc()
    add(pc, "王一")
    pc.told()
    waits = add(pc, "王二")
    later = pc.profile.clock.now_ms() + KEPT_MS + 1
    with pc.store.write(pc.profile.actor.id, "exchange.note") as session:
        changes = session.scalar(select(func.count()).select_from(Change))
        assert prune(session, later) == 0, "few changes are kept for ever"
        monkeypatch.setattr(desk_pruning, "KEPT_CHANGES", 0)
        assert prune(session, later - 2) == 0, "a year has not gone by"
        assert prune(session, later) > 0
        left = select(Change.row_id).join(Outgoing, Outgoing.change_id == Change.id)
        assert waits in set(session.scalars(left)), "what waits is never forgotten"
        assert session.scalar(select(func.count()).select_from(Change)) == changes
        session.execute(update(Outgoing).values(state="quarantined"))
        assert prune(session, later) == 0
    assert check(pc.store).findings == ()
    pc.told()

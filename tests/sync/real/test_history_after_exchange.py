"""What another PC changed shows in the history here: the journal of this PC has none of it, and would say otherwise."""

from collections.abc import Callable

from sqlalchemy import select

from desktop.catalog import REGISTERS
from desktop.registers.people.model import Household
from desktop.standard.history import history
from desktop.standard.load import load
from tests.factories.compound import make_compound
from tests.factories.profile import TODAY, USER_ID
from tests.sync.real.conftest import Pc, empty_profile

NewPc = Callable[..., Pc]
HOUSEHOLDS = next(one for one in REGISTERS if one.name == "households")


def test_what_came_by_exchange_is_told_beside_what_was_written_here(new_pc: NewPc) -> None:
    ann, bo = new_pc(filled=lambda folder: make_compound(folder).profile), new_pc(filled=empty_profile)
    ann.told(), bo.told()
    with ann.store.read() as session:
        home = session.scalars(select(Household.id).order_by(Household.id)).first()
    assert home is not None
    door = "1-1-301"  # the compound keeps it in the remark

    def remark(pc: Pc, words: str) -> None:
        with pc.store.write(USER_ID, "households.save") as session:
            session.get_one(Household, home).remark = words

    def told(pc: Pc) -> tuple[list[str], list[str], bool]:
        actor = pc.profile.actor
        with pc.store.read() as session:
            events = history(session, actor, HOUSEHOLDS, home, catalog=REGISTERS, today=TODAY)
            shown = load(session, actor, HOUSEHOLDS, home)
        lines = [f"{line.title}:{line.old}→{line.new}" for event in events[:1] for line in event.lines]
        return [event.by for event in events[:2]], lines, shown.arrived_at is not None

    by, _lines, arrived = told(bo)
    assert (by, arrived) == (["其他电脑"], True)  # all of it came from the county
    assert not told(ann)[2]
    remark(bo, "白天不在家")
    bo.told(), ann.told()
    by, lines, arrived = told(bo)
    assert (lines, arrived) == ([f"备注:{door}→白天不在家"], False)  # what was sent from here is not the others'
    remark(ann, "门前有狗")
    ann.told(), bo.told()
    assert told(bo) == (["其他电脑", "王书记"], ["备注:白天不在家→门前有狗"], True)
    with bo.store.read() as session:
        events = history(session, bo.profile.actor, HOUSEHOLDS, home, catalog=REGISTERS, today=TODAY)
    assert [line.restorable for line in events[0].lines] == [False]

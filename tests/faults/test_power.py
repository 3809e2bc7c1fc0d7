"""A slice of the power cuts, over one log of every deed, with a program that forgets to settle what it writes."""

from dataclasses import replace

import pytest

from tests.faults import power, run
from tests.faults.power_events import FolderSettled, Settled

MANY = 1_000  # more of them on request: main.py faults power --seeds 20000


@pytest.fixture(scope="module")
def cuts(tmp_path_factory: pytest.TempPathFactory) -> power.Cuts:
    return power.cuts(tmp_path_factory.mktemp("power"))


def test_after_a_power_cut_at_any_call_all_that_was_told_is_there_and_nothing_is_half(cuts: power.Cuts) -> None:
    tried = list(cuts.each(range(MANY)))
    assert [(one, run.replay("power", one.seed)) for one in tried if one.broken] == []
    assert len(tried) == MANY


@pytest.mark.parametrize("forgotten", [Settled, FolderSettled])
def test_a_program_that_forgets_to_settle_is_found_out(cuts: power.Cuts, forgotten: type) -> None:
    careless = replace(cuts, events=[event for event in cuts.events if not isinstance(event, forgotten)])
    assert any(one.broken for one in careless.each(range(30)))

"""The laws of the exchange hold where nothing but sealed files ever goes to and fro."""

import pytest

from desktop.sync import bundle
from desktop.sync.model.simulate import simulate

SEEDS = 100


def test_every_law_holds_by_stick_alone() -> None:
    runs = [simulate(seed, by_stick=True, mixed=seed % 4 == 3) for seed in range(SEEDS)]
    assert [(run.seed, run.broken) for run in runs if run.broken] == []
    assert sum(run.conflicts for run in runs) > SEEDS / 4, "seeds in which nothing clashes prove little"


def test_a_seed_by_stick_replays() -> None:
    assert simulate(11, by_stick=True) == simulate(11, by_stick=True)


def test_a_pc_that_takes_any_answer_breaks_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "_stands", lambda _desk, _answer: True)
    assert any(simulate(seed, by_stick=True).broken for seed in (66, 77, 152, 194))

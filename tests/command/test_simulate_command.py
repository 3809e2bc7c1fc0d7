"""The simulator of the exchange answers from the command line: counts, and how a failure is replayed."""

import json

import pytest

from desktop import run_command
from desktop.command import simulating, vocabulary
from desktop.sync.model import mutants, own_mutants
from desktop.sync.model import simulate as model
from desktop.sync.model.law import hold


def test_seeds_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command.main(["simulate", "--seeds", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["seeds"] == 3
    assert told["broken"] == []
    assert told["changes"] > 0


def test_a_failure_names_its_law_and_the_line_that_replays_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_world: object) -> None:
        hold("I0 never", true=False)

    monkeypatch.setattr(model, "HONEST", (never,))
    assert run_command.main(["simulate", "--seeds", "1", "--first-seed", "9", "--ops", "4", "--replicas", "2"]) == 1
    said = capsys.readouterr().out
    assert "I0 never" in said
    assert "python3 main.py simulate --seeds 1 --first-seed 9 --replicas 2 --ops 4" in said


@pytest.mark.parametrize("wrong", [["--seeds", "0"], ["--seeds", "x"], ["--replicas", "99"], ["--first-seed", "-1"]])
def test_numbers_that_make_no_sense_are_told_in_one_sentence(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command.main(["simulate", *wrong]) == 2
    assert capsys.readouterr().err.count("。") == 1


def test_seeded_bugs_are_counted_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "MUTANTS", mutants.MUTANTS[:1])
    monkeypatch.setattr(own_mutants, "OWN", own_mutants.OWN[-1:])
    assert run_command.main(["simulate", "--mutants"]) == 0
    told = capsys.readouterr().out
    assert "last writer wins" in told
    assert "a page ends by the clock" in told
    monkeypatch.setattr(mutants, "MUTANTS", (mutants.Mutant("none", ()),))
    monkeypatch.setattr("desktop.command.simulating.MOST_SEEDS_A_BUG", 1)
    assert run_command.main(["simulate", "--mutants", "--seeds", "1"]) == 1
    assert "没有发现：none" in capsys.readouterr().out


def test_seeds_run_on_real_files_and_say_how_to_run_them_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command.main(["simulate", "--real", "--seeds", "1", "--ops", "8"]) == 0
    assert "1 个种子" in capsys.readouterr().out
    said = vocabulary.parse(["simulate", "--real", "--database", "postgresql://there"], registers=(), forms=())
    assert simulating.replay(7, said).endswith(
        "--first-seed 7 --replicas 6 --ops 80 --real --database postgresql://there"
    )


def test_pcs_are_upgraded_in_the_midst_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command.main(["simulate", "--upgrading", "--seeds", "2", "--ops", "20"]) == 0
    assert "2 个种子" in capsys.readouterr().out
    said = vocabulary.parse(["simulate", "--upgrading"], registers=(), forms=())
    assert simulating.replay(7, said).endswith("--ops 80 --upgrading")
    assert run_command.main(["simulate", "--upgrading", "--real"]) == 2
    assert "什么也没有做" in capsys.readouterr().err

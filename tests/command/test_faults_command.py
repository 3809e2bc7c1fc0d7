"""Faults made on purpose answer from the command line: counts, and how a failure is replayed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import run_command
from tests.faults import kill
from tests.faults.tried import Tried


@pytest.fixture(autouse=True)
def _a_kind_that_breaks_on_seed_8(monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(first: int, count: int, folder: Path) -> Iterator[Tried]:
        assert folder.is_dir()
        yield from (
            Tried(seed, "save: call 3", "1 home gone" if seed == 8 else "") for seed in range(first, first + count)
        )

    monkeypatch.setattr(kill, "run", tried)


def test_seeds_are_counted_and_a_failure_names_the_line_that_replays_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command.main(["faults", "kill", "--seeds", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kinds"] == {"kill": {"tried": 3, "broken": []}}
    assert told["seconds"] >= 0
    assert run_command.main(["faults", "kill", "--seeds", "3", "--first-seed", "7", "--json"]) == 1
    replay = "python3 main.py faults kill --seeds 1 --first-seed 8"
    (broken,) = json.loads(capsys.readouterr().out)["kinds"]["kill"]["broken"]
    assert broken == {"seed": 8, "what": "save: call 3", "broken": "1 home gone", "replay": replay}
    assert run_command.main(replay.split()[2:]) == 1
    said = capsys.readouterr().out
    assert "试了 1 次，1 次出了问题" in said
    assert f"1 home gone\n{replay}\n" in said


@pytest.mark.parametrize(
    "wrong", [["--seeds", "0"], ["--first-seed", "-1"], ["earthquake"]], ids=["none", "before 0", "unknown"]
)
def test_what_does_not_fit_is_refused_in_one_sentence(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command.main(["faults", *wrong]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "什么也没有做" in told.err

"""The small measurements keep working; nothing here is timed."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.base.clock import SystemClock
from desktop.county.opening import Place, open_office
from desktop.procedures import demo_sizes
from desktop.procedures.exchanged import row_rule, shape
from tests.bench import (
    copying,
    county,
    elevation,
    import_writing,
    importing,
    list_edits,
    lists,
    load,
    run,
    saving,
    syncing,
)
from tests.bench.figures import Figure, percentile, table
from tests.county.heard import heard_at


def test_a_table_says_floor_ours_and_ratio() -> None:
    said = table([Figure("save", 4.0, "ms", "<= 10 ms", 2.0, "bare"), Figure("memory", 9.0, "MB", "<= 10 MB")])
    assert "| save | 4.00 ms | 2.00 ms (bare) | 2.00 | <= 10 ms |" in said
    assert "| memory | 9.00 MB | - | - | <= 10 MB |" in said


def test_the_share_is_of_the_sorted_values() -> None:
    assert percentile([5.0, 1.0, 3.0, 2.0, 4.0], 0.5) == 3.0


def test_every_name_has_its_measurement() -> None:
    assert set(run.MODULES) == {*run.NAMES, *run.ON_REQUEST}
    assert all(callable(run.measurement(name)) for name in run.NAMES if name not in {"start"})


def test_a_name_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["nothing"]) == 2
    assert "nothing" in capsys.readouterr().err


def test_small_runs_measure_every_figure() -> None:
    assert len(lists.measure(300, rounds=2)) == 6
    assert len(list_edits.measure(5, rounds=2)) == 3
    assert len(saving.measure(rounds=3)) == 1
    assert len(elevation.measure(rounds=2)) == 1
    assert len(importing.measure(people=60, rounds=1)) == 2
    assert len(import_writing.measure(people=60)) == 2
    assert len(syncing.measure(people=40)) == 10


def test_a_first_copy_brings_every_row_of_every_home(tmp_path: Path) -> None:
    copying.fill(tmp_path, homes=2)
    copied = copying.copy(tmp_path)
    assert copied["rows"] == 2 * (1 + 1 + 3 + 3 + 2) + 2
    assert copied["mb"] > 0


class Threaded:
    """The server in a thread: a process of its own takes seconds to start."""

    def __init__(self, folder: Path, words: tuple[str, ...]) -> None:
        self.folder, self.words, self.url = folder, words, ""
        self.open = ExitStack()

    def start(self) -> None:
        office = open_office(Place(self.folder), SystemClock(), shape=shape(), rule=row_rule)
        self.open.callback(office.engine.dispose)
        self.url = self.open.enter_context(heard_at(office)).url

    def stop(self) -> None:
        self.open.close()


def test_a_server_under_load_is_measured_on_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRID_LOAD_FILE", "1")
    monkeypatch.setattr(load, "Program", Threaded)
    named = [figure.what for figure in load.measure(pcs=2, changes=3)]
    assert sum("drained" in what for what in named) == 2
    assert any("processor time of the server" in what for what in named)


def test_the_reads_of_a_county_can_be_measured_on_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(demo_sizes.SIZES, "branch", demo_sizes.Size(30, 90, 1))
    assert {figure.unit for figure in county.measure(size="branch", rounds=1)} == {"ms"}

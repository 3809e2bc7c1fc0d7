"""A slice of the refusing disks: one for each deed, once or lasting."""

from pathlib import Path

from tests.faults import errors, run


def test_a_disk_that_refuses_is_told_of_and_loses_nothing(tmp_path: Path) -> None:
    tried = list(errors.run(0, 6, tmp_path))
    assert [run.replay("errors", one.seed) for one in tried if one.broken] == [], tried
    assert len(tried) == 6

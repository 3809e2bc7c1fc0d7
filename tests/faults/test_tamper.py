"""A slice of the changed files: three of each kind of file, nine of the database."""

from pathlib import Path

from tests.faults import run, tamper


def test_a_changed_file_is_found_or_reads_as_before(tmp_path: Path) -> None:
    tried = list(tamper.run(0, 21, tmp_path))
    assert [run.replay("tamper", one.seed) for one in tried if one.broken] == [], tried
    assert len(tried) == 21

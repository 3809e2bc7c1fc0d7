"""Files of others are kept as they came, and not for ever."""

from pathlib import Path
from uuid import UUID

import pytest

from desktop.sync import kept_files
from desktop.sync.key_pair import OwnKeys
from desktop.sync.package import Sealed
from desktop.sync.sealed_file import Head, seal

PC, COUNTY = (OwnKeys.new(UUID(int=n)) for n in (1, 2))
NOW = 1_760_000_000_000


def file(number: int, at: int = NOW) -> Sealed:
    head = Head(UUID(int=number), PC.id, COUNTY.id, "up", at)
    return Sealed(head, seal(head, b"work", to=COUNTY.public(), by=PC))


def test_what_is_kept_is_found_again_as_it_was(tmp_path: Path) -> None:
    files = [file(1), file(2, NOW + 1)]
    kept_files.keep(tmp_path / "carried", files, now=NOW)
    assert kept_files.kept(tmp_path / "carried", now=NOW) == files
    kept_files.keep(tmp_path / "carried", files, now=NOW)
    assert len(list((tmp_path / "carried").iterdir())) == 2


def test_nothing_was_kept_yet(tmp_path: Path) -> None:
    kept_files.keep(tmp_path / "carried", [], now=NOW)
    assert kept_files.kept(tmp_path / "carried", now=NOW) == []


def test_what_is_torn_or_old_goes(tmp_path: Path) -> None:
    kept_files.keep(tmp_path, [file(1), file(2, NOW - kept_files.KEPT_MS)], now=NOW)
    (tmp_path / "torn.gridx").write_bytes(b"GRIDEXCH")
    assert [one.head.package.int for one in kept_files.kept(tmp_path, now=NOW)] == [1]
    assert len(list(tmp_path.iterdir())) == 1


def test_too_many_push_the_oldest_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "MOST_FILES", 2)
    kept_files.keep(tmp_path, [file(n, NOW + n) for n in range(1, 5)], now=NOW)
    assert [one.head.package.int for one in kept_files.kept(tmp_path, now=NOW)] == [3, 4]


def test_a_disk_that_refuses_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "carried").write_bytes(b"")
    kept_files.keep(tmp_path / "carried", [file(1)], now=NOW)
    assert kept_files.kept(tmp_path / "carried", now=NOW) == []

"""Files of others are kept as they came, and not for ever."""

from pathlib import Path
from uuid import UUID

import pytest

from desktop.sync import kept_files
from desktop.sync.carried_weight import weigh
from desktop.sync.key_pair import OwnKeys
from desktop.sync.package import Sealed
from desktop.sync.sealed_file import Head, seal

PC, COUNTY, FORGER = (OwnKeys.new(UUID(int=n)) for n in (1, 2, 3))
NOW = 1_760_000_000_000


def file(number: int, at: int = NOW, *, last: int = 0, by: int = 1) -> Sealed:
    """What a PC hands over; `last`: how far its chain goes in it."""
    pc = OwnKeys.new(UUID(int=by)) if by > 2 else PC
    head = Head(UUID(int=number), pc.id, COUNTY.id, "up", at, 1, last)
    return Sealed(head, seal(head, b"work", to=COUNTY.public(), by=pc))


def answer(number: int, to: int, *, signed: OwnKeys = COUNTY) -> Sealed:
    """The county's answer to a package."""
    head = Head(UUID(int=number), COUNTY.id, PC.id, "down", NOW, answers=UUID(int=to))
    by = OwnKeys(COUNTY.id, signed.signing, signed.opening)
    return Sealed(head, seal(head, b"answer", to=PC.public(), by=by))


def keep(folder: Path, *files: Sealed, now: int = NOW) -> list[int]:
    """Keep these; the packages that are carried then."""
    kept_files.keep(folder, files, now=now, county=COUNTY.public())
    return [one.head.package.int for one in kept_files.kept(folder, now=now)]


def test_what_is_kept_is_found_again_as_it_was(tmp_path: Path) -> None:
    files = [file(1), file(2, NOW + 1, by=5)]
    assert keep(tmp_path / "carried", *files) == keep(tmp_path / "carried", *files) == [1, 2]
    assert kept_files.kept(tmp_path / "carried", now=NOW) == files
    assert weigh(tmp_path / "carried") == (2, sum(len(one.data) for one in files))


def test_nothing_was_kept_yet(tmp_path: Path) -> None:
    assert keep(tmp_path / "carried") == []
    assert weigh(tmp_path / "carried") == (0, 0)


def test_what_is_torn_or_lies_here_too_long_goes_whatever_clock_its_sender_had(tmp_path: Path) -> None:
    assert keep(tmp_path, file(1, NOW - 20 * kept_files.KEPT_MS)) == [1], "a PC whose clock stands at years ago"
    (tmp_path / "torn.gridx").write_bytes(b"GRIDEXCH")
    later = NOW + kept_files.KEPT_MS - 1
    assert keep(tmp_path, file(2, by=5), now=later) == [1, 2]
    assert keep(tmp_path, now=later + 2) == [2]
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_later_package_says_too_is_not_carried_twice(tmp_path: Path) -> None:
    assert keep(tmp_path, file(1, NOW, last=7)) == [1]
    assert keep(tmp_path, file(2, NOW - kept_files.KEPT_MS, last=9)) == [2], "the clock went back meanwhile"


def test_what_the_county_answered_is_let_go_and_only_the_county_can_say_so(tmp_path: Path) -> None:
    assert keep(tmp_path, file(1), file(3, by=5), answer(8, 3, signed=FORGER)) == [1, 3, 8]
    assert keep(tmp_path, answer(9, 1), file(1)) == [3, 9], "it lies on the stick beside its answer"


def test_too_many_push_the_oldest_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "MOST_FILES", 2)
    assert keep(tmp_path, *(file(n, NOW + n, by=n) for n in range(3, 7))) == [5, 6]


def test_a_disk_that_refuses_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "carried").write_bytes(b"")
    assert keep(tmp_path / "carried", file(1)) == []
    (tmp_path / "gone.gridx").symlink_to(tmp_path / "nowhere")
    assert weigh(tmp_path) == (0, 0)

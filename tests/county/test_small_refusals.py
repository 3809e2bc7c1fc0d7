"""The rarer ends of the county's rooms: a disk that refuses, a role that is none, a server in several processes."""

from pathlib import Path

import pytest
import uvicorn

from desktop.base.errors import Damage, UserError
from desktop.county import backup, codes, limits, serve, work
from desktop.county.limits import Buckets
from desktop.county.office import Office, Refused
from desktop.county.opening import Place
from desktop.sync.protocol import Request
from desktop.sync.six_words import halves, six_words
from tests.county.conftest import enrolled, unit_of


def place_of(office: Office) -> Place:
    return Place(office.authority.folder.parent)


def test_a_role_that_is_none_makes_no_code(office: Office) -> None:
    unit = unit_of(office, "42010101")
    with pytest.raises(UserError, match="角色"), work.deed(office) as connection:
        codes.make(connection, unit, "king", note="", at=0)


def test_a_request_of_nobody_is_refused(office: Office) -> None:
    pc = enrolled(office, "42010101")
    with pytest.raises(Refused):
        office.exchange(Request(pc.actor, 0))


def test_a_disk_that_refuses_leaves_the_county_as_it_was(office: Office, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(b"")
    with pytest.raises(UserError, match="没有写成"):
        backup.make(office, place_of(office), taken)
    made = backup.make(office, place_of(office), tmp_path / "backups")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="没有恢复"):
        backup.restore(made, Place(tmp_path / "file" / "county"), office.clock)


def test_a_copy_that_does_not_read_back_is_no_backup(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = backup.engine.connect

    class Torn:
        def __init__(self, path: Path, key: bytes) -> None:
            self._open = genuine(path, key)

        def execute(self, words: str) -> object:
            return self._open.execute(words if "integrity" not in words else "SELECT 'page 7 is torn'")

        def backup(self, to: "Torn") -> None:
            self._open.backup(to._open)

        def close(self) -> None:
            self._open.close()

    monkeypatch.setattr(backup.engine, "connect", Torn)
    with pytest.raises(Damage, match="不完整"):
        backup.make(office, place_of(office), tmp_path / "backups")


def test_whoever_asked_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CALLERS", 2)
    bucket = Buckets(rate=1, burst=1, now=lambda: 0.0)
    assert [bucket.wait(caller) for caller in ("a", "b", "c", "a")] == [0, 0, 0, 0]
    assert bucket.wait("a") > 0


@pytest.mark.parametrize("workers", [1, 3])
def test_one_worker_serves_itself_and_several_are_watched_over(
    office: Office, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[object] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: ran.append(self.config.workers))
    monkeypatch.setattr(serve.Multiprocess, "run", lambda self: ran.append(self.config.workers))
    at = serve.listen("127.0.0.1", 0)
    serve.serve("desktop.run_county:worker", at, office.authority, workers=workers)
    at.socket.close()
    assert ran == [workers]


def test_the_words_of_a_fingerprint_are_all_different_and_stay_the_same() -> None:
    first, second = halves()
    assert (len(set(first)), len(set(second))) == (64, 64)
    assert six_words(b"county") == six_words(b"county") != six_words(b"another")
    assert all(len(word) == 2 for word in six_words(b"county"))

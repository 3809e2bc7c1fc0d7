"""One stick that goes to and fro for years does not fill up: what later files stand for is taken away."""

from pathlib import Path

from desktop.county.office import Office
from desktop.procedures.exchange_by_stick import read_in, write_out
from desktop.sync import kept_files, stick
from desktop.sync.sealed_file import look
from tests.county.test_by_stick import Branch, branch, person, register, remark  # noqa: F401 - branch is a fixture


def lies(path: Path) -> list[str]:
    return sorted(look(data).kind for _name, data in stick.found(path))


def at_county(branch: Branch, path: Path) -> int:  # noqa: F811
    """As the county's command does it; the packages that were read."""
    taken = branch.at_county(path)
    stick.clear(path, taken.done_with)
    return taken.packages


def test_a_stick_holds_no_more_than_the_newest_of_everybody(branch: Branch, office: Office) -> None:  # noqa: F811
    ann, bo, path = branch.ann, branch.bo, branch.stick()
    register(ann, "周兰")
    for _again in range(2):
        write_out(ann, path)
        write_out(bo, path)
        assert lies(path) == ["join", "join", "up", "up"]
    assert at_county(branch, path) == 2
    assert lies(path) == ["snap", "snap"], "who was met and what was answered is taken away"
    found = read_in(ann, path)
    assert found.foreign == 1
    assert "1 个文件是给别的电脑的" in found.said
    read_in(bo, path)
    assert person(bo).name == "周兰"
    for text in ("白天不在家", "晚上在家"):
        remark(ann, text)
        write_out(ann, path)
        write_out(bo, path)
        at_county(branch, path)
        read_in(ann, path)
        read_in(bo, path)
    assert person(bo).remark == "晚上在家"
    assert len(stick.found(path)) == 2
    carried = kept_files.kept(Path(bo.store.path).parent / "carried", now=office.clock.now_ms())
    assert len(carried) == 1


def test_what_cannot_be_read_or_taken_away_stays(tmp_path: Path) -> None:
    stick.clear(tmp_path, lambda _head: True)
    folder = tmp_path / stick.FOLDER
    folder.mkdir()
    (folder / "torn.gridx").write_bytes(b"GRIDEXCH")
    (folder / "note.txt").write_text("x")
    stick.clear(tmp_path, lambda _head: True)
    assert len(list(folder.iterdir())) == 2

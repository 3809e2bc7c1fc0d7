"""A list is printed from the command line with the conditions that were typed."""

from pathlib import Path

import pytest

from desktop.printing.preview import page_text
from tests.promises.desk import Desk


def test_a_list_with_its_conditions_goes_to_paper(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "单位.pdf"
    told = desk.json(
        "print", "list", "--register", "units", "--filter", "层级=网格", "--text", "阳光", "--out", str(out)
    )
    assert (told["form"], told["records"], told["pages"]) == ("list", 1, 1)
    said = page_text(out.read_bytes(), 0)
    assert all(words in said for words in ("单位清单", "阳光花园", "层级=网格；查找：阳光"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["print", "list", "--out", "x.pdf"], "打印清单要写明台账"),
        (["print", "recovery-sheet", "--text", "林", "--out", "x.pdf"], "只用于打印清单"),
        (["print", "list", "--register", "nothing", "--out", "x.pdf"], "nothing"),
        (["print", "list", "--register", "people", "--out", "x.pdf"], "没有可以打印的内容"),
    ],
)
def test_what_cannot_be_printed_is_said_and_no_file_is_made(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = desk(*words, code=2)
    assert sentence in told.err
    assert not (tmp_path / "x.pdf").exists()

"""Take the disk, read nothing: no name, number or password in any file, in any encoding."""

from pathlib import Path

import pytest

from tests.promises.desk import PASSWORD, ROSTER, Desk

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def spellings(words: list[str]) -> set[bytes]:
    plain = {word.encode(encoding) for word in words for encoding in ENCODINGS}
    return plain | {word.hex().encode() for word in plain} | {word.hex().upper().encode() for word in plain}


def hits(folder: Path, words: list[str]) -> list[str]:
    wanted = spellings(words)
    return [
        f"{path.name}: {needle!r}"
        for path in sorted(folder.rglob("*")) if path.is_file()
        for data in [path.read_bytes()] for needle in wanted if needle in data
    ]  # fmt: skip


def test_no_file_shows_a_name_a_number_or_the_password(
    desk: Desk, tmp_path: Path, device_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = desk.init()
    # A crash report must not quote what it choked on either.
    desk("import", ROSTER)
    desk("backup", "--out", tmp_path / "stick")
    people = desk.json("list", "people", "--limit", "40")
    heads = desk.json("list", "households", "--limit", "40")
    words = [row["name"] for row in people if len(row["name"]) >= 3]
    words += [row["head_name"] for row in heads if len(row["head_name"]) >= 3]
    words += ["990101", PASSWORD, code, code.replace("-", "")]
    assert len(words) > 40
    monkeypatch.setenv("GRID_PASSWORD", "x")
    desk("list", "people", code=2)
    assert hits(desk.folder, words) == []
    assert hits(tmp_path / "stick", words) == []
    assert hits(device_folder, words) == []
    assert len(list(desk.folder.rglob("*"))) > 4


def test_the_scan_would_find_a_leak(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes("前面林𬭎后面".encode("utf-16-le"))
    assert len(hits(tmp_path, ["林𬭎"])) == 1


def test_lists_and_exports_are_masked_and_an_export_is_logged(desk: Desk, tmp_path: Path) -> None:
    from desktop.sheets.read import open_book

    desk.init()
    desk("import", ROSTER)
    told = desk.json("export", "people", "--out", tmp_path / "people.xlsx")
    assert told["number"] == "20260310-001"
    book = open_book(tmp_path / "people.xlsx")
    cells = [str(cell) for row in book.grids[0].rows for cell in row if cell is not None]
    assert not [cell for cell in cells if "990101" in cell]
    assert not [cell for cell in cells if len(cell) == 11 and cell.isdecimal()]
    assert [cell for cell in cells if "****" in cell]
    assert not [row for row in desk.json("list", "people") if len(row["id_no"].strip("*")) > 4]
    again = desk.json("export", "people", "--out", tmp_path / "people.xlsx")
    assert again["number"] == "20260310-002"

"""Files are told by their first bytes, and refused in words that say what they are."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.sheets import sniff as room
from desktop.sheets.sniff import OLE, Shape, load, sniff
from tests.sheets.rosters import SAMPLES


def packed(*names: str, content: bytes = b"x", flag: int = 0) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    data = bytearray(target.getvalue())
    if flag:
        data[data.index(b"PK\x01\x02") + 8] |= flag
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        ((SAMPLES / "住户台账.xlsx").read_bytes(), Shape.WORKBOOK),
        ((SAMPLES / "户籍人口登记表.xls").read_bytes(), Shape.OLD_WORKBOOK),
        ((SAMPLES / "更新手机号_gbk.csv").read_bytes(), Shape.TEXT),
        (packed("mimetype", "content.xml"), Shape.WORKBOOK),
        (packed("xl\\workbook.bin"), Shape.WORKBOOK),
        (b"<html><body><table>", Shape.HTML),
        ("<TABLE><tr>".encode("utf-16"), Shape.HTML),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', Shape.XML_2003),
        ("BM业务,姓名".encode(), Shape.TEXT),
    ],
)
def test_the_reader_follows_the_content(data: bytes, shape: Shape) -> None:
    assert sniff(data) is shape


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "是空的"),
        (b"\xef\xbb\xbf \r\n", "是空的"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "Word 文档"),
        (OLE + bytes(600) + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
        (b"PK\x03\x04 torn", "已损坏"),
        (packed("word/document.xml"), "文档或演示文稿"),
        (packed("xl/styles.xml"), "已损坏"),
        (packed("名册.xlsx"), "先解压"),
        (packed("xl/workbook.xml", flag=1), "设了密码"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"\xff\xd8\xff\xe0\0", "图片"),
        (b"Rar!\x1a\x07", "先解压"),
        (b"{\\rtf1", "文档"),
    ],
)
def test_what_holds_no_table_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UserError, match=says):
        sniff(data)


def test_an_archive_that_swells_is_not_unpacked() -> None:
    with pytest.raises(UserError, match="展开后太大"):
        sniff(packed("xl/workbook.xml", "xl/sharedStrings.xml", content=bytes(3_000_000)))


def test_an_archive_of_too_many_parts_or_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_MEMBERS", 2)
    with pytest.raises(UserError, match="展开后太大"):
        sniff(packed("xl/workbook.xml", "a", "b"))
    monkeypatch.setattr(room, "MAX_UNPACKED", 10)
    with pytest.raises(UserError, match="展开后太大"):
        sniff(packed("xl/workbook.xml", content=bytes(11)))


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(b"abc")
    assert load(path) == b"abc"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="找不到文件"):
        load(tmp_path / "没有.xlsx")
    with pytest.raises(UserError, match="是文件夹"):
        load(tmp_path)
    path = tmp_path / "名册.csv"
    path.write_bytes(b"abc")
    monkeypatch.setattr(room, "MAX_FILE", 2)
    with pytest.raises(UserError, match="64 MB"):
        load(path)

    def locked(_self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(room, "MAX_FILE", 200)
    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(UserError, match="关闭它"):
        load(path)

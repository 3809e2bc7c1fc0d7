"""What a file really is, told from its first bytes: the extension is not believed."""

import io
import zipfile
from enum import Enum
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.text import _

MAX_FILE = 64 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024  # SAFETY section 5
MAX_RATIO = 100
SMALL = 1024 * 1024  # a tiny archive of blanks packs well beyond 100:1 and harms nobody
MAX_MEMBERS = 10_000

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_ZIP_OTHERS = ("word/", "ppt/", "META-INF/", "visio/")


class Shape(Enum):
    """How the file has to be read."""

    WORKBOOK = "workbook"  # xlsx, xlsm, xlsb, ods, and the ZIP kind of .et
    OLD_WORKBOOK = "old workbook"  # BIFF in an OLE container: xls and the usual .et
    HTML = "html"
    XML_2003 = "xml 2003"
    TEXT = "text"


def load(path: Path) -> bytes:
    """The bytes of `path`, read once so that the file is not held open. Raises UserError when it cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise UserError(_("文件超过 64 MB，没有导入。请按楼栋或年份拆成几个文件后再导入。"))
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(_("找不到文件“{name}”。请检查文件是否移动或改名。").format(name=path.name)) from None
    except IsADirectoryError:
        raise UserError(_("“{name}”是文件夹。请选择里面的表格文件。").format(name=path.name)) from None
    except OSError:
        raise UserError(
            _("打不开文件“{name}”。请先在 WPS 或 Excel 中关闭它，再试一次。").format(name=path.name)
        ) from None


def sniff(data: bytes) -> Shape:
    """Which reader `data` needs. Raises UserError, in words that say what the file is, when none does."""
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise UserError(_("文件是空的，没有可导入的内容。请检查是否选错文件。"))
    if data.startswith(OLE):
        return _sniff_ole(data)
    if data.startswith(b"PK"):
        return _sniff_zip(data)
    _refuse_others(data)
    head = data[:4096].replace(b"\0", b"").lower()  # UTF-16 shows its letters too
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<workbook" in head:
        return Shape.XML_2003
    if any(mark in head for mark in (b"<html", b"<table", b"<!doctype html", b"<meta")):
        return Shape.HTML
    return Shape.TEXT


def _sniff_ole(data: bytes) -> Shape:
    """An OLE container holds its stream names in UTF-16: they tell encrypted and foreign files apart."""
    if _utf16("EncryptedPackage") in data:
        raise UserError(_("这个表格设了打开密码，没有导入。请在 WPS 或 Excel 中取消密码，另存后再导入。"))
    if _utf16("WordDocument") in data and _utf16("Workbook") not in data:
        raise UserError(_not_a_table(_("Word 文档")))
    if _utf16("PowerPoint Document") in data:
        raise UserError(_not_a_table(_("演示文稿")))
    return Shape.OLD_WORKBOOK


def _sniff_zip(data: bytes) -> Shape:
    """Check the directory of the archive before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError):
        raise UserError(_damaged()) from None
    names = [member.filename.replace("\\", "/").lower() for member in members]
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(1, len(data))
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or (unpacked > SMALL and ratio > MAX_RATIO):
        raise UserError(_("表格展开后太大，为安全起见没有导入。请删除多余的工作表和空白格式，另存后再导入。"))
    if any(member.flag_bits & 1 for member in members):
        raise UserError(_("这个文件设了密码，没有导入。请取消密码，另存后再导入。"))
    if any(name.startswith("xl/workbook.") for name in names) or "content.xml" in names:
        return Shape.WORKBOOK
    if any(name.startswith(_ZIP_OTHERS) for name in names):
        raise UserError(_not_a_table(_("文档或演示文稿")))
    if any(name.startswith("xl/") for name in names):
        raise UserError(_damaged())
    raise UserError(_("这是压缩包，没有导入。请先解压，再选择里面的表格文件。"))


def _refuse_others(data: bytes) -> None:
    """Say plainly what a file is that holds no table."""
    if data.startswith(b"%PDF"):
        raise UserError(_not_a_table(_("PDF 文件")))
    if data.startswith(_PICTURES) and b"\0" in data[:64]:
        raise UserError(_not_a_table(_("图片")))
    if data.startswith(_ARCHIVES):
        raise UserError(_("这是压缩包，没有导入。请先解压，再选择里面的表格文件。"))
    if data.startswith(b"{\\rtf"):
        raise UserError(_not_a_table(_("文档")))


def _not_a_table(what: str) -> str:
    return _("这个文件是{what}，不是表格，没有导入。请选择 Excel、WPS 表格或 CSV 文件。").format(what=what)


def _damaged() -> str:
    return _("表格文件不完整或已损坏，没有导入。请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")

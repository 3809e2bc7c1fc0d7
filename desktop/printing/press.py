"""Puts finished pages into a PDF file whose bytes depend on nothing but the document."""

import hashlib
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop.base.clock import local_time
from desktop.printing.page import POINTS_PER_MM, Paper


class _PrintTime:
    """The time of printing as reportlab's time stamp; SOURCE_DATE_EPOCH and the machine's clock have no say."""

    def __init__(self, ms: int) -> None:
        when = local_time(ms)
        self.t = ms / 1000
        self.YMDhms = (when.year, when.month, when.day, when.hour, when.minute, when.second)
        self.dhh, self.dmm = 8, 0


class Press:
    """A PDF being made, page after page; pages are packed at once so that a thousand of them stay small."""

    def __init__(self, title: str, *, printed_at: int) -> None:
        self.doc: Any = pdfdoc.PDFDocument(compression=1, invariant=1, lang="zh-CN")
        self.doc._timeStamp = _PrintTime(printed_at)
        self.doc.signature = hashlib.md5(usedforsecurity=False)  # a fingerprint of the pages; the file's id
        self.doc.info.title, self.doc.info.author, self.doc.info.subject = title, "", ""
        self.doc.info.creator = "grid-branch-desk"
        # Readers must not shrink pages to fit: cards are cut to size, and pre-printed forms are filled by position.
        self.doc.Catalog.ViewerPreferences = pdfdoc.PDFDictionary({"PrintScaling": pdfdoc.PDFName("None")})
        self.pages = 0

    def add_page(self, operators: bytes, paper: Paper) -> None:
        """Add one page drawn with `operators`."""
        page = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = paper.width_mm * POINTS_PER_MM, paper.height_mm * POINTS_PER_MM
        packed = zlib.compress(operators, 6)
        page.Contents = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}), packed)
        page.ExtGState, page._colorsUsed, page._shadingUsed = None, {}, {}
        self.doc.updateSignature(packed)
        self.doc.addPage(page)
        self.pages += 1

    def data(self) -> bytes:
        """The whole file. Call once."""
        made = self.doc.GetPDFData(None)
        return made if isinstance(made, bytes) else made.encode("latin-1")

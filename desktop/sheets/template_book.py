"""The parts of a workbook file: which one holds a sheet, and writing the file anew with some of them changed."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.base.errors import UserError
from desktop.sheets import template_xml as xml
from desktop.sheets.template_xml import Edit, Node, damaged

WORKBOOK, CONTENT = "xl/workbook.xml", "[Content_Types].xml"
_STYLES, _STRINGS = "styles", "sharedStrings"


class Part(NamedTuple):
    """A part as it was read."""

    name: str
    data: bytes
    root: Node


@dataclass
class BookParts:
    """The parts of the file `data`, each parsed when it is first asked for; nothing is held open."""

    data: bytes
    parts: dict[str, Part] = field(default_factory=dict)

    def part(self, name: str) -> Part:
        """A part by its name in the file. Raises UserError when there is none or it is damaged."""
        if name not in self.parts:
            data = self._read(name).removeprefix(b"\xef\xbb\xbf")
            self.parts[name] = Part(name, data, xml.parse(data))
        return self.parts[name]

    def sheet(self, title: str) -> Part:
        """The part that holds the sheet called `title`."""
        return self.part(self._target(id_=self._sheet_node(title).attributes.get("id", "")))

    def place_of(self, title: str) -> int:
        """Which sheet it is, from 0, hidden ones counted: what names of one sheet refer to."""
        nodes = list(self.part(WORKBOOK).root.all("sheets", "sheet"))
        return next(place for place, node in enumerate(nodes) if node.attributes.get("name") == title)

    @property
    def styles(self) -> Part | None:
        """The part with the cell formats."""
        return self._kind(_STYLES)

    @property
    def strings(self) -> Part | None:
        """The part with the texts that cells share."""
        return self._kind(_STRINGS)

    @property
    def counts_from_1904(self) -> bool:
        """Whether days are counted from 1904, as old Macintosh files do."""
        node = self.part(WORKBOOK).root.find("workbookPr")
        return node is not None and node.attributes.get("date1904", "") in ("1", "true")

    def rewritten(self, changed: Mapping[str, bytes], *, without: frozenset[str] = frozenset()) -> bytes:
        """The whole file with these parts changed or left out; every other part as it was."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for member in old.infolist():
                if member.filename in without:
                    continue
                info = zipfile.ZipInfo(member.filename, member.date_time)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, member.external_attr
                data = changed[member.filename] if member.filename in changed else old.read(member)
                new.writestr(info, data)
        return out.getvalue()

    def without_chain(self) -> tuple[dict[str, bytes], frozenset[str]]:
        """The parts that name the chain of calculation, without it, and the part to leave out.

        The chain lists the cells that hold formulas; Excel makes it anew, and calls a file damaged whose chain lies.
        """
        gone = frozenset(name for name in self.names() if posixpath.basename(name) == "calcChain.xml")
        changed = {}
        for name, path in ((CONTENT, ("Override",)), ("xl/_rels/workbook.xml.rels", ("Relationship",))):
            part = self.part(name)
            found = [node for node in part.root.all(*path) if _names_chain(node)]
            changed[name] = xml.apply(part.data, [Edit(node.start, node.end, b"") for node in found])
        return (changed, gone) if gone else ({}, gone)

    def names(self) -> list[str]:
        """The names of all parts."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.namelist()

    def _read(self, name: str) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                if archive.getinfo(name).file_size > xml.MAX_PART:
                    return b" " * (xml.MAX_PART + 1)  # the parser says what to do about it
                return archive.read(name)
        except (KeyError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError):
            raise UserError(damaged()) from None

    def _sheet_node(self, title: str) -> Node:
        for node in self.part(WORKBOOK).root.all("sheets", "sheet"):
            if node.attributes.get("name") == title:
                return node
        raise UserError(damaged())

    def _target(self, *, id_: str) -> str:
        for node in self.part("xl/_rels/workbook.xml.rels").root.all("Relationship"):
            if node.attributes.get("Id") == id_:
                return _path(node.attributes.get("Target", ""))
        raise UserError(damaged())

    def _kind(self, kind: str) -> Part | None:
        for node in self.part("xl/_rels/workbook.xml.rels").root.all("Relationship"):
            if node.attributes.get("Type", "").endswith(f"/{kind}"):
                return self.part(_path(node.attributes.get("Target", "")))
        return None


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _names_chain(node: Node) -> bool:
    return node.attributes.get("Type", node.attributes.get("PartName", "")).endswith(("/calcChain", "/calcChain.xml"))

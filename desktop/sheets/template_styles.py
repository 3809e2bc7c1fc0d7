"""The cell formats of a template: which are days, and variants of them that keep digits as text."""

import re

from desktop.sheets import template_xml as xml
from desktop.sheets.template_book import Part
from desktop.sheets.template_xml import Edit, Node

TEXT = 49  # the built-in number format "@"
# Built-in formats that show a day (ECMA-376 part 1, 18.8.30, with those of Chinese Excel).
_DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)})
_NOT_DAYS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Styles:
    """Knows each format by its number; `text` gives the number of its variant, made when it is first asked for."""

    def __init__(self, part: Part | None) -> None:
        self._part = part
        self._list: Node | None = part.root.find("cellXfs") if part else None
        self._formats = self._list.children if self._list else []
        self._codes = (
            {node.attributes.get("numFmtId"): node.attributes.get("formatCode", "")
             for node in part.root.all("numFmts", "numFmt")}
            if part else {}
        )  # fmt: skip
        self._made: dict[tuple[int, bool], int] = {}
        self._added: list[bytes] = []

    def is_day(self, style: int) -> bool:
        """Whether a cell of this format shows a number as a day."""
        number = self._format(style)
        if number in self._codes:
            code = _NOT_DAYS.sub("", self._codes[number].lower())
            return "y" in code or ("m" in code and "d" in code)
        return number is not None and number.isdigit() and int(number) in _DAYS

    def text(self, style: int, *, quoted: bool = False) -> int:
        """The same look as text: every digit stays, nothing is calculated; `quoted` marks it as typed after '."""
        if not 0 <= style < len(self._formats) or self._part is None:
            return style
        node = self._formats[style]
        if self._format(style) == str(TEXT) and not quoted:
            return style
        key = (style, quoted)
        if key not in self._made:
            tag = self._part.data[node.start : node.inside]
            tag = xml.with_attribute(xml.with_attribute(tag, "numFmtId", str(TEXT)), "applyNumberFormat", "1")
            if quoted:
                tag = xml.with_attribute(tag, "quotePrefix", "1")
            self._made[key] = len(self._formats) + len(self._added)
            self._added.append(tag + self._part.data[node.inside : node.end])
        return self._made[key]

    def changed(self) -> dict[str, bytes]:
        """The part with the variants that were made; nothing when none was."""
        if not self._added or self._part is None or self._list is None:
            return {}
        whole = self._list
        tag = self._part.data[whole.start : whole.inside]
        count = str(len(self._formats) + len(self._added))
        edits = [
            Edit(whole.start, whole.inside, xml.with_attribute(tag, "count", count)),
            Edit(whole.close, whole.close, b"".join(self._added)),
        ]
        return {self._part.name: xml.apply(self._part.data, edits)}

    def _format(self, style: int) -> str | None:
        return self._formats[style].attributes.get("numFmtId") if 0 <= style < len(self._formats) else None

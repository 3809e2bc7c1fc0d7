"""The texts that the cells of a workbook share: those that are written join them, each once."""

from desktop.sheets import template_xml as xml
from desktop.sheets.template_book import Part
from desktop.sheets.template_xml import Edit


class Texts:
    """`cell` gives what stands in a cell for a text: the number of a shared one, or the text itself without a part."""

    def __init__(self, part: Part | None) -> None:
        self._part = part if part is not None and part.root.name == "sst" else None
        self._there = sum(1 for _one in self._part.root.all("si")) if self._part else 0
        self._made: dict[str, int] = {}
        self._used = 0

    def cell(self, words: str, prefix: str) -> tuple[str, str]:
        """The type of a cell that shows `words`, and what stands between its tags."""
        if self._part is None:
            said = f'<{prefix}t xml:space="preserve">{xml.escape(words)}</{prefix}t>'
            return "inlineStr", f"<{prefix}is>{said}</{prefix}is>"
        self._used += 1
        number = self._made.setdefault(words, self._there + len(self._made))
        return "s", f"<{prefix}v>{number}</{prefix}v>"

    def changed(self) -> dict[str, bytes]:
        """The part with the texts that joined; nothing when none did."""
        if self._part is None or not self._made:
            return {}
        root = self._part.root
        name = root.prefix
        said = "".join(
            f'<{name}si><{name}t xml:space="preserve">{xml.escape(words)}</{name}t></{name}si>' for words in self._made
        ).encode()
        tag = self._part.data[root.start : root.inside]
        count = root.attributes.get("count", "")
        if count.isdigit():
            tag = xml.with_attribute(tag, "count", str(int(count) + self._used))
        tag = xml.with_attribute(tag, "uniqueCount", str(self._there + len(self._made)))
        if root.is_empty:
            tag = tag[:-2] + b">"
            closing = f"</{root.prefix}sst>".encode()
            return {self._part.name: xml.apply(self._part.data, [Edit(root.start, root.end, tag + said + closing)])}
        edits = [Edit(root.start, root.inside, tag), Edit(root.close, root.close, said)]
        return {self._part.name: xml.apply(self._part.data, edits)}

"""One XML part of a workbook by the places of its elements, so that all that is not changed stays byte for byte."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat  # declarations of any kind are refused below, so nothing can swell or be fetched

from desktop.base.errors import UserError
from desktop.base.text import _

MAX_PART = 20 * 1024 * 1024  # a sheet that is larger is blank formatting down to the last row
_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


@dataclass(slots=True)
class Node:
    """An element: its name and attributes without prefix, and where its tags stand in the bytes of the part.

    `start` to `inside`: the opening tag; `inside` to `close`: the content; up to `end`: the closing tag. An empty tag
    has `inside` = `close` = `end`.
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inside: int
    close: int = 0
    end: int = 0
    children: list["Node"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the tag closes itself."""
        return self.inside == self.end

    def find(self, name: str) -> "Node | None":
        """The first child called `name`."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, *path: str) -> Iterator["Node"]:
        """The elements at the end of `path`, in order."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes that stand in place of those from `start` to `end`."""

    start: int
    end: int
    put: bytes


def parse(part: bytes) -> Node:
    """The root of a part. Raises UserError when it is damaged, hostile, too large or in an encoding of its own."""
    if len(part) > MAX_PART:
        raise UserError(_("表里的空白格式太多，没有打开。请删除多余的空行和空列，另存后再选。"))
    stack: list[Node] = []
    roots: list[Node] = []
    reader = expat.ParserCreate("utf-8")

    def opened(name: str, attributes: dict[str, str]) -> None:
        at = reader.CurrentByteIndex
        tag = _TAG.match(part, at)
        assert tag is not None  # the reader has just found one here
        prefix, _colon, local = name.rpartition(":")
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        node = Node(local, f"{prefix}:" if prefix else "", bare, at, tag.end())
        if part[tag.end() - 2 : tag.end() - 1] == b"/":
            node.close = node.end = node.inside
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)

    def closed(_name: str) -> None:
        node = stack.pop()
        if not node.end:
            node.close = reader.CurrentByteIndex
            node.end = part.index(b">", node.close) + 1

    reader.StartElementHandler, reader.EndElementHandler = opened, closed
    reader.StartDoctypeDeclHandler = _refuse
    try:
        reader.Parse(part, True)  # noqa: FBT003 - the library's signature
    except expat.ExpatError:
        raise UserError(damaged()) from None
    return roots[0]


def apply(part: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with every edit made; edits do not overlap."""
    made: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        made += [part[at : edit.start], edit.put]
        at = edit.end
    return b"".join([*made, part[at:]])


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """An opening tag with one attribute set anew."""
    said = f'{name}="{escape(value)}"'.encode()
    found = re.search(rb"(?<=\s)" + name.encode() + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""", tag)
    if found:
        return tag[: found.start()] + said + tag[found.end() :]
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + b" " + said + tag[at:]


def text(part: bytes, node: Node) -> str:
    """The words of an element and of those within it, phonetic readings left out."""
    if node.children:
        return "".join(text(part, child) for child in node.children if child.name not in ("rPh", "phoneticPr"))
    return _words(part[node.inside : node.close]) if not node.is_empty else ""


def escape(words: str) -> str:
    """Words as they stand in an attribute or an element."""
    return "".join(_ESCAPED.get(letter, letter) for letter in words)


def damaged() -> str:
    """What is said of a file that does not hold what its kind asks for."""
    return _("表格文件不完整或已损坏，没有填。请在 WPS 或 Excel 中打开并另存为 .xlsx 后再选。")


def _words(raw: bytes) -> str:
    found: list[str] = []
    reader = expat.ParserCreate("utf-8")
    reader.CharacterDataHandler = found.append
    reader.Parse(b"<t>" + raw + b"</t>", True)  # noqa: FBT003 - the library's signature
    return "".join(found)


def _refuse(*_declaration: object) -> None:
    raise UserError(damaged())

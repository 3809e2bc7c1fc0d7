"""The further people whom one row of a wide list names, each with the relation that the titles tell."""

import re

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports import members
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.claims import Claim
from desktop.registers.households.imports.persons import GONE, HEAD, Persons
from desktop.standard.importing import wide
from desktop.standard.importing.plan import Problem
from desktop.standard.importing.staged import Staged, StagedRow

FIRST_PART = 100  # of a person in a row: those of a wide list stand a hundred apart, after the head and its names
_NOBODY = re.compile(
    "未婚|离异|离婚|已离异|丧偶|单身|未育|再婚|分居|已故|故|去世|已去世|病故|亡故|不详|未知|无此人|同户主"
)  # said instead of a name; not kept
_CHILD = {"1": "20", "2": "30"}  # sex → 子 or 女 in GB/T 4761
_CHILD_WORDS = ("子女", "孩子")


class Relatives:
    """Reads the relatives of rows; False when the list has no columns for any."""

    def __init__(self, staged: Staged, reader: Reader, persons: Persons) -> None:
        self._reader, self._persons, self._mapped = reader, persons, frozenset(staged.mapping)
        self._prefixes = [(prefix, _relation(prefix)) for prefix in wide.prefixes(staged.mapping)]

    def __bool__(self) -> bool:
        return bool(self._prefixes) or members.TARGET in self._mapped

    def claims(self, row: StagedRow) -> list[Claim]:
        """The relatives whom a row names, in the order of its columns."""
        found: list[Claim] = []
        for place, (prefix, relation) in enumerate(self._prefixes, 1):
            for claim in self._of(row, prefix, part=FIRST_PART * place):
                claim.relation = self._told(row, prefix, claim) or relation or _of_child(prefix, claim)
                claim.head = False
                found.append(claim)
        return found + members.claims(row, self._reader, self._persons) if members.TARGET in self._mapped else found

    def _of(self, row: StagedRow, prefix: str, *, part: int) -> list[Claim]:
        written = self._reader.cell(row, f"{prefix}name")
        if written is None:
            if f"{prefix}id" in self._mapped and self._reader.cell(row, f"{prefix}id") is not None:
                self._reader.bad(row.at, f"{prefix}name", _("有身份证号而没有姓名，这个人没有导入，请补上姓名"))
            return []
        if _NOBODY.fullmatch(written.text) or self._persons.vacant(written.text):
            return []
        names = [
            parsed
            for parsed in self._reader.names(row, f"{prefix}name")
            if not self._persons.placeholder(parsed.name) and not GONE.search(parsed.remark)
        ]
        return self._persons.claims(row, names, prefixes=(prefix,), part=part)

    def _told(self, row: StagedRow, prefix: str, claim: Claim) -> str | None:
        """What a column of its own says: 成员1关系. Nobody but the row's first person heads a wide row."""
        if f"{prefix}relation" not in self._mapped:
            return None
        found = self._reader.code(row, f"{prefix}relation", "relation")
        if isinstance(found, Problem):
            claim.unread.append(("residence", "relation", found))
            return None
        return None if found in {"01", HEAD} else found


def _relation(prefix: str) -> str | None:
    who = re.sub(r"\d?\.$", "", prefix)
    try:
        return codes.parse("relation", who)
    except UserError:
        return None  # 子女 and 成员 alone are no relation


def _of_child(prefix: str, claim: Claim) -> str | None:
    return _CHILD.get(claim.facts.get("sex", "")) if prefix.startswith(_CHILD_WORDS) else None

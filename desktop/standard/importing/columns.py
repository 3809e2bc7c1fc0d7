"""Which columns of a file feed which target of a register: titles first, then the place beside the names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.sheets.header import Header
from desktop.sheets.match import How, Match, Matched, match, match_as
from desktop.sheets.titles import Synonyms, forms
from desktop.spec import Import, ImportColumn
from desktop.standard.importing import wide

_UNKEPT = "~"  # marks the pretended target of a title that is never kept
_GROUP_WORDS = {"head": ("户主",), "member": ("家庭成员", "成员", "家属", "同住人")}
# Somebody else's name or telephone beside ours: 房东电话 is not the resident's.
STRANGER = re.compile(
    "房东|紧急|监护|网格员|楼长|栋长|组长|包联|联户|联系人|单位|配偶|父|母|子女|邻居|负责|介绍|采集|物业|原|旧"
)
_ASKS = ("是否", "有无")
_SERIAL = frozenset({"序号", "编号", "序", "号", "no", "no.", "行号", "户序号", "序列"})


@dataclass(frozen=True, slots=True)
class Columns:
    """`match` holds our targets only; the other titles of the file stand in `unkept` or `unknown`."""

    match: Match
    unkept: tuple[str, ...]
    unknown: tuple[str, ...]
    surely: bool


def synonyms(imports: Import) -> Synonyms:
    """The titles by which a register's columns are known, with and without the group over them."""
    of: dict[str, list[str]] = {}
    ordered = sorted(imports.columns, key=lambda column: column.group == "head")  # a bare title is first a member's
    for column in ordered:
        titles = list(column.titles)
        for word in _GROUP_WORDS.get(column.group, ()):
            titles += [f"{word}/{title}" for title in column.titles if not title.startswith(word)]
        of[column.name] = titles
    for title in imports.unkept:
        of[_UNKEPT + title] = [title]
    return Synonyms(of)


def columns_of(header: Header, imports: Import, *, known: Synonyms, chosen: Mapping[str, str] | None) -> Columns:
    """The columns of a sheet; `chosen` (target → title) is what a person said or what is remembered."""
    if chosen:
        found = match_as(header, chosen)
        guess = match(header, known)
        unkept = [title for target, title in guess.chosen.items() if target.startswith(_UNKEPT)]
        return _columns(found, [title for title in unkept if title in found.unmatched.values()], surely=True)
    beside = wide.first_beside(header, imports, known)
    relatives = beside or wide.told(header, imports, known)
    guess = match(wide.without(header, {one.column for one in relatives.values()}), known)
    if relatives and not beside and ("relation" in guess.columns or {"name", "head_name"} <= guess.columns.keys()):
        relatives, guess = {}, match(header, known)  # a list with a row for each person
    ours = {t: m for t, m in guess.columns.items() if not t.startswith(_UNKEPT) and not _is_strange(m, imports)}
    unkept = [m.title for t, m in guess.columns.items() if t.startswith(_UNKEPT)]
    placed = {**by_position(ours, imports.columns), **relatives}
    taken = {matched.column for matched in placed.values()}
    others = {place: title for place, title in enumerate(header.titles) if title and place not in taken}
    surely = all(matched.how is not How.CONTAINS for matched in placed.values())
    return _columns(Match(placed, others, guess.key), unkept, surely=surely)


def _columns(found: Match, unkept: Iterable[str], *, surely: bool) -> Columns:
    hidden = set(unkept)
    unknown = tuple(t for t in found.unmatched.values() if t not in hidden and not is_serial(t))
    ordered = dict(sorted(found.columns.items(), key=lambda entry: entry[1].column))
    order = {title: place for place, title in found.unmatched.items()}
    never = tuple(sorted(hidden, key=lambda title: order.get(title, 0)))
    return Columns(Match(ordered, found.unmatched, found.key), never, unknown, surely)


def is_serial(title: str) -> bool:
    """Whether a column only numbers the rows."""
    return any(form in _SERIAL for form in forms(title.rsplit("/", 1)[-1]))


def _is_strange(matched: Matched, imports: Import) -> bool:
    if matched.how not in (How.CONTAINS, How.LAST):
        return False
    if matched.title.startswith(_ASKS):
        return True  # answered by yes or no, and by no name
    said = matched.title.replace(_GROUP_WORDS["head"][0], "")
    return bool(STRANGER.search(said)) and not any(said in column.titles for column in imports.columns)


def by_position(found: Mapping[str, Matched], columns: Iterable[ImportColumn]) -> dict[str, Matched]:
    """Give each column that the head and the member share to whose name stands nearest on its left.

    户主 | 身份证号 | 家庭成员 | 身份证号: the first number is the head's. A title under a group of its own stays.
    """
    declared = {column.name: column for column in columns}
    anchors = {
        column.group: found[column.name].column
        for column in declared.values()
        if column.kind == "name" and column.group and column.name in found and column.name in _anchor_names(declared)
    }
    if len(anchors) < 2:
        return dict(found)
    families: dict[str, dict[str, list[str]]] = {}
    for column in declared.values():
        if column.group and column.name not in _anchor_names(declared):
            family = families.setdefault(column.kind if column.kind == "phone" else column.title, {})
            family.setdefault(column.group, []).append(column.name)
    placed = dict(found)
    for family in families.values():
        names = [name for group in family.values() for name in group]
        shared = [placed.pop(name) for name in names if name in placed]
        for matched in sorted(shared, key=lambda one: one.column):
            free = [name for name in family.get(_owner(matched, anchors), names) if name not in placed]
            if free:  # one column more than a name can have stays without a target, and is told
                placed[free[0]] = matched
    return placed


def _anchor_names(declared: Mapping[str, ImportColumn]) -> set[str]:
    """The first name column of each group is what its other columns stand beside."""
    first: dict[str, str] = {}
    for column in declared.values():
        if column.kind == "name" and column.group:
            first.setdefault(column.group, column.name)
    return set(first.values())


def _owner(matched: Matched, anchors: Mapping[str, int]) -> str:
    for group, words in _GROUP_WORDS.items():
        if group in anchors and matched.title.startswith(words):
            return group
    left = {group: place for group, place in anchors.items() if place <= matched.column}
    return max(left, key=left.__getitem__) if left else min(anchors, key=anchors.__getitem__)

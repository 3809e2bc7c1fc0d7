"""Lists with one row a household, where the columns of each further person say who it is: 配偶姓名, 子女1身份证号."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from desktop.base.text import _
from desktop.sheets.header import Header
from desktop.sheets.match import How, Matched
from desktop.sheets.titles import Synonyms, forms, path_key, path_parts
from desktop.spec import Import
from desktop.standard.importing.staged import StagedRow

NEEDS_NUMBER = "#"  # ends a word of Import.relatives that tells of somebody only with a number: 成员1, never 成员
_OWN_ROWS = 0.2  # so many of the relatives have a row of their own: then the list has a row for each person
_NUMBERS = "一二三四五六七八九"
_NUMBERED = re.compile(rf"(?P<rest>.*\D)(?P<number>[1-9{_NUMBERS}])")
_SOMEBODY = _("成员")
_NAMED = frozenset({"", "姓名", "名字", "名称"})


def told(header: Header, imports: Import, known: Synonyms) -> dict[str, Matched]:
    """The columns of relatives by target ("配偶.id"); somebody without a column for the name is nobody."""
    if not imports.relatives:
        return {}
    members = {column.name for column in imports.columns if column.group == "member"}
    found: dict[str, Matched] = {}
    for column, path in enumerate(header.paths):
        target = _target("".join(path_parts(path)), imports.relatives, known, members)
        if target:
            found.setdefault(target, Matched(column, header.titles[column], How.PATH))
    named = {target.partition(".")[0] for target in found if target.endswith(".name")}
    found |= _numbered(header, named, known, members, taken={matched.column for matched in found.values()})
    kept = {target: matched for target, matched in found.items() if target.partition(".")[0] in named}
    return kept or _repeated(header, imports, known, members)


def first_beside(header: Header, imports: Import, known: Synonyms) -> dict[str, Matched]:
    """The columns of everybody but the first, where each person has the same titles: 姓名 | 关系 | 姓名 | 关系 | 门牌.

    The door stands once: where it stands with each name, two halves of a list were put side by side.
    """
    keys = [path_key(path) for path in header.paths]
    means = [{one.target for one in known.known(path)} if path else set() for path in header.paths]
    names = [place for place, said in enumerate(means) if "name" in said]
    starts = [place for place in names if keys[place] == keys[names[0]]]
    if len(starts) < 2 or len(starts) > len(_NUMBERS):
        return {}
    first = keys[starts[0] : starts[1]]
    about = set().union(*means[starts[0] : starts[1]])
    doors = {column.name for column in imports.columns if column.name in imports.frame and not column.group}
    heads = {column.name for column in imports.columns if column.kind == "name" and column.group}
    if "relation" not in about or about & doors or heads & set().union(*means[: starts[0]]):
        return {}
    members = {column.name for column in imports.columns if column.group == "member"}
    found: dict[str, Matched] = {}
    for number, (start, end) in enumerate(pairwise([*starts[1:], len(keys)]), start=1):
        for place in range(start, end):
            base = "name" if place == start else next(iter(sorted(means[place] & members - {"name"})), "")
            if not base or keys[place] not in first:
                break  # what follows the last person is the household's
            found.setdefault(f"{_SOMEBODY}{number}.{base}", Matched(place, header.titles[place], How.PATH))
    return found


def without(header: Header, columns: Collection[int]) -> Header:
    """The header as it looks without some of its columns, each other one in its place."""
    paths = tuple(() if place in columns else path for place, path in enumerate(header.paths))
    titles = tuple("" if place in columns else title for place, title in enumerate(header.titles))
    return replace(header, paths=paths, titles=titles)


def prefixes(mapping: Iterable[str]) -> tuple[str, ...]:
    """What the targets of each relative begin with ("配偶."), in the order of the columns; () in any other list."""
    return tuple(dict.fromkeys(target.partition(".")[0] + "." for target in mapping if "." in target))


def by_person(rows: Iterable[StagedRow], mapping: Mapping[str, str]) -> bool:
    """Whether the relatives have rows of their own: then their columns only tell of them once more."""
    beside = [f"{prefix}name" for prefix in prefixes(mapping)]
    if not beside:
        return False
    own: set[str] = set()
    relatives: list[str] = []
    for row in rows:
        own.update(row.cells[target].text for target in ("name", "head_name") if target in row.cells)
        relatives += [row.cells[target].text for target in beside if target in row.cells]
    return bool(relatives) and sum(name in own for name in relatives) >= _OWN_ROWS * len(relatives)


def title(target: str, titles: Mapping[str, str]) -> str:
    """What people call a relative's target: 配偶的身份证号. `titles`: those of the register's own targets."""
    who, _dot, base = target.partition(".")
    return _("{who}的{title}").format(who=who, title=titles.get(base, base))


def _target(said: str, words: tuple[str, ...], known: Synonyms, members: Collection[str]) -> str:
    match = _pattern(words).fullmatch(said)
    if match is None:
        return ""
    who, number, rest, later = match["who"], match["number"], match["rest"], match["later"]
    if not number and later and (rest in _NAMED or known.known((rest,))):
        number, later = later, ""
    if who + NEEDS_NUMBER in words and not number:
        return ""
    rest += later or ""
    number = _digit(number) if number else ""
    base = "name" if rest in _NAMED else next((one.target for one in known.known((rest,)) if one.target in members), "")
    return f"{who}{number}.{base}" if base else ""


def _numbered(
    header: Header, named: Collection[str], known: Synonyms, members: Collection[str], *, taken: Collection[int]
) -> dict[str, Matched]:
    """Columns that say whose they are by a number alone: 家庭成员1 | 关系1 | 身份证1."""
    by_number: dict[str, list[str]] = {}
    for who in named:
        by_number.setdefault(who[-1], []).append(who)
    found: dict[str, Matched] = {}
    for column, path in enumerate(header.paths):
        said = _NUMBERED.fullmatch(forms(path[-1])[0]) if column not in taken and path and forms(path[-1]) else None
        owners = by_number.get(_digit(said["number"]), ()) if said else ()
        if said and len(owners) == 1:
            base = next((one.target for one in known.known((said["rest"],)) if one.target in members), "")
            if base:
                found.setdefault(f"{owners[0]}.{base}", Matched(column, header.titles[column], How.PATH))
    return found


def _repeated(header: Header, imports: Import, known: Synonyms, members: Collection[str]) -> dict[str, Matched]:
    """The same titles for each person: 户主 | 家庭成员 | 关系 | 家庭成员 | 关系. Two lists side by side are none."""
    keys = [path_key(path) for path in header.paths]
    means = [{one.target for one in known.known(path)} & set(members) if path else set() for path in header.paths]
    names = [place for place, said in enumerate(means) if "name" in said and keys.count(keys[place]) > 1]
    starts = [place for place in names if keys[place] == keys[names[0]]]
    persons = {column.name for column in imports.columns if column.kind == "name" and column.group}
    before = header.paths[: starts[0]] if starts else ()
    if len(starts) > len(_NUMBERS) or not any(one.target in persons for path in before for one in known.known(path)):
        return {}  # nobody stands before them whose relatives they are
    found: dict[str, Matched] = {}
    for number, (start, end) in enumerate(pairwise([*starts, len(keys)]), start=1):
        for place in range(start, end):
            base = "name" if place == start else next(iter(sorted(means[place] - {"name"})), "")
            if not base or (number > 1 and keys[place] not in keys[starts[0] : starts[1]]):
                break  # what follows the last person is the household's
            found.setdefault(f"{_SOMEBODY}{number}.{base}", Matched(place, header.titles[place], How.PATH))
    return found if all(f"{_SOMEBODY}{n}.relation" in found for n in range(1, len(starts) + 1)) else {}


def _digit(number: str) -> str:
    return str(_NUMBERS.index(number) + 1) if number in _NUMBERS else number


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    who = "|".join(sorted((word.removesuffix(NEEDS_NUMBER) for word in words), key=len, reverse=True))
    number = rf"[1-9{_NUMBERS}]"
    return re.compile(rf"(?:户主)?的?(?P<who>{who})(?P<number>{number}|)的?(?P<rest>.*?)(?P<later>{number}|)")

"""Which fact each column of a table asks for, by its titles; what nobody can tell stays empty."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.sheets.template_layout import Layout, TemplateColumn
from desktop.sheets.titles import Synonyms, path_key
from desktop.standard.filling.forms_of import asked_form
from desktop.standard.filling.offers import OF_TABLE, Assigned, Source
from desktop.standard.importing.columns import STRANGER

_UNKEPT = "~"  # marks the pretended fact of a column that is never kept
_HEAD = re.compile(r"^(?:户主|户代表|家长|房主)(?:信息|情况|基本信息)?$")
_TOLD_HEAD = re.compile(r"^(.+?)[（(](?:户主|户代表)[)）]$")  # 姓名（户主）, 房主（户主）
_MEMBER = re.compile(
    r"^(?:家庭)?(?:成员|家属|人口|共同居住人|同住人)(?:信息|情况|基本情况)?[（(]?([一二三四五六七八九\d]{0,2})[)）]?(?:信息|情况)?$"
)
_MEMBER_TITLE = re.compile(r"^(?:家庭)?(?:成员|家属|同住人)[（(]?([一二三四五六七八九\d]{1,2})[)）]?[的]?(.+)$")
_DOOR_TITLE = re.compile(r"^门牌(?:号码?)?$")  # a whole door by itself; beside 楼号 and 单元号 what is left of it
_DIGITS = "零一二三四五六七八九"
# What may stand around a known title and changes nothing: 居民姓名, 现居住地址.
_PLAIN = (
    r"居民|人员|人口|住户|党员|本人|个人|人|现|常用|目前|实际|所在|家庭|户内|采集|登记|有效|基本|的|号|码|号码|名称|情况|信息|"
    r"填写|必填|全称|中文|姓名|文本|格式|数字|类型|[（(].*[)）]"
)
# Whom a table of persons is about: 受检人姓名, 学生身份证号. In a table of households they are others than the head.
_ROLES = r"受检|体检|申请|参保|领取|受访|被调查|被采集|(?:服务|走访|体检|调查)对象|老人|老年人|儿童|学生|幼儿|青年|妇女"
_AROUND, _AROUND_PERSON = re.compile(f"^(?:{_PLAIN})*$"), re.compile(f"^(?:{_ROLES}|{_PLAIN})*$")


@dataclass(frozen=True, slots=True)
class Guessed:
    """What every column (by its title) is filled with, and the titles of columns that are never kept."""

    mapping: Mapping[str, Assigned]
    unkept: tuple[str, ...]


def synonyms_of(source: Source) -> Synonyms:
    """The titles that rows of this kind answer to; what is offered goes before what is never kept."""
    of = {offer.name: offer.titles for offer in (*source.offers, *OF_TABLE) if offer.titles}
    known = {title for titles in of.values() for title in titles}
    return Synonyms({**of, **{_UNKEPT + title: (title,) for title in source.unkept if title not in known}})


def guess(layout: Layout, source: Source) -> Guessed:
    """What the titles say. A column that calculates itself is left to do so."""
    known = synonyms_of(source)
    seen: dict[str, int] = {}
    mapping: dict[str, Assigned] = {}
    unkept: list[str] = []
    for column in layout.columns:
        path = layout.header.paths[column.column]
        key = path_key(path)
        turn = seen[key] = seen.get(key, -1) + 1
        fact = _fact(path, known, source, turn=turn)
        if fact.startswith(_UNKEPT):
            unkept.append(column.title)
            fact = ""
        mapping[column.title] = assigned(source, column, "" if column.formula else fact)
    _tell_rooms(layout, source, mapping)
    return Guessed(mapping, tuple(unkept))


def _tell_rooms(layout: Layout, source: Source, mapping: dict[str, Assigned]) -> None:
    """门牌号 beside a column of the building asks for the room: the door would name the building twice."""
    facts = {one.fact for one in mapping.values()}
    if "building" not in facts or "room" in facts:
        return
    for column in layout.columns:
        last = layout.header.paths[column.column][-1:]
        if mapping[column.title].fact == "door" and _DOOR_TITLE.match(path_key(last)):
            mapping[column.title] = assigned(source, column, "room")


def assigned(source: Source, column: TemplateColumn, fact: str) -> Assigned:
    """A fact for a column in the form that the column asks for."""
    offer = source.offer(fact)
    return Assigned(fact, asked_form(offer, column)) if offer else Assigned()


def _fact(path: tuple[str, ...], known: Synonyms, source: Source, *, turn: int) -> str:
    """The name of the offer, "" for none; `turn` counts columns of the same title."""
    if found_head := _TOLD_HEAD.match(path[-1]):
        told = "姓名" if _HEAD.match(found_head[1]) else found_head[1]  # data
        prefix, path = "head.", (*path[:-1], told)
        rest = path
    else:
        prefix, rest = _whose(path, source, turn=turn)
    names = {offer.name for offer in source.offers}
    for tried in (path, *((rest,) if rest != path else ()), rest[-1:]):
        if not tried or (tried == rest[-1:] and _is_strange(rest[:-1])):
            continue
        found = [one.target for one in known.known(tried)]
        if found:
            return _prefixed(found, prefix, names)
    around = _AROUND if source.member_prefixes else _AROUND_PERSON
    return _prefixed(_contained(rest, known, around), prefix, names)


def _whose(path: tuple[str, ...], source: Source, *, turn: int) -> tuple[str, tuple[str, ...]]:
    """Whose fact a column asks for ("head.", "member2.", "") and its path without the words that say so."""
    prefixes = source.member_prefixes
    for at, part in enumerate(path[:-1]):
        rest = (*path[:at], *path[at + 1 :])
        if _HEAD.match(part):
            return "head.", rest
        if (found := _MEMBER.match(part)) and prefixes:
            return _member(prefixes, _number(found[1]) or turn + 1), rest
        if found:
            return "", rest
    if (found := _MEMBER_TITLE.match(path[-1])) and prefixes:
        return _member(prefixes, _number(found[1])), (*path[:-1], found[2])
    if prefixes and turn:
        return _member(prefixes, turn), path
    return "", path


def _member(prefixes: tuple[str, ...], number: int) -> str:
    return prefixes[number - 1] if 0 < number <= len(prefixes) else "?"


def _number(said: str) -> int:
    return _DIGITS.find(said) if said in _DIGITS and said else int(said) if said.isdigit() else 0


def _prefixed(found: list[str], prefix: str, names: set[str]) -> str:
    """The first of the offers found; a fact of the head or of a member where there is such a one."""
    for name in found:
        bare = name.rpartition(".")[2]
        if prefix and f"{prefix}{bare}" in names:
            return f"{prefix}{bare}"
    if prefix.startswith("member") or prefix == "?":
        return ""
    return next((name for name in found if not name.startswith("member")), "")


def _is_strange(groups: tuple[str, ...]) -> bool:
    return any(STRANGER.search(group) for group in groups)


def _contained(path: tuple[str, ...], known: Synonyms, around: re.Pattern[str]) -> list[str]:
    """Offers whose title stands in a longer one with harmless words around it."""
    if not path or _is_strange(path[:-1]):
        return []
    title = path_key(path[-1:])
    best: list[str] = []
    longest = 1
    for synonym, targets in known.index.items():
        if len(synonym) > longest and "/" not in synonym and synonym in title:
            before, _found, after = title.partition(synonym)
            if around.match(before) and around.match(after):
                best, longest = [one.target for one in targets], len(synonym)
    return best

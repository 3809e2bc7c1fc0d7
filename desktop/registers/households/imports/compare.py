"""What the file says against what the register holds: the values that would change, raw and in words."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from desktop import codes
from desktop.base.text import _
from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.known import KnownDoor, KnownHome, KnownPerson
from desktop.registers.households.imports.work import HomeWork, PersonWork
from desktop.standard.importing.plan import Difference
from desktop.values import citizen_id, days, phone
from desktop.values.partial_day import PartialDay

_TITLES = {
    "name": _("姓名"), "former_name": _("曾用名"), "sex": _("性别"), "born": _("出生日期"), "id_no": _("身份证号"),
    "employer": _("工作单位"), "occupation": _("职业"), "remark": _("备注"), "relation": _("与户主关系"),
    "number": _("户号"), "address": _("户籍地址"), "presence": _("人户状态"), "branch_name": _("所在党支部"),
    "joined_on": _("入党时间"), "tenure": _("房屋性质"), "area": _("面积"), "owner_name": _("产权人"),
    "phone": _("电话"), "head_name": _("户主"), "door": _("门牌"),
}  # fmt: skip
_KINDS = {"hukou.kind": _("户口类别"), "party.kind": _("党员类别"), "home.phone": _("住宅电话")}
_CODES = {
    "sex": "sex", "relation": "relation", "presence": "presence", "tenure": "tenure", "hukou.kind": "hukou_kind",
    "party.kind": "membership_kind",
}  # fmt: skip
_SILENT = frozenset({"id_type"})  # follows from the number beside it
_UNSURE = "unverified"  # never replaces a kind that somebody has confirmed


def compare_person(work: PersonWork, *, hukou_file: bool) -> list[Difference]:
    """Fill what changes for one recognised person; the differences in words."""
    claim, known = work.claim, work.known
    assert known is not None
    told: list[Difference] = []
    work.person = changed(claim.facts, known.own)
    if claim.name != known.name and claim.name != known.own["former_name"]:
        work.person["name"] = claim.name
    told += [_told(name, known.own.get(name), new) for name, new in work.person.items() if name not in _SILENT]
    if "name" in work.person:
        told = [_told("name", known.name, claim.name), *(one for one in told if one.field != "name")]
    work.phones = _phones(claim, known)
    rows = dict(known.phones)
    told += [
        Difference("phone", _TITLES["phone"], _masked(rows.get(row, "") if row else ""), _masked(number))
        for row, number in work.phones
    ]
    if not hukou_file and claim.relation and known.home is not None and claim.relation != known.relation:
        work.relation = claim.relation
        told.append(_told("relation", known.relation, claim.relation))
    work.hukou = changed(claim.hukou, known.hukou)
    told += [_told(name, known.hukou.get(name), new, part="hukou") for name, new in work.hukou.items()]
    work.party = _party(claim, known)
    told += [_told(name, known.party.get(name), new, part="party") for name, new in work.party.items()]
    return told


def fill_new(work: PersonWork) -> None:
    """Everything the file says of somebody new; asked when it is written, for there is nothing to compare."""
    claim = work.claim
    work.person = {"name": claim.name, **claim.facts}
    work.phones = [(None, number) for number in claim.phones]
    work.hukou = dict(claim.hukou)
    work.party = dict(claim.party or {})


def compare_home(work: HomeWork, home: Home, *, at: KnownDoor | None, known: KnownHome | None) -> list[Difference]:
    """Fill what changes for the door and the household."""
    work.dwelling = changed(home.dwelling, at.own if at else {})
    told = [_told(name, at.own.get(name) if at else None, new) for name, new in work.dwelling.items()]
    facts = {name: value for name, value in home.facts.items() if name != "head_name"}
    work.facts = changed(facts, known.own if known else {})
    told += [_told(name, known.own.get(name) if known else None, new, part="home") for name, new in work.facts.items()]
    return told


def changed(said: Mapping[str, Any], has: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ. A remark is added to what stands there, never put in its place."""
    found: dict[str, Any] = {}
    for name, new in said.items():
        old = has.get(name)
        if new == old or _vaguer(new, old):
            continue
        if name == "remark" and old:
            if new in old:
                continue
            found[name] = f"{old}；{new}"
        else:
            found[name] = new
    return found


def _vaguer(new: object, old: object) -> bool:
    """1965 says nothing against 1965-03-08."""
    if not (isinstance(new, PartialDay) and isinstance(old, PartialDay)):
        return False
    return not new.is_full and str(old).startswith(str(new))


def _phones(claim: Claim, known: KnownPerson) -> list[tuple[UUID | None, str]]:
    """New numbers: each takes the place of a number of the same kind that the file no longer has, or comes beside."""
    has = {number for _row, number in known.phones}
    new = [number for number in claim.phones if number not in has]
    old = [(row, number) for row, number in known.phones if number not in claim.phones]
    if any(number in has for number in claim.phones):
        old = []  # the file knows one of them: what else it knows is another one
    changes: list[tuple[UUID | None, str]] = []
    for number in new:
        place = next((one for one in old if phone.kind(one[1]) == phone.kind(number)), None)
        if place is not None:
            old.remove(place)
        changes.append((place[0] if place else None, number))
    return changes


def _party(claim: Claim, known: KnownPerson) -> dict[str, Any]:
    if claim.party is None:
        return {}
    found = changed(claim.party, known.party)
    if known.party and found.get("kind") == _UNSURE:
        del found["kind"]
    return found


def _told(name: str, old: Any, new: Any, *, part: str = "") -> Difference:
    title = _KINDS.get(f"{part}.{name}") or _TITLES.get(name, name)
    return Difference(name, title, words(name, old, part=part), words(name, new, part=part))


def words(name: str, value: Any, *, part: str = "") -> str:
    """A value as the check step shows it: codes by their label, numbers masked."""
    if value is None or value == "":
        return ""
    table = _CODES.get(f"{part}.{name}") or _CODES.get(name)
    if table is not None:
        return codes.label(table, value) if codes.is_valid(table, value) else str(value)
    if name == "id_no":
        return citizen_id.mask(value)
    if part == "home" and name == "phone":
        return _masked(value)
    if isinstance(value, PartialDay):
        return days.show(value)
    if name == "area":
        return f"{value / 100:g}"
    return str(value)


def _masked(number: str) -> str:
    return phone.mask(number) if number else ""


def first_words(differences: Iterable[Difference]) -> str:
    """The differences in one line: 电话 138****5678 → 139****5678."""
    return "；".join(f"{one.title} {one.old or '—'} → {one.new}" for one in differences)

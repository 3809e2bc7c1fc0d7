"""Who is to be the head of a household of the file; nobody under age unless the file says so."""

from collections.abc import Sequence
from datetime import date

from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.children import is_child
from desktop.registers.households.imports.claims import Claim
from desktop.registers.households.imports.persons import HEAD
from desktop.registers.households.imports.work import HomeWork, PersonWork

_CHILD = {"1": "20", "2": "30"}  # sex → 子 or 女 in GB/T 4761


def settle(work: HomeWork, works: list[PersonWork], reader: Reader) -> None:
    """Put `works` into the household with its head; what is doubtful about the head is told."""
    for one in works:
        one.settles = one.moves or (one.known.home if one.known else None) is None
    work.people = works
    known_head = work.known.own["head_id"] if work.known is not None else None
    if known_head is not None and work.home.from_hukou:
        return
    head = next((one for one in works if one.claim.head), None)
    if head is not None and is_child(head.claim, today=reader.today):
        _remind(head.claim, reader, _("户主“{name}”未满 18 岁，请核对"))
    elif head is None and work.known is not None:
        standing = next((one for one in works if one.known and one.known.id == known_head), None)
        if standing is not None:
            _relate(works, standing)
    elif head is None and not work.home.facts.get("head_name") and not any(one.claim.relation for one in works):
        head = _grown(works, today=reader.today)
        work.head_by_children = head is not None and _relate(works, head)
        if head is None and works:
            told = _("“{name}”未满 18 岁，没有作为户主，这一户暂时没有户主；导入后请在住户页面选定")
            _remind(works[0].claim, reader, told)
    if head is None or (head.known and work.known and head.known.id == known_head):
        return
    here = head.settles or (head.known is not None and head.known.home is work.known and work.known is not None)
    work.head = head if here else None


def _grown(works: Sequence[PersonWork], *, today: date) -> PersonWork | None:
    """The head where nobody is said to be: a parent of the household's children, else the first who is of age."""
    grown = [one for one in works if not is_child(one.claim, today=today)]
    parents = {name for one in works for name in one.claim.parents or ()}
    return next((one for one in grown if one.claim.name in parents), grown[0] if grown else None)


def _relate(works: Sequence[PersonWork], head: PersonWork) -> bool:
    """Write down whose children the new ones are, where the head is their parent; whether anybody is."""
    found = [one for one in works if one.known is None and head.claim.name in (one.claim.parents or ())]
    for one in found:
        one.claim.relation = _CHILD.get(one.claim.facts.get("sex", ""))
    if found and head.known is None:
        head.claim.relation = HEAD
    return bool(found)


def _remind(claim: Claim, reader: Reader, sentence: str) -> None:
    target = "head_name" if claim.who.part == 0 and "head_name" in reader.staged.mapping else "name"
    reader.remind(claim.who.at, target, sentence.format(name=claim.name))

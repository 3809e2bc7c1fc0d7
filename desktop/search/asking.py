"""Turning what somebody typed into questions for the index, the closest kind of match first."""

import re
from dataclasses import dataclass

from desktop.search.entries import (
    FULL,
    IDENTITY,
    INITIALS,
    INNER,
    KEY,
    LIVES,
    NAME,
    PHONE,
    PHONE_TAIL,
    PLACE,
    ROOM,
    identity_digest,
)
from desktop.search.folding import fold, is_han, squeeze
from desktop.search.ranking import Tier
from desktop.search.typed_doors import typed_door, without_room_word

_SEPARATORS = re.compile(r"[\s,，、;；/]+")
_RUNS = re.compile(r"[0-9]+x?|[a-z]+|[^0-9a-z]+")
_CODE = re.compile(r"(?![0-9]+x?$)(?=[a-z]*[0-9])[0-9a-z]*[a-z][0-9a-z]*")
_SPACED_NUMBER = re.compile(r"[0-9]+(?:[ -][0-9]+)+x?")
_ROAD_LENGTH = 4
"""A run of characters before a door at least this long is a place name and no person's: it is not searched for."""

_STEPS = (Tier.BEGINS, Tier.LIVES_THERE, Tier.LOOSE)
"""How far several terms widen at a time: each step reads the lists of all its terms, so there are few."""

_BEGINS = " *"

Atom = tuple[Tier, str]
Term = tuple[Atom, ...]
"""The ways in which one thing typed may be found; every term has one no wider than BEGINS."""


@dataclass(frozen=True, slots=True)
class Question:
    """Terms that must all be found; each says in which ways it may be, as full-text expressions by tier."""

    terms: tuple[Term, ...]
    is_door: bool = False

    def tiers(self) -> tuple[Tier, ...]:
        """The tiers to ask, closest first: those that a single term has, three wide steps for several terms."""
        return tuple(sorted({tier for tier, _atom in self.terms[0]})) if len(self.terms) == 1 else _STEPS

    def expression(self, tier: Tier) -> str:
        """The full-text expression of one tier.

        One term is asked tier by tier. Several widen together, so that a closer tier's hits come first.
        """
        if len(self.terms) == 1:
            return _any([atom for at, atom in self.terms[0] if at == tier])
        return " AND ".join(_any([atom for at, atom in term if at <= tier]) for term in self.terms)


def _any(atoms: list[str]) -> str:
    """Any of the atoms; a token asked for exactly is left out when its beginning is asked for as well."""
    needed = [atom for atom in atoms if atom + _BEGINS not in atoms]
    return needed[0] if len(needed) == 1 else "(" + " OR ".join(needed) + ")"


def quoted(token: str) -> str:
    """The expression for exactly this token."""
    return '"' + token.replace('"', '""') + '"'


def _begins(token: str) -> str:
    return quoted(token) + _BEGINS


def ask(text: str) -> tuple[Question, ...]:
    """The questions that a text stands for, the likeliest first; () when there is nothing to look for."""
    plain = fold(text).strip()
    numbers = _SPACED_NUMBER.fullmatch(plain)
    if numbers and len(squeeze(plain)) >= 11:  # 138 1234 5678: one number, not three
        plain = squeeze(plain)
    terms: list[Term] = []
    doors = 0
    for piece in filter(None, _SEPARATORS.split(plain)):
        door = typed_door(piece)
        if door is None:
            terms += _plain_terms(without_room_word(piece))
            continue
        doors += 1
        before, normal = door
        terms += [_term(before)] if 0 < len(squeeze(before)) < _ROAD_LENGTH else []
        terms.append(_door_term(normal))
    if not terms:
        return ()
    found = Question(tuple(terms), is_door=doors == len(terms))
    joined = squeeze(plain)
    # "lin tao ming" may be one name spelled with spaces, "第5小学" a name with a digit, "林 涛" one with a gap.
    is_one_name = len(terms) > 1 and not doors and (is_han(joined[0]) or joined.isalpha())
    return (Question((_term(joined),)), found) if is_one_name else (found,)


def _plain_terms(piece: str) -> list[Term]:
    """One term for a code such as k7f3, several for characters mixed with letters such as 林tm."""
    if _CODE.fullmatch(piece):
        atoms = ((Tier.EXACT, quoted(KEY + piece)), (Tier.BEGINS, _begins(PLACE + piece)))
        return [(*atoms, (Tier.TAIL, _begins(KEY + piece)))]
    return [_term(run) for run in _RUNS.findall(piece) if squeeze(run)]


def _term(run: str) -> Term:
    word = squeeze(run)
    if word[0].isdecimal() and word.isascii():
        return _number_term(word)
    if is_han(word[0]):
        return (
            (Tier.EXACT, quoted(NAME + word)),
            (Tier.BEGINS, _begins(NAME + word)),
            (Tier.MIDDLE, _begins(INNER + word)),
            (Tier.TAIL, _begins(KEY + word)),
        )
    if len(word) == 1:  # spellings and initials begin with the same letter: one list says it all
        return (Tier.BEGINS, _begins(FULL + word)), (Tier.TAIL, _begins(KEY + word))
    plain = word.replace("lyu", "lv")  # as passports write ü
    spelled = dict.fromkeys((plain, plain.replace("nyu", "nv")))  # 女 is written nyu there, and so is the end of 陈宇
    return tuple(atom for each in spelled for atom in _spelled_atoms(each))


def _spelled_atoms(word: str) -> Term:
    return (
        (Tier.EXACT, quoted(FULL + word)),
        (Tier.BEGINS, _begins(FULL + word)),
        (Tier.INITIALS, quoted(INITIALS + word)),
        (Tier.INITIALS_BEGIN, _begins(INITIALS + word)),
        (Tier.MIDDLE, _begins(INNER + word)),
        (Tier.TAIL, _begins(KEY + word)),
    )


def _number_term(word: str) -> Term:
    atoms: list[Atom] = [(Tier.EXACT, quoted(KEY + word)), (Tier.EXACT, quoted(PHONE + word))]
    if len(word) <= 4:
        atoms += [(Tier.EXACT, quoted(IDENTITY + word)), (Tier.EXACT, quoted(PHONE_TAIL + word))]
        atoms += [(Tier.BEGINS, quoted(PLACE + word)), (Tier.BEGINS, quoted(ROOM + word))]
        atoms += [(Tier.MIDDLE, _begins(PLACE + word + "-")), (Tier.TAIL, _begins(PHONE_TAIL + word))]
    else:
        atoms += [(Tier.EXACT, quoted(IDENTITY + identity_digest(word)))]
    return (*atoms, (Tier.TAIL, _begins(PHONE + word)), (Tier.LOOSE, _begins(KEY + word)))


def _door_term(door: str) -> Term:
    atoms: list[Atom] = [
        (Tier.EXACT, quoted(PLACE + door)),
        (Tier.BEGINS, _begins(PLACE + door + "-")),
        (Tier.LIVES_THERE, quoted(LIVES + door)),
        (Tier.LIVES_THERE, _begins(LIVES + door + "-")),
        (Tier.TAIL, _begins(PLACE + door)),
        (Tier.LOOSE, _begins(LIVES + door)),
        (Tier.LOOSE, quoted(KEY + squeeze(door))),
    ]
    building, _hyphen, room = door.partition("-")
    if room and "-" not in room:  # 3-501: the stairwell is often left out
        atoms.append((Tier.BEGINS, f"({_begins(PLACE + building + '-')} AND {quoted(ROOM + room)})"))
    return tuple(atoms)

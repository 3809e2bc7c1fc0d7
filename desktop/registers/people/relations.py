"""What everybody is to a new head of household, after the relations of GB/T 4761, and None where that must be asked."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

P = TypeVar("P", bound=Hashable)  # a person's id

ONESELF, HEAD = "01", "02"
MALE, FEMALE = "1", "2"  # GB/T 2261.1
SPOUSES = frozenset({"10", "11", "12"})
SONS = frozenset({"20", "21", "22", "23", "24", "25", "26", "29"})
DAUGHTERS = frozenset({"30", "31", "32", "33", "34", "35", "36", "39"})
CHILDREN = SONS | DAUGHTERS
ADOPTED = frozenset({"27", "37"})
SIBLINGS = frozenset({"70", "71", "73", "75", "77"})
THEIR_SPOUSES = {"71": "72", "73": "74", "75": "76", "77": "78"}
PARENTS = frozenset({"50", "51", "52"})
IN_LAWS = frozenset({"53", "54", "55", "56"})
OLD_OF_SON, OLD_OF_DAUGHTER = frozenset({"61", "62"}), frozenset({"63", "64"})
YOUNG_OF_SON, YOUNG_OF_DAUGHTER = frozenset({"41", "42"}), frozenset({"43", "44"})
GRANDCHILDREN = YOUNG_OF_SON | YOUNG_OF_DAUGHTER
OF_FATHERS_SIDE = frozenset({"61", "62", "66", "67", "81", "82", "83", "84", "89", "90", "91"})
OF_MOTHERS_SIDE = frozenset({"63", "64", "85", "86", "87", "88"})
ELDERS = OF_FATHERS_SIDE | OF_MOTHERS_SIDE | {"92"}  # the same to brothers and sisters
COUPLES = {"61": "62", "63": "64", "66": "67", "81": "82", "83": "84", "85": "86", "87": "88", "89": "90"}
UNRELATED = "99"
_COUPLE = {**COUPLES, **{other: one for one, other in COUPLES.items()}}

# Who is this to the head, asked the other way round: (for a man, for a woman, when the sex is not known).
_BACK: dict[str, tuple[str | None, str | None, str | None]] = {
    **dict.fromkeys(SPOUSES, ("11", "12", "10")),
    **dict.fromkeys(CHILDREN, ("51", "52", "50")),
    **dict.fromkeys(ADOPTED, ("57", "58", None)),
    **dict.fromkeys(PARENTS, ("20", "30", None)),
    **dict.fromkeys(("57", "58"), ("27", "37", None)),
    **dict.fromkeys(("53", "54"), (None, "38", "38")),
    **dict.fromkeys(("55", "56"), ("28", None, "28")),
    "28": ("55", "56", None),
    "38": ("53", "54", None),
    **dict.fromkeys(YOUNG_OF_SON, ("61", "62", "60")),
    **dict.fromkeys(YOUNG_OF_DAUGHTER, ("63", "64", "60")),
    "40": ("60", "60", "60"),
    **dict.fromkeys(("45", "46"), ("65", "65", "65")),
    **dict.fromkeys(OLD_OF_SON, ("41", "42", "40")),
    **dict.fromkeys(OLD_OF_DAUGHTER, ("43", "44", "40")),
    "60": ("40", "40", "40"),
    "65": ("46", "45", None),
    **dict.fromkeys(("66", "67"), ("47", "48", None)),
    **dict.fromkeys(("71", "75"), ("73", "77", "70")),
    **dict.fromkeys(("73", "77"), ("71", "75", "70")),
    "70": ("70", "70", "70"),
    **dict.fromkeys(("81", "82", "83", "84", "89", "90"), ("93", "94", None)),
    **dict.fromkeys(("85", "86", "87", "88"), ("95", "96", None)),
    **dict.fromkeys(("95", "96"), ("85", "88", None)),
    "91": ("91", "91", "91"),
    "92": ("92", "92", "92"),
    UNRELATED: (UNRELATED, UNRELATED, UNRELATED),
}


def inverse(code: str | None, sex: str | None) -> str | None:
    """What the head, of this sex, is to somebody whose relation to the head is `code`; None must be asked."""
    if code in (ONESELF, HEAD):
        return HEAD
    return _by_sex(sex, *_BACK.get(code or "", (None, None, None)))


def recompute(
    relations: Mapping[P, str | None], old_head: P, new_head: P, sexes: Mapping[P, str | None]
) -> dict[P, str | None]:
    """The relation of everybody to `new_head`, from their relations to `old_head`.

    `sexes` are codes of GB/T 2261.1; None for somebody means that the standard leaves more than one answer open, and
    a person has to be asked. An unchanged head changes nothing.
    """
    if old_head == new_head:
        return dict(relations)
    theirs = inverse(relations.get(new_head), sexes.get(old_head))
    found = {
        person: through(code, theirs, sex=sexes.get(person), head_sex=sexes.get(new_head), link_sex=sexes.get(old_head))
        for person, code in relations.items()
    }
    return found | {new_head: HEAD, old_head: theirs}


def through(
    code: str | None, link: str | None, *, sex: str | None, head_sex: str | None, link_sex: str | None = None
) -> str | None:
    """What somebody is to a head, being `code` to a third person who is `link` to that head; None must be asked.

    `sex` is the somebody's, `head_sex` the head's and `link_sex` the third person's.
    """
    if link in (ONESELF, HEAD):
        return code
    if code in (ONESELF, HEAD):
        return link
    if code is None or link is None:
        return None
    if UNRELATED in (code, link):
        return None if code == link else UNRELATED
    for group, answer in _THROUGH:
        if link in group:
            return answer(code, link, sex, head_sex, link_sex)
    return None


def compatible(one: str | None, other: str | None) -> bool:
    """Do two codes say the same, one perhaps less exactly (长子 and 子)? None contradicts nothing."""
    return one is None or other is None or one == other or _class(one) == _class(other)


def _class(code: str) -> str:
    narrow = {"2": CHILDREN | {"27", "37"}, "3": CHILDREN | {"27", "37"}}
    return "child" if code in narrow.get(code[0], ()) else code if code in ("28", "38") else code[0]


def _by_sex(sex: str | None, man: str | None, woman: str | None, unknown: str | None = None) -> str | None:
    return {MALE: man, FEMALE: woman}.get(sex or "", unknown)


Sex = str | None


def _spouse(code: str, _link: str, sex: Sex, head: Sex, _third: Sex) -> str | None:
    if code in CHILDREN | ADOPTED | GRANDCHILDREN | {"28", "38", "40", "45", "46", "47", "48"}:
        return code
    if code in PARENTS:
        return _by_sex(head, _by_sex(sex, "55", "56"), _by_sex(sex, "53", "54"))
    if code in IN_LAWS:
        return _by_sex(sex, "51", "52", "50")
    if code in OLD_OF_SON | OLD_OF_DAUGHTER | {"60"}:
        return "65"
    return {"65": "60", "66": "68", "67": "68"}.get(code)


def _child(code: str, link: str, sex: Sex, head: Sex, third: Sex) -> str | None:
    """The third person is a child of the head."""
    if code in PARENTS:
        return _by_sex(sex, "11", "12", "10")
    if code in SIBLINGS:
        return _by_sex(sex, "20", "30")
    if code in OLD_OF_SON:
        return _by_sex(head, _by_sex(sex, "51", "52", "50"), _by_sex(sex, "53", "54"))
    if code in OLD_OF_DAUGHTER:
        return _by_sex(head, _by_sex(sex, "55", "56"), _by_sex(sex, "51", "52", "50"))
    return _below(code, link, sex, head, third)


def _below(code: str, link: str, sex: Sex, _head: Sex, third: Sex) -> str | None:
    """Spouse and offspring of a child, own or adopted, and the offspring of a child's spouse."""
    son = link in SONS | {"27", "38"} or (link in ("20", "50") and third == MALE)
    if code in SPOUSES:
        return "38" if son else "28"
    if code in CHILDREN:
        return _by_sex(sex, "41", "42", "40") if son else _by_sex(sex, "43", "44", "40")
    if code in GRANDCHILDREN:
        return _by_sex(sex, "47", "48")
    return {"38": "45", "28": "46"}.get(code)


def _childs_spouse(code: str, link: str, sex: Sex, head: Sex, third: Sex) -> str | None:
    own_side, own_child = (("53", "54"), "20") if link == "38" else (("55", "56"), "30")
    if code in SPOUSES:
        return own_child
    if code in own_side:
        return _by_sex(sex, "11", "12", "10")
    return _below(code, link, sex, head, third) if code in CHILDREN else None


def _grandchild(code: str, link: str, sex: Sex, _head: Sex, _third: Sex) -> str | None:
    via_son = link in YOUNG_OF_SON
    if code in (OLD_OF_SON if via_son else OLD_OF_DAUGHTER):
        return _by_sex(sex, "11", "12", "10")
    if code in SPOUSES:
        return "45" if link in ("41", "43") else "46"
    if code in SIBLINGS:
        return _by_sex(sex, "41", "42", "40") if via_son else _by_sex(sex, "43", "44", "40")
    return _by_sex(sex, "47", "48") if code in CHILDREN else None


def _parent(code: str, link: str, sex: Sex, _head: Sex, _third: Sex) -> str | None:
    if code in SPOUSES:
        return _by_sex(sex, "51", "52", "50")
    if code in CHILDREN:
        return "70"
    if link == "51":
        younger = {"71": "81", "73": "83", "75": "90", "77": "90"}
        return _by_sex(sex, "61", "62", "60") if code in PARENTS else {**younger, "55": "63", "56": "64"}.get(code)
    if link == "52":
        kin = {"71": "85", "73": "85", "75": "88", "77": "88", "53": "61", "54": "62"}
        return _by_sex(sex, "63", "64", "60") if code in PARENTS else kin.get(code)
    return "60" if code in PARENTS else None


def _parent_in_law(code: str, link: str, sex: Sex, _head: Sex, _third: Sex) -> str | None:
    man, woman = ("53", "54") if link in ("53", "54") else ("55", "56")
    if code in SPOUSES:
        return _by_sex(sex, man, woman)
    return "65" if code in PARENTS else None


def _sibling(code: str, link: str, sex: Sex, _head: Sex, third: Sex) -> str | None:
    if code in PARENTS | ELDERS | {"60"}:
        return code
    if code in SIBLINGS:
        return "70"
    if code in SPOUSES:
        return THEIR_SPOUSES.get(link)
    if code in CHILDREN:
        brother = link in ("71", "73") or (link == "70" and third == MALE)
        sister = link in ("75", "77") or (link == "70" and third == FEMALE)
        return _by_sex(sex, "93", "94") if brother else _by_sex(sex, "95", "96") if sister else None
    return None


def _elder(code: str, link: str, _sex: Sex, _head: Sex, _third: Sex) -> str | None:
    """Of grandparents, uncles and aunts only the spouse is sure."""
    return _COUPLE.get(link, link) if code in SPOUSES and link not in ("91", "92") else None


_THROUGH = (
    (SPOUSES, _spouse),
    (CHILDREN, _child),
    (ADOPTED, _below),
    (frozenset({"28", "38"}), _childs_spouse),
    (GRANDCHILDREN, _grandchild),
    (PARENTS, _parent),
    (IN_LAWS, _parent_in_law),
    (SIBLINGS, _sibling),
    (ELDERS | {"60", "65", "68"}, _elder),
)

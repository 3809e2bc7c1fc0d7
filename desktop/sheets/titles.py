"""Column titles as people write them, and the synonym tables that they are compared with."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from desktop.sheets.clean import tidy

_DECORATION = re.compile(r"[\s*＊★☆※●▲:：。、,，\"“”'‘’]+")
_BRACKETS = re.compile(r"[（(【\[〔].*?[）)】\]〕]")
_BRACKET_SIGNS = re.compile(r"[（()）【】\[\]〔〕]")
_UNIT = re.compile(r"(?:㎡|m²|m2|平方米|平米|cm|%|％)$")
_ABOUT = re.compile(r"(?:基本)?(?:信息|情况|资料)$")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.．、]|[①-⑳])")


@lru_cache(maxsize=4096)
def forms(title: str) -> tuple[str, ...]:
    """What a title may mean, surest first: without decoration, then without what stands in brackets, then without unit.

    "面积（㎡）*" gives "面积㎡" and "面积"; "户主（姓名）" gives "户主姓名" and "户主". Empty without letters.
    """
    whole = _NUMBERING.sub("", _DECORATION.sub("", tidy(title))).lower()
    bare = _BRACKETS.sub("", whole)
    found = [_BRACKET_SIGNS.sub("", whole), _BRACKET_SIGNS.sub("", bare)]
    found += [_UNIT.sub("", form) for form in found]
    return tuple(dict.fromkeys(form for form in found if form))


def show(title: str) -> str:
    """A title for people: one line, without stars."""
    return re.sub(r"[*＊★※\s]+", "", tidy(title))


class Known(NamedTuple):
    """A target that a title names, and how usual that title is for it (0 the most)."""

    target: str
    place: int


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Which titles mean which target: `{"phone": ("联系电话", "手机", "户主/电话"), …}`, the usual title first.

    "组/列" means a title under a merged group. A title may serve several targets: the earlier target takes the first
    such column, the next target the second.
    """

    of: Mapping[str, Sequence[str]]
    index: dict[str, tuple[Known, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, tuple[Known, ...]] = {}
        for target, titles in self.of.items():
            for place, title in enumerate(titles):
                for key in dict.fromkeys((path_key(title.split("/")), path_key([title.replace("/", "")]))):
                    if all(known.target != target for known in index.get(key, ())):
                        index[key] = (*index.get(key, ()), Known(target, place))
        object.__setattr__(self, "index", index)

    def known(self, path: Sequence[str]) -> tuple[Known, ...]:
        """What the titles of `path`, from the group down to the column, name together; () when nothing."""
        for title in path_forms(path):
            if found := self.index.get(title):
                return found
        return ()


def path_parts(path: Sequence[str]) -> list[str]:
    """A title under its groups, each in its surest form; a group without what it says of itself: 户主信息 is 户主."""
    found = [forms(part)[0] for part in path if forms(part)]
    return [*(_ABOUT.sub("", group) or group for group in found[:-1]), *found[-1:]]


def path_key(path: Sequence[str]) -> str:
    """The comparable form of a title under its groups: "户主/姓名"."""
    return "/".join(path_parts(path))


def path_forms(path: Sequence[str]) -> list[str]:
    """Every comparable form of a title under its groups, surest first."""
    if len(path) == 1:
        return list(forms(path[0]))
    whole = path_key(path)
    short = "/".join(forms(part)[-1] for part in path if forms(part))
    return list(dict.fromkeys((whole, short, whole.replace("/", ""), short.replace("/", ""))))

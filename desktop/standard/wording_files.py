"""The wording that comes with the program: resources/forms/<form>.toml, what may stand in it, and how it is filled.

A file has, for each key, a short English word, its Chinese `label` and its `text` with {{names}} to be filled in. At
its top it says its `edition`, which changes whenever a text does, and `names` that every text may use beside
those that its shipped text names. A piece may say `blocks`: names that stand for a table or the signatures, each alone
on a line; and `choices`: the words of which its text is a list.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from desktop.base.errors import UserError
from desktop.base.text import _

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "forms"
_NAME = re.compile(r"\{\{([a-z_]+)\}\}")
_COMMA = "、"  # data


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a form: what it is called when it is changed, how it is shipped, and what it may name."""

    label: str
    text: str
    names: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    choices: tuple[str, ...] = ()


def has_wording(form: str) -> bool:
    """Whether the form has texts that may be settled."""
    return (FOLDER / f"{form}.toml").is_file()


@cache
def every_form() -> tuple[str, ...]:
    """The names of all forms that have such texts, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def shipped(form: str) -> Mapping[str, Piece]:
    """The wording that comes with the program. OSError or ValueError for a missing or damaged file: a fault of ours."""
    whole = _read(form)
    everywhere = frozenset(whole.get("names", ()))
    return {key: _piece(piece, everywhere) for key, piece in whole.items() if isinstance(piece, dict)}


def shipped_edition(form: str) -> str:
    """Which edition the program brings, such as 2026-01."""
    return str(_read(form)["edition"])


def names(text: str) -> frozenset[str]:
    """The names in braces within a text."""
    return frozenset(_NAME.findall(text))


def filled(text: str, **values: str) -> str:
    """The text with every {{name}} replaced. KeyError for a name that was not given: a fault of ours."""
    return _NAME.sub(lambda found: values[found[1]], text)


def chosen(text: str) -> tuple[str, ...]:
    """The words of a text that is a list."""
    return tuple(filter(None, map(str.strip, text.split(_COMMA))))


def as_list(words: tuple[str, ...]) -> str:
    """The other way round."""
    return _COMMA.join(words)


def check(piece: Piece, key: str, text: str) -> None:
    """UserError with one sentence when a text cannot be printed like this."""
    if stray := names(text) - piece.names:
        said = _braced(piece.names)
        use = _("可以用：{said}。").format(said=said) if said else _("这一项里没有可以替换的内容。")
        raise UserError(
            _("“{label}”里的 {stray} 没有内容可以替换，没有保存。").format(label=piece.label, stray=_braced(stray))
            + use,
            field=key,
        )
    alone = {found[1] for line in text.splitlines() if (found := _NAME.fullmatch(line.strip()))}
    crowded = {one for one in piece.blocks & names(text) if _within(text, one)}
    if crowded:
        raise UserError(
            _("“{label}”里的 {names} 要印成一块内容，请让它单独占一行，没有保存。").format(
                label=piece.label, names=_braced(crowded)
            ),
            field=key,
        )
    if lost := piece.blocks - alone:
        raise UserError(
            _("“{label}”里少了 {names}，纸上就没有这一块，没有保存。请单独写一行补上。").format(
                label=piece.label, names=_braced(lost)
            ),
            field=key,
        )
    if piece.choices and (not chosen(text) or set(chosen(text)) - set(piece.choices)):
        raise UserError(
            _("“{label}”从这些里选，用顿号隔开：{choices}。没有保存。").format(
                label=piece.label, choices=as_list(piece.choices)
            ),
            field=key,
        )


def fits(piece: Piece, text: object) -> bool:
    """Whether a text that came from elsewhere can be printed."""
    if not isinstance(text, str) or not text.strip():
        return False
    try:
        check(piece, "", text)
    except UserError:
        return False
    return True


@cache
def _read(form: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{form}.toml").read_text("utf-8"))


def _piece(said: Mapping[str, Any], everywhere: frozenset[str]) -> Piece:
    text = str(said["text"]).strip()
    more, blocks, choices = (tuple(map(str, said.get(key, ()))) for key in ("names", "blocks", "choices"))
    return Piece(str(said["label"]), text, names(text) | everywhere | frozenset(more), frozenset(blocks), choices)


def _within(text: str, name: str) -> bool:
    """Whether the name of a block shares a line with other words."""
    braced = _braced({name})
    return any(braced in line and line.strip() != braced for line in text.splitlines())


def _braced(found: frozenset[str] | set[str]) -> str:
    return _COMMA.join(f"{{{{{name}}}}}" for name in sorted(found))

"""The wording of printed forms: shipped in resources/forms, replaced key by key by what a unit has settled for itself.

A file of wording is TOML: for each key, a short English word, its Chinese `label` and its `text` with {{names}} to be
filled in.
The county may publish a wording of its own: it arrives as the unit setting `wording.<form>`, a JSON object of the same
keys; what it leaves out stays as shipped.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard import unit_settings

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "forms"
_NAME = re.compile(r"\{\{([a-z_]+)\}\}")
_SETTING = "wording."


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a form: what it is called when it is changed, and how it is shipped."""

    label: str
    text: str


def has_wording(form: str) -> bool:
    """Whether the form has texts that a unit may settle for itself."""
    return (_FOLDER / f"{form}.toml").is_file()


@cache
def shipped(form: str) -> Mapping[str, Piece]:
    """The wording that comes with the program. OSError or ValueError for a missing or damaged file: a fault of ours."""
    found = tomllib.loads((_FOLDER / f"{form}.toml").read_text("utf-8"))
    return {key: Piece(piece["label"], piece["text"].strip()) for key, piece in found.items()}


def of_unit(session: Session, unit_id: UUID, form: str) -> Mapping[str, str]:
    """The wording of a form in a unit.

    A settled text that is empty, or names in braces what no shipped text of the form names, is left aside: a form
    without its words, or with braces on it, helps nobody.
    """
    usual = {key: piece.text for key, piece in shipped(form).items()}
    settled = unit_settings.get(session, unit_id, _SETTING + form)
    if not isinstance(settled, dict):
        return usual
    known = frozenset[str]().union(*map(names, usual.values()))
    kept = {
        key: text.strip()
        for key, text in settled.items()
        if key in usual and isinstance(text, str) and text.strip() and names(text) <= known
    }
    return {**usual, **kept}


def settle(session: Session, actor: Actor, form: str, *, texts: Mapping[str, str]) -> None:
    """Settle texts for the actor's unit; what is empty, or is as shipped, goes back to the shipped one.

    UserError for a name in braces that the form does not know.
    """
    usual = shipped(form)
    known = frozenset[str]().union(*(names(piece.text) for piece in usual.values()))
    for key, text in texts.items():
        if stray := names(text) - known:
            said = "、".join(f"{{{{{name}}}}}" for name in sorted(known))
            raise UserError(
                _("“{label}”里的 {stray} 没有内容可以替换，没有保存。可以用：{said}。").format(
                    label=usual[key].label, stray="、".join(f"{{{{{name}}}}}" for name in sorted(stray)), said=said
                ),
                field=key,
            )
    own = {key: text.strip() for key, text in texts.items() if text.strip() not in {"", usual[key].text}}
    unit_settings.put(session, actor, _SETTING + form, value=own or None)


def names(text: str) -> frozenset[str]:
    """The names in braces within a text."""
    return frozenset(_NAME.findall(text))


def filled(text: str, **values: str) -> str:
    """The text with every {{name}} replaced. KeyError for a name that was not given: a fault of ours."""
    return _NAME.sub(lambda found: values[found[1]], text)

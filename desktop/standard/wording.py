"""The wording of printed forms: shipped in resources/forms, replaced key by key by what a unit has settled for itself.

A file of wording is flat TOML: keys are short English words, values are Chinese text with {{names}} to be filled in.
The county may publish a wording of its own: it arrives as the unit setting `wording.<form>`, a JSON object of the same
keys; what it leaves out stays as shipped.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.standard import unit_settings

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "forms"
_NAME = re.compile(r"\{\{([a-z_]+)\}\}")
_SETTING = "wording."


@cache
def shipped(form: str) -> Mapping[str, str]:
    """The wording that comes with the program. OSError or ValueError for a missing or damaged file: a fault of ours."""
    found = tomllib.loads((_FOLDER / f"{form}.toml").read_text("utf-8"))
    return {key: str(value).strip() for key, value in found.items()}


def of_unit(session: Session, unit_id: UUID, form: str) -> Mapping[str, str]:
    """The wording of a form in a unit.

    A settled text that is empty, or names in braces what no shipped text of the form names, is left aside: a form
    without its words, or with braces on it, helps nobody.
    """
    usual = shipped(form)
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


def names(text: str) -> frozenset[str]:
    """The names in braces within a text."""
    return frozenset(_NAME.findall(text))


def filled(text: str, **values: str) -> str:
    """The text with every {{name}} replaced. KeyError for a name that was not given: a fault of ours."""
    return _NAME.sub(lambda found: values[found[1]], text)

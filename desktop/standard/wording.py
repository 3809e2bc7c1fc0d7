"""The wording of printed forms: what is in force for a unit, and settling another version of it.

What is shipped stands in resources/forms (wording_files); a county, or a unit that has none above it, replaces it key
by key with versions (wording_versions). What a version leaves out stays as shipped.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard import wording_versions
from desktop.standard.wording_files import Piece, check, filled, fits, has_wording, names, shipped, shipped_edition
from desktop.standard.wording_versions import PERMISSION, Version

__all__ = ["PERMISSION", "Piece", "Version", "filled", "has_wording", "names", "shipped"]

_TRIED = "wording"  # what a preview tries lies under this name in its session


def of_unit(session: Session, unit_id: UUID, form: str) -> Mapping[str, str]:
    """The wording of a form in a unit.

    A settled text that is empty, or that cannot be printed, is left aside: a form without its words, or with braces on
    it, helps nobody.
    """
    pieces = shipped(form)
    usual = {key: piece.text for key, piece in pieces.items()}
    tried = session.info.get(_TRIED, {}).get(form)
    version = None if tried is not None else wording_versions.current(session, unit_id, form)
    settled = tried if tried is not None else (version.texts if version else {})
    return {**usual, **{key: settled[key].strip() for key, piece in pieces.items() if fits(piece, settled.get(key))}}


def edition(session: Session, unit_id: UUID, form: str, *, on: date | None = None) -> str:
    """What the wording in force (on a day) is called: of a version its name, else the edition that is shipped."""
    version = wording_versions.current(session, unit_id, form, on=on)
    return version.name if version is not None and version.texts else shipped_edition(form)


def try_out(session: Session, form: str, texts: Mapping[str, str]) -> None:
    """Let this session read the form with these texts, for a preview. UserError for a text that cannot be printed."""
    checked(form, texts)
    session.info.setdefault(_TRIED, {})[form] = dict(texts)


def settle(session: Session, actor: Actor, form: str, *, texts: Mapping[str, str]) -> None:
    """Settle texts for the actor's unit as a new version; what is empty, or is as shipped, is the shipped one again.

    Keys that `texts` leaves out stay as they stand. UserError for a text that cannot be printed, and where a unit above
    has settled the wording: then it is not for this one to change.
    """
    actor.require(PERMISSION, actor.unit_id)
    checked(form, texts)
    standing = wording_versions.current(session, actor.unit_id, form)
    if standing is not None and standing.unit_id != actor.unit_id:
        raise UserError(
            _("这张表的文字由{unit}统一发布（{name} 版），这里不能改，没有保存。需要改的请向上级提出。").format(
                unit=standing.unit or _("上级"), name=standing.name
            )
        )
    pieces, before = shipped(form), dict(standing.texts) if standing else {}
    after = {key: text.strip() for key, text in {**before, **texts}.items() if key in pieces}
    after = {key: text for key, text in after.items() if text not in {"", pieces[key].text}}
    if after != before:
        wording_versions.add(session, actor.unit_id, form, texts=after, by_name=actor.name)


def go_back(session: Session, actor: Actor, form: str, *, to: UUID | None) -> None:
    """Settle the texts of an earlier version anew; None the shipped ones. History goes on, nothing is taken out."""
    past = {one.id: one for one in wording_versions.history(session, actor.unit_id, form)}
    texts = {key: str(text) for key, text in past[to].texts.items()} if to is not None else {}
    settle(session, actor, form, texts={**dict.fromkeys(shipped(form), ""), **texts})


def checked(form: str, texts: Mapping[str, str]) -> None:
    """UserError for the first text that cannot be printed; an empty one is the shipped one."""
    pieces = shipped(form)
    for key, text in texts.items():
        if text.strip():
            check(pieces[key], key, text)

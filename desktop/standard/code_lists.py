"""Values that a county adds to code lists: versions as of wording, published down, put behind the shipped values."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard import wording_versions
from desktop.standard.wording_versions import PERMISSION, Version

FORM = "codes"  # the name under which the versions of all lists lie beside those of forms
COUNTY = "county"
LONGEST, MOST = 16, 40  # characters of a value, values of a list


def of_unit(session: Session, unit_id: UUID) -> Mapping[str, tuple[str, ...]]:
    """What was added to each list, as it is in force in a unit."""
    version = current(session, unit_id)
    said = version.texts if version is not None else {}
    return {table: tuple(str(text).splitlines()) for table, text in said.items()}


def current(session: Session, unit_id: UUID) -> Version | None:
    """The version in force; None where nothing was ever added."""
    return wording_versions.current(session, unit_id, FORM)


def load(session: Session, unit_id: UUID) -> None:
    """Let pickers, lists and imports of this process know them."""
    codes.grow(of_unit(session, unit_id))


def settle(session: Session, actor: Actor, added: Mapping[str, Sequence[str]]) -> None:
    """Settle what is added to these lists as a new version; nothing is written when it is as it stands.

    Lists that `added` leaves out stay. UserError for a value that is too long, or that the list has already, and for
    anybody but the county: it publishes one list for all.
    """
    actor.require(PERMISSION, actor.unit_id)
    if actor.level != COUNTY:
        raise UserError(_("代码表由县里统一补充，这里不能改，没有保存。需要补充的请向县里提出。"))
    before = dict(of_unit(session, actor.unit_id))
    after = {**before, **{table: _checked(table, words) for table, words in added.items()}}
    after = {table: words for table, words in after.items() if words}
    if after != before:
        texts = {table: "\n".join(words) for table, words in after.items()}
        wording_versions.add(session, actor.unit_id, FORM, texts=texts, by_name=actor.name)


def _checked(table: str, words: Sequence[str]) -> tuple[str, ...]:
    if table not in codes.growing():
        raise KeyError(table)
    title, known, found = codes.title(table), set(codes.shipped(table)), list[str]()
    for word in filter(None, (one.strip() for one in words)):
        if len(word) > LONGEST:
            said = _("“{title}”里的“{word}”太长，没有保存。每一项最多 {n} 个字。")
            raise UserError(said.format(title=title, word=word, n=LONGEST), field=table)
        if word in known:
            raise UserError(_("“{title}”里已经有“{word}”，没有保存。").format(title=title, word=word), field=table)
        known.add(word)
        found.append(word)
    if len(found) > MOST:
        raise UserError(_("“{title}”补充得太多，没有保存。最多 {n} 项。").format(title=title, n=MOST), field=table)
    return tuple(found)

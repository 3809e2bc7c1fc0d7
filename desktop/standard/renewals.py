"""The renewal of a signed paper that ends before its term: it goes on unless somebody says otherwise."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.base.text import _
from desktop.standard.consequences import Choice, answer

KEY = "renewal"


class Signed(Protocol):
    """An agreement or a contract."""

    number: Any
    starts_on: Any
    signed_on: Any
    terminated_on: Any


def asked_of(
    session: Session, kind: Any, record_id: UUID, *, title: str, picked: Mapping[str, str]
) -> tuple[Any, tuple[Choice, ...]]:
    """The record of `kind` that goes on from this one, signed or not, and the question about it where it stands."""
    newer = session.scalars(select(kind).where(kind.renews_id == record_id, kind.alive)).first()
    if newer is None or newer.signed_on is None or newer.terminated_on is not None:
        return newer, ()
    options = (("keep", _("保留")), ("end", _("一起终止")))
    return newer, (Choice(KEY, title, options, "keep").answered(picked),)


def ends_too(asked: tuple[Choice, ...]) -> bool:
    """Was it said that it ends too?"""
    return answer(asked, KEY) == "end"


def done(newer: Signed, asked: tuple[Choice, ...]) -> str:
    """What became of it, behind the sentence that says what ended; "" where nothing was asked."""
    if not asked:
        return ""
    said = _("；续签的 {number} 一起终止") if ends_too(asked) else _("；续签的 {number} 仍然有效")
    return said.format(number=newer.number)


def told(newer: Signed | None) -> str:
    """The sentence about a draft that nobody signed yet; "" for any other."""
    if newer is None or newer.signed_on is not None:
        return ""
    return _("续签的草稿 {number} 还没有签订，不用了可以删除。").format(number=newer.number)


def first_day(newer: Signed) -> date:
    """The day on which a renewal ends that is not to begin: its first, or that of the signature if that came later."""
    found: date = max(newer.starts_on, newer.signed_on)
    return found

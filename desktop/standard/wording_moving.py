"""Moves what units had settled before there were versions, one setting a form, into a first version each."""

import json
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.standard import wording_versions
from desktop.standard.unit_settings import UnitSetting
from desktop.store.session import Store

_SETTING = "wording."


def waiting(session: Session) -> tuple[UUID, ...]:
    """The settings that are still to be moved."""
    query = select(UnitSetting.id).where(UnitSetting.key.startswith(_SETTING), UnitSetting.alive)
    return tuple(session.scalars(query.order_by(UnitSetting.id)))


def move(store: Store, actor: Actor) -> None:
    """Move them in one transaction; nothing is written when there are none. A kill leaves them where they were."""
    with store.read() as session:
        ids = waiting(session)
    if not ids:
        return
    with store.write(actor.id, "wording.move") as session:
        for key in ids:
            _move(session, session.get_one(UnitSetting, key))


def _move(session: Session, setting: UnitSetting) -> None:
    said = json.loads(setting.value)
    texts = said if isinstance(said, dict) else {}
    name = str(texts.pop("version", "")).strip()  # a notice was called by what people typed for its version
    form = setting.key.removeprefix(_SETTING)
    wording_versions.add(session, setting.unit_id, form, texts=texts, by_name=_("升级时转入"), name=name)
    setting.alive = False
    session.flush()

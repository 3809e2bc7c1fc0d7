"""Keeping the pages of a paper in the moment it is signed, so that printing it again gives back those very pages."""

import io
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.spec import Form
from desktop.standard import wording
from desktop.store import attachments
from desktop.store.attachments import Attachment


def seal(session: Session, actor: Actor, form: Form, *, register: str, record_id: UUID, title: str) -> Attachment:
    """Draw the form of one record as it now stands, log it as a print, and keep its bytes with the record."""
    from desktop.standard import paper  # late: the PDF library waits for the first paper

    job = paper.enter(session, actor, paper.fresh(session, actor, form, ids=(record_id,), at=session.info["deed"].at))
    out = io.BytesIO()
    paper.draw(job, out)
    edition = wording.edition(session, actor.unit_id, form.name) if wording.has_wording(form.name) else None
    return attachments.attach(
        session, actor.unit_id, out.getvalue(), register=register, record_id=record_id, title=title, kind=form.name,
        wording=edition,
    )  # fmt: skip

"""红色合伙人合伙协议: the text of the county with the terms of one agreement, after GB/T 9704, in three copies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing import official
from desktop.printing.blocks import Block, Column, Signatures, Spacer, Table
from desktop.registers.organisations.model import Organisation
from desktop.registers.partners.forms.declared import AGREEMENT
from desktop.registers.partners.model import Agreement, AgreementItem, Partner
from desktop.registers.partners.queries.standing import FORM
from desktop.registers.partners.service import agreements
from desktop.registers.people.model import Person
from desktop.standard import signing, wording
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.values import citizen_id

COPIES = (_("第一份　甲方存"), _("第二份　乙方存"), _("第三份　社区党组织存"))
_COLUMNS: Mapping[str, tuple[str, Column]] = {
    _("服务类别"): ("kind", Column(_("服务类别"), 27)),
    _("服务内容"): ("content", Column(_("服务内容"), weight=2, align="left")),
    _("频次"): ("frequency", Column(_("频次"), 24)),
    _("服务对象"): ("target", Column(_("服务对象"), 24)),
    _("优惠"): ("discount", Column(_("优惠"), 24)),
}
_BLANK = "＿＿＿＿＿＿"


@dataclass(frozen=True, slots=True)
class Service:
    """One line of the table of services, in words."""

    kind: str
    content: str
    frequency: str
    target: str
    discount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSheet(Subject):
    """One copy: its text with every name filled in but those of blocks."""

    title: str
    text: str
    columns: tuple[str, ...]
    services: tuple[Service, ...]


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[AgreementSheet]:
    """Three copies of each agreement among `ids`, as its terms now stand."""
    query = (
        select(Agreement, Partner)
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(Agreement.id.in_(ids), Agreement.alive, visible(Agreement, actor))
        .order_by(Agreement.number)
    )
    return [sheet for one, partner in session.execute(query) for sheet in _copies(session, one, partner)]


def _copies(session: Session, agreement: Agreement, partner: Partner) -> list[AgreementSheet]:
    words = wording.of_unit(session, agreement.unit_id, FORM)
    kept = {"services": "{{services}}", "signatures": "{{signatures}}"}
    text = wording.filled(words["body"], **_values(session, agreement, partner), **kept)
    services = tuple(_service(item) for item in agreements.items(session, agreement.id))
    wanted = tuple(title for title in words["columns"].split("、") if title in _COLUMNS) or tuple(_COLUMNS)  # data
    # One that a roster brought was signed on paper long ago: its words are not held here.
    again = _("　补打件，以纸质原件为准") if agreement.signed_on and not agreement.purpose else ""
    return [
        AgreementSheet(
            unit_id=agreement.unit_id, title=words["title"], text=text, columns=wanted, services=services,
            headline=_("{copy}　{number}").format(copy=copy, number=agreement.number) + again,
        )
        for copy in COPIES
    ]  # fmt: skip


def _values(session: Session, agreement: Agreement, partner: Partner) -> dict[str, str]:
    organisation = session.get(Organisation, partner.organisation_id) if partner.organisation_id else None
    said = {
        "number": agreement.number,
        "party_a": agreement.party_a,
        "party_b": partner.name,
        "kind": codes.label("partner_kind", partner.kind),
        "identity": _identity(session, partner, organisation),
        "address": organisation.address if organisation else "",
        "head": partner.contact_name or (organisation.head_name if organisation else partner.name),
        "phone": partner.phone or (organisation.phone if organisation else ""),
        "starts": long_day(agreement.starts_on),
        "ends": long_day(agreement.ends_on),
        "purpose": agreement.purpose,
        "support": agreement.support,
        "duties": agreement.duties,
    }
    return {name: text or _BLANK for name, text in said.items()}


def _identity(session: Session, partner: Partner, organisation: Organisation | None) -> str:
    """The code of an organisation; of a resident the last four digits only, the rest is written by hand."""
    if organisation is not None:
        return organisation.uscc or organisation.other_no
    person = session.get(Person, partner.person_id) if partner.person_id else None
    return _("末四位 {tail}").format(tail=citizen_id.tail(person.id_no)) if person and person.id_no else ""


def _service(item: AgreementItem) -> Service:
    kind = codes.label("service_class", item.kind)
    return Service(kind, item.content, item.frequency, item.target, item.discount)


def draw(sheet: AgreementSheet) -> Sequence[Block]:
    """The title and the body; the table and the signatures stand where the text says."""
    named = [_COLUMNS[title] for title in sheet.columns]
    rows = [[getattr(service, name) for name, _column in named] for service in sheet.services]
    table = Table(tuple(column for _name, column in named), rows, min_rows=1, size=12, row_mm=10)
    blocks: Mapping[str, Sequence[Block]] = {
        "services": (Spacer(2), table, Spacer(2)),
        "signatures": (Spacer(8), Signatures((_("甲方（签章）"), _("乙方（签章）")), size=14)),
    }
    return [official.title(sheet.title), *official.body(sheet.text, blocks)]


def sign(session: Session, actor: Actor, agreement_id: UUID, *, on: date) -> None:
    """签订, and keep the very pages that both sides sign."""
    signed = agreements.sign(session, actor, agreement_id, on=on)
    title = _("合伙协议 {number}").format(number=signed.number)
    signing.seal(session, actor, AGREEMENT, register="agreements", record_id=agreement_id, title=title)

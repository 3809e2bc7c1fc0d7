"""场所换服务协议: the county's text with the terms of one contract, both annexes, after GB/T 9704, in three copies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.printing import official
from desktop.printing.blocks import Block, Column, PageBreak, Signatures, Spacer, Table
from desktop.registers.venues.forms import annexes, facts
from desktop.registers.venues.forms.annexes import HandOver, ServicePlan
from desktop.registers.venues.forms.declared import AGREEMENT
from desktop.registers.venues.service import contracts
from desktop.standard import signing, wording
from desktop.standard.subject import Subject
from desktop.standard.wording_files import chosen

NAME = "venue-agreement"
COPIES = (_("第一份　甲方存"), _("第二份　乙方存"), _("第三份　见证方存"))
_COLUMNS: Mapping[str, tuple[int, Column]] = {
    _("服务类别"): (0, Column(_("服务类别"), 26)),
    _("服务内容"): (1, Column(_("服务内容"), weight=1.6, align="left")),
    _("次数时长"): (2, Column(_("次数时长"), 30)),
    _("折算单价"): (3, Column(_("折算单价"), 33)),
    _("居民优惠"): (4, Column(_("居民优惠"), 26)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSheet(Subject):
    """One copy: its text with every name filled in but those of blocks, and its annexes."""

    title: str
    text: str
    columns: tuple[str, ...]
    services: tuple[tuple[str, ...], ...]
    hand_over: HandOver
    plan: ServicePlan


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[AgreementSheet]:
    """Three copies of each contract among `ids`, as its terms now stand."""
    made = []
    for one in facts.of_contracts(session, actor, ids):
        words = wording.of_unit(session, one.contract.unit_id, NAME)
        kept = {name: f"{{{{{name}}}}}" for name in ("services", "signatures")}
        text = wording.filled(words["body"], **facts.values(session, one), **kept)
        made += [
            AgreementSheet(
                unit_id=one.contract.unit_id, title=words["title"], text=text, columns=chosen(words["columns"]),
                services=tuple(facts.service_line(service) for service in one.services),
                hand_over=annexes.hand_over(one), plan=annexes.plan(one, one.contract.starts_on),
                headline=_("{copy}　{number}").format(copy=copy, number=one.contract.number),
            )
            for copy in COPIES
        ]  # fmt: skip
    return made


def draw(sheet: AgreementSheet) -> Sequence[Block]:
    """The title and the body; the table and the signatures stand where the text says; each annex on its own page."""
    named = [_COLUMNS[title] for title in sheet.columns]
    rows = [[service[at] for at, _column in named] for service in sheet.services]
    table = Table(tuple(column for _at, column in named), rows, min_rows=1, size=12, row_mm=10)
    parties, witness = (_("甲方（签章）"), _("乙方（签章）")), (_("见证方（签章）"),)
    blocks: Mapping[str, Sequence[Block]] = {
        "services": (Spacer(2), table, Spacer(2)),
        "signatures": (Spacer(8), Signatures(parties, size=14), Spacer(6), Signatures(witness, size=14)),
    }
    return [
        official.title(sheet.title), *official.body(sheet.text, blocks),
        PageBreak(), *annexes.draw_hand_over(sheet.hand_over),
        PageBreak(), *annexes.draw_plan(sheet.plan),
    ]  # fmt: skip


def sign(session: Session, actor: Actor, contract_id: UUID, *, on: date) -> None:
    """签订, and keep the very pages that the parties sign."""
    signed = contracts.sign(session, actor, contract_id, on=on)
    title = _("场所换服务协议 {number}").format(number=signed.number)
    signing.seal(session, actor, AGREEMENT, register="venue_contracts", record_id=contract_id, title=title)

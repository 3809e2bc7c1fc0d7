"""登记单: the one-time code of a unit with the steps, to be handed over like a key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Field, Fields, Heading, Note, Paragraph, Run, Signatures, Spacer, Title
from desktop.registers.branches.model import Branch
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

_BLANK = "________"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip(Subject):
    """For one unit: `enrols` is the code, until when it is good, where the server is, the fingerprint to compare."""

    unit: str
    role: str
    note: str
    day: str
    enrols: str  # `code` is the paper's own
    until: str
    server: str
    words: str


def collect(
    session: Session,
    actor: Actor,
    ids: Sequence[UUID],
    *,
    today: date,
    code: str = "",
    until: str = "",
    server: str = "",
    words: str = "",
    role: str = "",
    note: str = "",
) -> Sequence[Slip]:
    """A slip for each unit among `ids`. The code is given by whoever has just made it; without one there are blanks."""
    query = select(Branch).where(Branch.id.in_(ids), visible(Branch, actor)).order_by(Branch.name_sort)
    return [
        Slip(
            unit_id=actor.unit_id, unit=" ".join(filter(None, (*one.place.split("/"), one.name))),
            role=codes.label("role", role) if role else _BLANK, note=note, day=long_day(today), enrols=code or _BLANK,
            until=until or _BLANK, server=server or _BLANK, words=words or _BLANK,
        )
        for one in session.scalars(query)
    ]  # fmt: skip


def draw(sheet: Slip) -> Sequence[Block]:
    """The code large, then what to do with it."""
    return [
        Title(_("电脑登记单")),
        Fields(
            (
                Field(_("单位"), sheet.unit, span=2), Field(_("角色"), sheet.role), Field(_("给谁用"), sheet.note),
                Field(_("有效到"), sheet.until), Field(_("发出日期"), sheet.day),
                Field(_("服务器网址"), sheet.server, span=2),
            ),
            size=12, line_mm=10,
        ),
        Heading(_("登记码"), size=14),
        Paragraph((Run(sheet.enrols, "sans-bold"),), size=26, align="center", indent=0, leading=1.7),
        Heading(_("指纹六个词"), size=14),
        Paragraph((Run(sheet.words, "sans-bold"),), size=16, align="center", indent=0),
        Heading(_("怎么用"), size=14),
        _said(_("1. 打开“数据交换”，点“登记到县里…”，先做备份。")),
        _said(_("2. 填登记码和服务器网址，点“登记这台电脑”。")),
        _said(_("3. 按 F12 锁屏，重新登录，再做第一次交换。")),
        Heading(_("请注意"), size=14),
        _said(_("登记码只能用一次，只给上面的单位用。当面交接，不拍照，不在微信里转发；用过以后请撕毁。")),
        _said(_("丢失了请马上告诉县里，县里会作废它。有疑问时打电话核对指纹六个词，一致才是本县的服务器。")),
        Spacer(3),
        Signatures((_("交付人"), _("领取人")), size=12),
        Note(_("本单不在打印队列里保留。")),
    ]  # fmt: skip


def _said(text: str) -> Paragraph:
    return Paragraph(text, face="sans", size=12, indent=0, leading=1.5)

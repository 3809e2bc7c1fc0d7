"""The recovery sheet: what opens the data when every password is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.printing.blocks import Block, Field, Fields, Heading, Note, Paragraph, Qr, Run, Signatures, Spacer, Title
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

_A_LINE = 4  # groups of the code in one line
_BLANK = "____"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet(Subject):
    """One of the two copies. `groups` are the eight groups of the code; it is kept nowhere but on this paper."""

    copy: str
    unit: str
    branch: str
    user: str
    day: str
    groups: tuple[str, ...]


def collect(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, code: str = ""
) -> Sequence[RecoverySheet]:
    """Two copies for the unit of this PC, whichever others are chosen: there is one code for all the data here.

    `code` is given by whoever has just made it (XXXX-XXXX-…); without one there are blanks.
    """
    units = session.scalars(select(Unit).where(Unit.id.in_(ids), Unit.id == actor.unit_id))
    groups = tuple(code.split("-")) if code else (_BLANK,) * 8
    return [
        RecoverySheet(
            unit_id=unit.id,
            copy=copy,
            unit=unit.above.replace("/", "") + unit.name,
            branch=unit.branch_name,
            user=actor.name,
            day=long_day(today),
            groups=groups,
        )
        for unit in units
        for copy in (_("第一份，共两份"), _("第二份，共两份"))
    ]


def draw(sheet: RecoverySheet) -> Sequence[Block]:
    """The code large enough to be typed by lamplight, and what to do with the sheet."""
    lines = [sheet.groups[start : start + _A_LINE] for start in range(0, len(sheet.groups), _A_LINE)]
    large = [
        Paragraph((Run("　".join(line), "sans-bold"),), size=26, align="center", indent=0, leading=1.7)
        for line in lines
    ]
    code = [Qr("-".join(sheet.groups), size_mm=38)] if _BLANK not in sheet.groups else []
    return [
        Title(_("数据恢复单"), sheet.copy),
        Fields(
            (
                Field(_("单位"), sheet.unit, span=2),
                Field(_("党组织"), sheet.branch, span=2),
                Field(_("使用人"), sheet.user),
                Field(_("印制日期"), sheet.day),
            ),
            size=12,
            line_mm=10,
        ),
        Heading(_("恢复编码（共 8 组，从左到右、从上到下）"), size=14),
        *large,
        Spacer(2),
        *code,
        Heading(_("这张纸是什么"), size=14),
        _said(_("忘记密码、换了电脑或重装系统时，用它打开这份数据并重设密码。谁拿到它，谁就能打开全部数据。")),
        Heading(_("怎么用"), size=14),
        _said(
            _(
                "在登录页选“忘记密码，用恢复单打开”，照上面的 8 组输入，或用扫码枪扫二维码。大小写和空格都可以。"
                "编码里没有字母 I、L、O、U：像 O 的是数字 0，像 I 的是数字 1。"
            )
        ),
        Heading(_("放在哪里"), size=14),
        _said(
            _(
                "两份分开放：一份由支部书记锁进柜子，一份装入信封密封，交社区党组织保管。"
                "不拍照，不放在电脑旁边。再印一次，旧的两份就作废，请当场撕毁。"
            )
        ),
        Spacer(3),
        Paragraph(
            (Run(_("密码和恢复单都丢失则无法打开，任何人都帮不上忙。"), "sans-bold"),),
            size=14,
            align="center",
            indent=0,
        ),
        Spacer(2),
        Signatures((_("保管人"), _("存放处")), size=12),
        Note(_("印好后，请当场用它试开一次，确认打得开，再收起来。")),
    ]


def _said(text: str) -> Paragraph:
    return Paragraph(text, face="sans", size=12, indent=0, leading=1.5)

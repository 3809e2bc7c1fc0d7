"""The card that goes with the USB stick: how the program gets onto a PC, on one A4 in large type."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.printing.blocks import Block, Column, Heading, Note, Paragraph, Table, Title
from desktop.standard import wording
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

NAME = "install-card"
_STEPS = ("copy", "shortcut", "open", "keep", "check")
_IF = ("blocked", "moved", "newer")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallCard(Subject):
    """The words of the card; `steps` in their order, `cases` as (what happened, what to do)."""

    before: str
    steps: tuple[str, ...]
    cases: tuple[tuple[str, str], ...]
    help: str
    day: str


def collect(session: Session, actor: Actor, _ids: Sequence[UUID], *, today: date) -> Sequence[InstallCard]:
    """One card, in the words that the county or the unit settled; nothing of this PC and of no person stands on it."""
    said = wording.of_unit(session, actor.unit_id, NAME)
    usual = wording.shipped(NAME)
    return [
        InstallCard(
            unit_id=actor.unit_id,
            before=said["before"],
            steps=tuple(said[key] for key in _STEPS),
            cases=tuple((usual[key].label, said[key]) for key in _IF),
            help=said["phone"],
            day=long_day(today),
        )
    ]


def draw(card: InstallCard) -> Sequence[Block]:
    """Five steps with a box to tick, then what to do when it goes otherwise."""
    steps = [(str(number), step, "□") for number, step in enumerate(card.steps, 1)]
    columns = (Column(_("步骤"), width_mm=14), Column(_("怎么做"), align="left"), Column(_("做完打勾"), width_mm=22))
    cases = (Column(_("情况"), width_mm=26), Column(_("怎么办"), align="left"))
    return [
        Title(_("安装卡"), _("网格党支部工作台 {version}").format(version=VERSION)),
        _said(card.before),
        Heading(_("五步装好"), size=14),
        Table(columns, steps, row_mm=16, size=12.5, head_mm=9),
        Heading(_("如果"), size=14),
        Table(cases, card.cases, row_mm=14, size=12.5, head_mm=9),
        Heading(_("找谁帮忙"), size=14),
        _said(card.help),
        Note(_("{day}印。卡上没有密码，也没有居民资料，可以和 U 盘放在一起；恢复单不可以。").format(day=card.day)),
    ]


def _said(text: str) -> Paragraph:
    return Paragraph(text, face="sans", size=13, indent=0, leading=1.6)

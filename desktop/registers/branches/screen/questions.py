"""What is asked before something is done at the county's desk, with what follows from it."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop import codes
from desktop.access.roles import SECRETARY
from desktop.base.clock import today
from desktop.base.text import _
from desktop.spec import Field
from desktop.sync.asking import AskCode
from desktop.ui.ask import ask, ask_fields
from desktop.ui.desk import Desk

DAYS = 7
_FIELDS = (
    Field("role", _("角色"), "code", codes="role", required=True),
    Field("note", _("给谁用"), width=20, hint=_("只记在县里，例如 王书记 值班室")),
    Field("days", _("几天内有效"), "number", unit=_("天"), hint=_("1 到 30 天，空着就是 7 天")),
)
_FOLLOWS = {
    "device": (
        _("这台电脑不能再从县里取内容；单位里别的电脑不受影响。"),
        _("停用前没有报上来的改动，报来时放进“被隔开的”，等县里的人看，不会丢。"),
        _("电脑里已有的数据还在，仍要密码才打得开。电脑丢了的，请单位收好恢复单，并重设密码。"),
        _("停错了可以随时恢复使用。"),
    ),
    "account": (
        _("这个帐号以后写的内容县里不接收，报来时放进“被隔开的”，不会丢。"),
        _("在那台电脑上仍能登录：请支部书记在“设置”里同时移除这位用户。"),
        _("停错了可以随时恢复使用。"),
    ),
}


def ask_code(owner: QWidget, desk: Desk, unit_id: UUID, name: str) -> AskCode | None:
    """A code for whom; None when the safe way was taken."""
    sentence = _("给“{name}”发登记码。谁拿到它，谁就能登记一台这个单位的电脑。").format(name=name)
    given = ask_fields(
        owner, sentence, _("发登记码"), safe=_("不发"), fields=_FIELDS, today=today(desk.clock),
        texts={"role": codes.label("role", SECRETARY), "days": str(DAYS)},
    )  # fmt: skip
    if given is None:
        return None
    return AskCode(unit_id, given["role"], given["note"] or "", given["days"] or DAYS)


def sure_to_disable(owner: QWidget, what: str, name: str) -> bool:
    """Asked with what follows."""
    sentence = _("停用“{name}”以后：").format(name=name)
    return ask(
        owner, sentence, _("停用 {name}").format(name=name), safe=_("不停用"), danger=True, detail=_FOLLOWS[what]
    )  # fmt: skip


def sure_to_withdraw(owner: QWidget, name: str) -> bool:
    """Codes that lie on somebody's desk become worthless."""
    sentence = _("“{name}”所有还没用的登记码和登记文件都会作废，已经登记的电脑不受影响。").format(name=name)
    return ask(owner, sentence, _("作废登记码"), safe=_("不作废"), danger=True)

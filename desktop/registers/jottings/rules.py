"""What must be true of a jotting."""

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.jottings.model import Jotting

LONGEST = 200  # characters: a sentence, not a report


def check(jotting: Jotting) -> None:
    """UserError for one that says nothing, or more than a sentence."""
    if not jotting.text.strip():
        raise UserError(_("写一句话再保存，例如：3-2-501 楼道灯不亮。"), field="text")
    if len(jotting.text) > LONGEST:
        raise UserError(_("随手记最多 {most} 个字，长的内容请写在走访记录里。").format(most=LONGEST), field="text")


def is_open(jotting: Jotting) -> bool:
    """It is still to be done."""
    return jotting.done_on is None

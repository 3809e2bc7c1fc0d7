"""The jottings, declared as a list."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.jottings import queries, rules
from desktop.registers.jottings.model import Jotting
from desktop.spec import Action, Column, Field, Register

if TYPE_CHECKING:
    from desktop.registers.jottings import service
else:  # loaded once a deed is done
    service = late("desktop.registers.jottings.service")

_ABOUT = (
    Field("household_id", _("关于哪一户"), "record", picks="households", hint=_("门牌或户主姓名")),
    Field("person_id", _("关于谁"), "record", picks="people", hint=_("姓名或拼音首字母")),
)

JOTTINGS = Register(
    name="jottings",
    title=_("随手记"),
    model=Jotting,
    dated=queries.rows,
    label="text",
    counter=_("条"),
    order=("at_sort",),
    columns=(
        Column("text", _("内容"), 32),
        Column("state", _("状态"), 9, "code", codes="jotting_state", choices=True),
        Column("about", _("关于"), 12),
        Column("day", _("到哪天"), 10, "day", field="day"),
        Column("at", _("记下时间"), 12, "instant", sort=("at_sort",)),
        Column("by", _("记录人"), 6, "name", choices=True),
        Column("done_on", _("办完日期"), 10, "day", shown=False),
    ),
    fields=(
        Field("text", _("内容"), "long_text", required=True, width=40, hint=_("一句话就行")),
        *_ABOUT,
        Field("day", _("到哪天提醒"), "day", hint=_("不用提醒就空着，如 12.5")),
    ),
    check=rules.check,
    save=service.save,
    actions=(
        Action("finish", _("办完了"), service.finish, allowed=rules.is_open, icon="check"),
        Action("remind", _("定个日子"), service.remind, allowed=rules.is_open, icon="calendar-clock",
               asks=(Field("day", _("到哪天提醒"), "day", required=True),)),
        Action("attach", _("归到户或人"), service.attach, asks=_ABOUT, icon="map-pin"),
    ),
    icon="message-square",
    group=_("今日工作"),
)  # fmt: skip

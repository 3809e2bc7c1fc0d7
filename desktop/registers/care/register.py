"""The form of a care need; it stands in no catalog, so no list, search, export, paper or history knows of it."""

from desktop.base.text import _
from desktop.registers.care.model import CareNeed
from desktop.spec import Field, Register

CARE = Register(
    name="care",
    title=_("关怀登记"),
    model=CareNeed,
    columns=(),
    counter=_("条"),
    help="care",
    fields=(
        Field("person_id", _("居民"), "record", picks="people", required=True, hint=_("姓名或拼音首字母")),
        Field("kind", _("情况"), "code", codes="care_kind", required=True),
        Field("since", _("从哪天起"), "day", required=True),
        Field("review_on", _("复核日期"), "day", required=True, hint=_("一年之内再看一次")),
        Field("purpose", _("为了做什么"), "text", required=True, width=40, hint=_("如：定期上门看望")),
        Field("basis", _("依据"), "code", codes="care_basis", required=True),
        Field("consent_on", _("同意日期"), "day", required=True),
        Field("consent_by", _("监护人"), "text", hint=_("监护人同意时填写姓名")),
        Field("note", _("说明"), "long_text", width=40, hint=_("只记照应时用得着的事实")),
    ),
)
END = (
    Field("on", _("结束日期"), "day", required=True),
    Field("reason", _("原因"), "code", codes="care_end", required=True),
)

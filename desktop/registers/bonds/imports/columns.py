"""The columns that rosters of bonds bring, by all the titles they are known under."""

from desktop.base.text import _
from desktop.spec import ImportColumn

COLUMNS = (
    ImportColumn("kind", _("包联类别"), ("包联类别", "包保类别", "类别", "类型", "包联类型"), "code", "bond_kind"),
    ImportColumn(
        "leader", _("包联领导"),
        (
            "包联领导", "县级领导", "包联县级领导", "县领导", "领导", "领导姓名", "包联领导姓名", "包保领导",
            "联系领导", "挂点领导",
        ),
    ),
    ImportColumn("post", _("职务"), ("职务", "领导职务", "职务（岗位）", "现任职务")),
    ImportColumn(
        "unit", _("包保单位"),
        (
            "包保单位", "包联单位", "帮联单位", "联建单位", "共建单位", "帮扶单位", "包联单位名称", "包保单位名称",
            "责任单位", "领导/单位", "领导、单位", "包联领导/单位", "单位名称", "单位",
        ),
    ),
    ImportColumn(
        "community", _("包联社区"),
        ("包联社区", "联系社区", "包保社区", "所包社区", "社区", "联系点", "社区/小区", "社区、小区", "包联点"),
    ),
    ImportColumn("compound", _("包保小区"), ("包保小区", "包联小区", "联系小区", "所包小区", "小区", "小区名称")),
    ImportColumn("duties", _("包联职责"), ("包联职责", "职责", "工作职责", "包保职责", "主要任务", "工作任务")),
    ImportColumn(
        "cadence", _("联系频次"), ("联系频次", "频次", "联系周期", "走访频次", "包联频次", "周期", "走访要求"),
    ),
    ImportColumn("contact", _("联络员"), ("联络员", "联系人", "联络员姓名", "单位联络员", "具体联系人"), "name"),
    ImportColumn("phone", _("电话"), ("联络员电话", "联系电话", "联系方式", "电话", "手机", "手机号"), "phone"),
    ImportColumn("term", _("起止日期"), ("起止日期", "起止时间", "包联期限", "包保期限", "期限")),
    ImportColumn("starts", _("起始日期"), ("起始日期", "开始日期", "包联起始", "起始时间", "包联时间"), "day"),
    ImportColumn("ends", _("结束日期"), ("结束日期", "终止日期", "截止日期", "到期日期", "结束时间"), "day"),
    ImportColumn("remark", _("备注"), ("备注", "说明", "其他"), "long_text"),
)  # fmt: skip

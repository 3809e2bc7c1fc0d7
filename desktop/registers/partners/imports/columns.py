"""The columns that rosters of partners bring, by all the titles they are known under."""

from desktop.base.text import _
from desktop.spec import ImportColumn

COLUMNS = (
    ImportColumn(
        "name", _("合伙人"),
        (
            "合伙人名称", "合伙人", "合伙人姓名", "单位名称", "单位", "名称", "乙方", "合作单位", "签约单位",
            "签约主体", "商户名称",
        ),
    ),
    ImportColumn("kind", _("类型"), ("类型", "合伙人类型", "单位类型", "单位性质", "主体类型"), "code", "partner_kind"),
    ImportColumn(
        "uscc", _("统一社会信用代码"),
        ("统一社会信用代码", "信用代码", "社会信用代码", "统一代码", "营业执照号", "代码"),
    ),
    ImportColumn("contact", _("负责人"), ("负责人", "联系人", "法人", "法定代表人", "经营者", "负责人姓名"), "name"),
    ImportColumn("phone", _("电话"), ("联系电话", "电话", "手机号", "手机", "联系方式", "负责人电话"), "phone"),
    ImportColumn("address", _("地址"), ("地址", "单位地址", "经营地址", "住所")),
    ImportColumn(
        "project", _("认领服务项目"),
        ("认领服务项目", "服务项目", "认领项目", "领办项目", "项目名称", "服务内容", "认领内容", "合作内容"),
    ),
    ImportColumn("class", _("服务类别"), ("服务类别", "类别", "项目类别", "服务类型"), "code", "service_class"),
    ImportColumn("frequency", _("频次"), ("频次", "服务频次", "次数", "服务次数", "每月服务次数")),
    ImportColumn(
        "signed", _("签约日期"), ("签约日期", "签订日期", "签约时间", "协议签订日期", "起始日期", "开始日期"), "day",
    ),
    ImportColumn("ends", _("到期日期"), ("到期日期", "截止日期", "终止日期", "到期时间", "协议到期"), "day"),
    ImportColumn("term", _("起止日期"), ("起止时间", "起止日期", "协议期限", "合作期限", "期限", "有效期")),
    ImportColumn("remark", _("备注"), ("备注", "说明", "其他"), "long_text"),
)  # fmt: skip

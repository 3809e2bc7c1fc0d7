"""The columns that ledgers of venues bring, by all the titles they are known under."""

from desktop.base.text import _
from desktop.spec import ImportColumn

COLUMNS = (
    ImportColumn("venue", _("场所"), ("场所名称", "场所", "房屋名称", "场地名称", "场地", "房间", "铺位", "门面")),
    ImportColumn("place", _("位置"), ("位置", "地址", "场所位置", "所在位置", "坐落")),
    ImportColumn("area", _("面积"), ("面积", "面积（㎡）", "面积(㎡)", "建筑面积", "使用面积", "平方米"), "area"),
    ImportColumn(
        "tenant", _("使用方"), ("使用方", "承租方", "承租人", "使用单位", "租户", "乙方", "入驻单位", "商户名称"),
    ),
    ImportColumn("trade", _("业态"), ("业态", "用途", "经营内容", "经营业态", "类型"), "code", "venue_trade"),
    ImportColumn("term", _("起止日期"), ("起止时间", "起止日期", "租期", "租赁期限", "合同期限", "期限", "有效期")),
    ImportColumn("starts", _("起始日期"), ("起始日期", "开始日期", "起租日期", "签订日期", "起始时间"), "day"),
    ImportColumn("ends", _("到期日期"), ("到期日期", "截止日期", "终止日期", "到期时间"), "day"),
    ImportColumn("year_rent", _("年租金"), ("年租金（元）", "年租金", "年租金(元)", "租金（元/年）", "租金")),
    ImportColumn("month_rent", _("月租金"), ("月租金（元）", "月租金", "月租金(元)", "租金（元/月）")),
    ImportColumn("deposit", _("押金"), ("押金", "押金（元）", "保证金")),
    ImportColumn("service", _("抵租服务"), ("抵租服务内容", "抵租服务", "服务内容", "以服务抵租", "服务项目")),
    ImportColumn("times", _("每月服务次数"), ("每月服务次数", "服务次数", "次数", "频次", "每月次数")),
    ImportColumn("remark", _("备注"), ("备注", "说明", "其他"), "long_text"),
)  # fmt: skip

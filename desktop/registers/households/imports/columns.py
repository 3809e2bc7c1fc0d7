"""The columns that household rosters bring, by all the titles they are known under, and those that are never kept."""

import re

from desktop.base.text import _
from desktop.spec import ImportColumn, Retold

_NAMES = (
    "姓名", "居民姓名", "人员姓名", "住户姓名", "名字", "党员姓名", "家庭成员姓名", "家庭成员", "成员姓名", "成员",
    "居民", "人员", "租户", "租户姓名", "承租人", "承租人姓名", "租客", "租客姓名",
    "参保人", "参保人姓名",
)  # fmt: skip
_SEX = ("性别",)
_BORN = ("出生日期", "出生年月", "出生年月日", "生日", "出生", "出生时间")
_ID = (
    "身份证号码", "身份证号", "身份证", "公民身份号码", "公民身份证号码", "居民身份证号", "证件号码", "证件号",
    "证件编号", "身份号码",
)  # fmt: skip
_PHONE = (
    "联系手机", "手机号", "手机号码", "手机", "联系电话", "联系方式", "电话", "电话号码", "移动电话", "新手机号",
    "新电话", "新号码", "本人电话", "常用电话",
    "租户电话", "租户联系电话", "承租人电话", "承租人联系电话", "租客电话", "租户手机", "承租人手机", "租客手机",
)  # fmt: skip
_OTHER_PHONE = (
    *_PHONE,
    "另一个电话", "备用电话", "其他电话", "其它电话", "电话2", "手机2", "联系电话2", "第二电话", "备用手机", "短号",
)  # fmt: skip
_RELATION = (
    "与户主关系", "与户主的关系", "和户主关系", "户主关系", "关系", "家庭关系", "与房主关系", "与业主关系", "称谓",
)  # fmt: skip
_EMPLOYER = (
    "工作单位", "工作单位或就读学校", "单位", "单位名称", "就业单位", "服务处所", "从业单位", "就读学校",
    "工作单位及职务", "单位及职务", "所属部门",
)  # fmt: skip
_OCCUPATION = (
    "职业", "从事职业", "职业类别", "职务", "单位、职务或职业", "行业",
)  # fmt: skip
_POLITICAL = ("政治面貌", "政治身份", "政治状况", "面貌")
_DOOR = (
    "楼栋门牌", "门牌", "门牌号", "门牌号码", "现居地址", "现居住地址", "居住地址", "现住址", "现住地址", "家庭住址",
    "家庭地址", "住址", "地址", "详细地址", "居住地", "住房地址", "房屋地址", "楼房号", "楼栋房号", "楼号房号",
    "楼栋单元房号", "楼号单元房号", "楼门牌", "小区门牌", "居住小区门牌", "现居门牌", "房屋坐落", "楼-单元-房号",
    "楼栋-单元-房号", "楼栋-单元-门牌", "临时居所", "住所", "楼牌号",
    "楼牌", "楼门号", "楼门房号", "现住地详址", "居住地详址",
)  # fmt: skip


def _head(name: str, title: str, titles: tuple[str, ...], **more: str) -> ImportColumn:
    return ImportColumn(name, title, titles, group="head", **more)  # type: ignore[arg-type]  # kinds come from this file


def _member(name: str, title: str, titles: tuple[str, ...], **more: str) -> ImportColumn:
    return ImportColumn(name, title, titles, group="member", **more)  # type: ignore[arg-type]  # kinds come from this file


COLUMNS = (
    _head("head_name", _("姓名"), ("户主姓名", "户主", "户主名字", "户主名称", "户代表", "住户", "姓名"), kind="name"),
    _member("name", _("姓名"), _NAMES, kind="name"),
    _head("head_id", _("身份证号"), _ID, kind="citizen_id"),
    _member("id", _("身份证号"), _ID, kind="citizen_id"),
    _head("head_sex", _("性别"), _SEX, kind="code", codes="sex"),
    _member("sex", _("性别"), _SEX, kind="code", codes="sex"),
    _head("head_born", _("出生日期"), _BORN, kind="partial_day"),
    _member("born", _("出生日期"), _BORN, kind="partial_day"),
    _head("head_phone", _("电话"), _PHONE, kind="phone"),
    _member("phone", _("电话"), _PHONE, kind="phone"),
    _head("head_phone_2", _("另一个电话"), _OTHER_PHONE, kind="phone"),
    _member("phone_2", _("另一个电话"), _OTHER_PHONE, kind="phone"),
    _head("head_employer", _("工作单位"), _EMPLOYER),
    _member("employer", _("工作单位"), _EMPLOYER),
    _head("head_political", _("政治面貌"), _POLITICAL, kind="code", codes="political_status"),
    _member("political", _("政治面貌"), _POLITICAL, kind="code", codes="political_status"),
    _member("relation", _("与户主关系"), _RELATION, kind="code", codes="relation"),
    ImportColumn("is_head", _("是否户主"), ("是否户主", "是否为户主", "户主标识", "户主标志"), "flag"),
    _member("occupation", _("职业"), _OCCUPATION),
    _member("former_name", _("曾用名"), ("曾用名", "别名", "原名", "小名"), kind="name"),
    ImportColumn(
        "members", _("其他家庭成员"),
        (
            "其他家庭成员", "家庭其他成员", "家庭成员及关系", "家庭成员姓名及关系", "家庭成员情况", "其他同住人",
            "其他成员", "同住人员", "其他居住人员",
        ),
    ),
    ImportColumn("is_party", _("是否党员"), ("是否党员", "党员"), "flag"),
    ImportColumn("party_kind", _("党员类别"), ("党员类别", "党员类型", "党员性质"), "code", "membership_kind"),
    ImportColumn(
        "branch", _("所在党支部"),
        (
            "所在党支部", "所属党支部", "党支部", "所在支部", "组织关系所在党支部", "组织关系所在地", "所在党组织",
        ),
    ),
    ImportColumn("joined_on", _("入党时间"), ("入党时间", "入党日期", "入党年月", "加入党组织日期"), "partial_day"),
    ImportColumn("door", _("门牌"), _DOOR, "door"),
    ImportColumn(
        "building", _("楼栋"),
        (
            "楼栋", "楼号", "栋号", "栋", "幢", "幢号", "楼", "号楼", "楼幢", "楼座", "楼栋号", "座",
        ),
    ),
    ImportColumn("stairwell", _("单元"), ("单元", "单元号", "门洞", "梯号")),
    ImportColumn("storey", _("楼层"), ("楼层", "层", "所在楼层", "层数")),
    ImportColumn(
        "room", _("房号"),
        (
            "房号", "房间号", "房间", "室", "房", "室号", "户室", "门号", "房屋号", "户号房号", "房屋编号", "房号室",
            "别墅号", "别墅", "别墅编号",
        ),
    ),
    ImportColumn(
        "compound", _("小区"),
        ("小区", "小区名称", "所在小区", "所属小区", "居住小区", "小区名", "楼院", "院落", "楼盘", "楼盘名称"),
    ),
    ImportColumn("area", _("面积"), ("面积", "建筑面积", "房屋面积", "住房面积", "面积㎡", "使用面积"), "area"),
    ImportColumn(
        "tenure", _("房屋性质"),
        (
            "性质", "房屋性质", "住房性质", "居住性质", "房屋用途", "是否出租", "居住状态", "房屋状态", "自住或出租",
            "入住情况", "居住情况", "租住情况", "居住类型", "住户类型",
        ),
        "code", "tenure",
    ),
    ImportColumn(
        "owner_name", _("产权人"),
        (
            "产权人", "业主", "业主姓名", "房主", "房主姓名", "产权人姓名", "房屋所有人",
        ),
    ),
    ImportColumn("landlord", _("房东"), ("房东", "房东姓名", "出租人")),
    ImportColumn(
        "home_phone", _("住宅电话"),
        (
            "住宅电话", "家庭电话", "固定电话", "座机", "宅电", "固话", "住宅固话",
        ),
        "phone",
    ),
    ImportColumn(
        "presence", _("人户状态"),
        (
            "人户状态", "人户情况", "人户一致", "人户关系", "人户分离情况",
        ),
        "code", "presence",
    ),
    ImportColumn("hukou_number", _("户号"), ("户号", "户口号", "户籍号", "户编号", "户口簿号")),
    ImportColumn(
        "hukou_kind", _("户口类别"),
        (
            "户口类别", "户口性质", "户籍类别", "户别", "户籍性质", "户口类型",
        ),
        "code", "hukou_kind",
    ),
    ImportColumn(
        "hukou_address", _("户籍地址"),
        (
            "户籍详址", "户籍地址", "户口所在地", "户籍所在地", "户籍详细地址", "户口地址",
            "户籍地详址", "户籍地", "户籍住址",
        ),
        "door",
    ),
    ImportColumn("relation_note", _("与户主关系备注"), ("与户主关系备注", "关系备注"), "text"),
    ImportColumn("remark", _("备注"), ("备注", "说明", "其他", "其它", "备注说明", "情况说明", "备 注"), "long_text"),
)  # fmt: skip

UNKEPT = (
    "民族", "宗教信仰", "宗教", "信仰", "血型", "身高", "身高(CM)", "体重", "健康状况", "健康情况", "健康",
    "身体状况", "病史", "残疾", "残疾情况", "残疾类别", "残疾等级", "是否残疾", "低保", "是否低保", "是否低保户",
    "是否独居", "独居老人", "空巢老人", "困难类型", "困难情况", "是否困难党员", "是否困难", "特殊人群", "重点人群",
    "人员类别", "关爱类型", "关爱对象", "婚姻状况", "婚姻", "婚育情况", "计生情况", "避孕情况", "文化程度", "学历",
    "学位", "教育程度", "籍贯", "出生地", "户籍派出所", "派出所", "是否外出", "外出原因", "外出时间", "外出地点",
    "民主评议情况", "民主评议", "奖惩情况", "奖惩", "参加组织生活情况", "专业技术职务", "党费交纳至", "党费",
    "兵役状况", "服兵役情况", "收入", "年收入", "家庭收入", "经济来源", "车牌号", "车牌", "车辆", "养犬情况", "宠物",
    "疫苗接种", "疫苗", "核酸", "信访情况", "矛盾纠纷", "前科", "刑满释放", "社区矫正", "吸毒", "精神障碍", "照片",
    "指纹", "微信号", "QQ", "qq号", "微信", "电子邮箱", "邮箱", "家庭称号", "五好家庭", "平安家庭", "社保", "医保",
    "养老保险", "银行卡号", "银行账号", "开户行", "年龄", "周岁", "家庭人口", "人口数", "人数", "户人口",
    "家庭人口数", "常住人口", "紧急联系人", "紧急联系人电话", "房东电话", "房东联系电话", "房东联系方式",
    "出租人电话", "产权人电话", "监护人", "监护人电话", "监护人姓名", "网格员", "网格员姓名", "网格员电话", "楼长",
    "楼长姓名", "楼长电话", "楼栋长", "单元长", "联户党员", "联户党员姓名", "联户党员电话", "包联干部", "包户干部",
    "包联党员", "单位电话", "出租人身份证号", "房东身份证号",
)  # fmt: skip

RELATIVES = (
    "配偶", "爱人", "妻子", "丈夫", "妻", "夫", "父亲", "母亲", "父", "母", "公公", "婆婆", "岳父", "岳母", "子女",
    "孩子", "儿子", "女儿", "长子", "次子", "三子", "长女", "次女", "三女", "独生子", "独生女", "儿媳", "女婿", "孙子",
    "孙女", "外孙", "外孙女", "祖父", "祖母", "爷爷", "奶奶", "家庭成员#", "家属#", "成员#", "同住人#", "共同居住人#",
)  # fmt: skip

FRAME = frozenset(
    {
        "head_name", "name", "owner_name", "relation", "is_head", "members", "door", "compound", "building",
        "stairwell", "storey", "room", "hukou_number",
    }
)  # fmt: skip

_PERSON = r"[^（(）)、，,；;/\s]{1,12}(?:[（(][^）)]*[）)])?"
_SEVERAL = re.compile(
    rf"{_PERSON}(?:[、，,；;/\s]+{_PERSON})+|[^（(]{{1,12}}[（(][^）)]*[）)]|.{{1,4}}[:：].+|无"
)  # data

RETOLD = (
    Retold(("relation",), "members", _SEVERAL, 0.6, beside=frozenset({"name", "head_name", "owner_name"})),
    Retold(("name",), "members", _SEVERAL, 0.6, frozenset({"head_name", "owner_name"}), frozenset({"relation"})),
    Retold(
        ("door",), "building", re.compile(r"[^-]{1,12}(?:楼|栋|幢|座|#)(?:.{1,3}(?:单元|门洞?|梯))?"), 0.9,  # data
        beside=frozenset({"hukou_number"}), without=frozenset({"room", "building"}),
    ),
    Retold(
        ("hukou_number",), "room", re.compile(r"[A-Z]?\d{1,4}[A-Z东西南北中]?"), 0.9,  # data
        beside=frozenset({"building", "stairwell"}), without=frozenset({"room", "door"}),
    ),
)  # fmt: skip

"""Invented forms that look like the real ones, for the tests and measurements of this room."""

from collections.abc import Iterator

from desktop.base.clock import local_time
from desktop.printing.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Field,
    Fields,
    Heading,
    Note,
    Paragraph,
    Run,
    Sheet,
    Signatures,
    Spacer,
    Table,
    Title,
    ticked,
)
from desktop.printing.page import Document, Stamp
from desktop.printing.short_code import encode

STAMP = Stamp("李建国", 1_795_309_500_000, "P-20261122-0007")
UNIT = "阳光花园小区党支部　某某县某某街道某某社区第一网格"
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍毅浩宇轩然凯歌琳雪梅建国志文斌彬鑫淼堃喆鎏婷慧"
    "巧美雅芝萱馨瑞凡佳嘉琼勤珍贞莉荣爱妹香月莺媛瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑筠柔竹霭凝晓欢霄枫"
    "芸菲寒伊亚宜可姬舒影荔枝思"
)
MEMBERS = (
    Column("姓名", 22),
    Column("性别", 11),
    Column("证件末四位", 22),
    Column("与户主关系", 22),
    Column("政治面貌", 20),
    Column("工作单位或学校", weight=1, align="left"),
    Column("电话", 29),
)
VISITS = (Column("日期", 30), Column("走访人", 20), Column("方式", 16), Column("谈话要点和需要帮办的事", align="left"))


def name(index: int) -> str:
    """An invented name, different for nearby numbers."""
    given = GIVEN[index * 7 % len(GIVEN)] + (GIVEN[index * 13 % len(GIVEN)] if index % 3 else "")
    return SURNAMES[index % len(SURNAMES)] + given


def household_blocks(index: int = 0) -> list[Block]:
    """One household sheet of one page."""
    door = f"{index % 9 + 1}-{index % 3 + 1}-{index % 17 + 1:02d}{index % 4 + 1:02d}"
    members = [
        (
            name(index * 5 + at),
            "男女"[at % 2],
            f"{(index * 37 + at * 911) % 10000:04d}",
            ("户主", "配偶", "子", "女")[at % 4],
            ("中共党员", "群众", "共青团员")[(index + at) % 3],
            ("县人民医院", "退休", "第一中学高二（3）班", "某某县市场监督管理局城关分局")[(index + at) % 4],
            f"138****{(index * 71 + at * 17) % 10000:04d}",
        )
        for at in range(index % 3 + 2)
    ]
    return [
        Title("居民家庭信息登记表", "一户一档"),
        Fields(
            (
                Field("楼栋门牌", door),
                Field("联户党员", name(index + 40)),
                Field("户主姓名", members[0][0]),
                Field("联系电话", members[0][6]),
                Field("人户状态", ticked(("同在", "户在人不在", "人在户不在"), ("同在",)), span=2),
                Field("房屋性质", ticked(("自住", "出租", "空置", "集体"), ("自住",)), span=2),
                Field("房屋面积", "120.5㎡"),
                Field("房屋结构"),
                Field("产权人", members[0][0]),
                Field("租期"),
            )
        ),
        Heading("家庭成员"),
        Table(MEMBERS, members, min_rows=6),
        Heading("走访记录"),
        Table(
            VISITS,
            [
                (
                    "2026年9月12日",
                    name(index + 40),
                    "上门",
                    "反映单元门口路灯不亮，已告知物业，约定一周内修好；老人下月去女儿家小住。",
                ),
                ("2026年11月3日", name(index + 40), "电话", "路灯已修好，没有其他需要。"),
            ],
            min_rows=4,
        ),
        Fields((Field("诉求", span=2, lines=2),)),
        Spacer(4),
        Signatures(("采集人", "居民签字")),
        Note("本表只用于服务联系，不评价住户。信息有变化时请告诉联户党员。"),
    ]


def household_sheet(index: int = 0) -> Sheet:
    """A household sheet as printed."""
    return Sheet(household_blocks(index), code=encode("H", 100_000 + index), header=UNIT)


def households(count: int) -> Iterator[Sheet]:
    """Many household sheets, made one by one."""
    return (household_sheet(index) for index in range(count))


def door_cards(count: int = 8) -> Sheet:
    """A sheet of door cards, 90 × 60 mm."""
    cards = []
    for at in range(count):
        cards.append(
            Card(
                (
                    Title("党员联户责任卡", size=15),
                    Paragraph(
                        ("联户党员　", Run(name(at), "sans-bold"), f"　138****{at:04d}"), "sans", 11, "left", 0, 1.5
                    ),
                    Paragraph(
                        f"联系门牌　{at + 1}-2-1302、{at + 1}-2-1301、{at + 1}-2-1202", "sans", 10, "left", 0, 1.5
                    ),
                    Paragraph("宣传政策、收集诉求、帮办实事、矛盾调解、应急联络", "kai", 10, "left", 0, 1.5),
                    Paragraph("支部电话　0731-5551234\n监督电话　0731-5555678", "sans", 9, "left", 0, 1.6),
                ),
                qr=encode("C", at),
            )
        )
    return Sheet([Cards(cards)], header=UNIT)


def visit_list(rows: int = 60) -> Sheet:
    """A walking list over several pages."""
    columns = (
        Column("序", 10),
        Column("门牌", 24),
        Column("户主", 24),
        Column("电话", 30),
        Column("上次走访", 28),
        Column("情况", align="left"),
    )
    body = [
        (
            str(at + 1),
            f"3-{at % 3 + 1}-{1800 - at}",
            name(at),
            f"138****{at:04d}",
            "2026年8月2日",
            ticked(("在家", "不在", "不便"), ()),
        )
        for at in range(rows)
    ]
    return Sheet(
        [Title("走访名单", "第 3 栋，按走访顺序"), Table(columns, body)],
        code=encode("V", 7),
        header=UNIT,
        filter_text="筛选：第 3 栋；该走访了；按楼层从上到下",
    )


def recovery_sheet() -> Sheet:
    """A page of running text with grouped letters."""
    text = (
        "这张纸能打开本机的全部数据。请放进上锁的柜子，不要拍照，不要放在电脑旁边。忘记密码时，在登录页点“用恢复单打开”，"
        "照下面的八组字母输入。2026年11月22日起有效，重印后旧的恢复单作废。"
    )
    return Sheet(
        [
            Title("数据恢复单"),
            Paragraph(text),
            Spacer(4),
            Paragraph((Run("7K3M  9XQ4  PV2T  H8WD", "sans-bold"),), size=20, align="center", indent=0),
            Paragraph((Run("3N6R  BYJ5  0CFE  S1GA", "sans-bold"),), size=20, align="center", indent=0),
            Paragraph(("保管人：", Run(blank_mm=45), "　存放处：", Run(blank_mm=60)), indent=0, leading=2.4),
            Paragraph(
                ("经", Run("支部党员大会", underline=True), "讨论，同意由", Run("𬭎堃䶮·阿卜杜拉", "kai"), "保管。")
            ),
            Signatures(("保管人", "见证人", "支部书记")),
        ],
        header=UNIT,
    )


def document(*sheets: Sheet, title: str = "样张") -> Document:
    """The sheets as one document, printed at a fixed time."""
    assert local_time(STAMP.printed_at).year == 2026
    return Document(title, sheets, STAMP)

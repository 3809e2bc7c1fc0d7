"""What may be typed for the exchange with the county, at either end."""

from desktop.base.text import _
from desktop.command.parser import Parser

COUNTY_DEEDS = ("serve", "units", "enrol", "devices", "users", "status", "backup", "restore", "carry")
ROLES = ("secretary", "staff", "reader")


def served(command: Parser) -> None:
    """`county`: without a word it runs the server."""
    command.add_argument(
        "deed", nargs="?", default="serve", choices=COUNTY_DEEDS, metavar=_("事项"),
        help=_("serve 运行、units 单位、enrol 登记码、devices 电脑、users 帐号、status、backup、restore、carry U 盘"),
    )  # fmt: skip
    command.add_argument(
        "--database", default="", metavar="DSN", help=_("PostgreSQL，例如 postgresql:///grid；不写用文件")
    )
    command.add_argument("--listen", default="0.0.0.0:8443", metavar=_("地址:端口"), help=_("通常是 0.0.0.0:8443"))
    command.add_argument("--workers", type=int, default=1, metavar=_("数"), help=_("几个工作进程，要用 PostgreSQL"))
    command.add_argument("--code", default="", metavar=_("编码"), help=_("units：单位的编码"))
    command.add_argument("--name", default="", metavar=_("名称"), help=_("units：新单位的名称"))
    command.add_argument("--level", default="grid", metavar=_("层级"), help=_("units：县、街道、社区、网格"))
    command.add_argument("--above", default="", metavar=_("编码"), help=_("units：上一级单位的编码"))
    command.add_argument(
        "--file", default="", metavar=_("文件"), help=_("units：单位清单；restore：备份所在的文件夹；carry：U 盘")
    )
    command.add_argument("--unit", default="", metavar=_("编码"), help=_("enrol：给哪个单位"))
    command.add_argument("--role", choices=ROLES, default=ROLES[0], help=_("enrol：角色，通常是 secretary 支部书记"))
    command.add_argument("--note", default="", metavar=_("文字"), help=_("enrol：给谁用、放在哪里，只记在县里"))
    command.add_argument("--days", type=int, default=7, metavar=_("天数"), help=_("enrol：几天内有效，通常是 7"))
    command.add_argument("--server", default="", metavar=_("网址"), help=_("enrol：写进登记文件的服务器网址"))
    command.add_argument("--withdraw", action="store_true", help=_("enrol：作废这个单位未用的登记码"))
    command.add_argument(
        "--out", default="", metavar=_("位置"), help=_("enrol：写成登记文件；backup：备份放在哪个文件夹")
    )
    command.add_argument("--disable", default="", metavar="ID", help=_("devices、users：停用，写编号或它的一段"))
    command.add_argument("--enable", default="", metavar="ID", help=_("devices、users：恢复使用"))
    command.add_argument("--limit", type=int, default=20, metavar=_("条数"), help=_("status：最近几条记录"))


def enrolled(command: Parser) -> None:
    """`enrol CODE|FILE`."""
    command.add_argument("code", metavar=_("登记码或文件"), help=_("县里给的登记码，或登记文件"))
    command.add_argument("--server", default="", metavar=_("网址"), help=_("县服务器，例如 https://10.1.2.3:8443"))
    command.add_argument("--pc", default="", metavar=_("名称"), help=_("这台电脑叫什么，县里看得到"))


def exchanged(command: Parser) -> None:
    """`sync`: once, over the line, or one way by stick."""
    command.add_argument("--server", default="", metavar=_("网址"), help=_("县服务器换了地址时写"))
    way = command.add_mutually_exclusive_group()
    way.add_argument("--out", default="", metavar=_("文件夹"), help=_("不联网：导出到这个 U 盘"))
    command.add_argument(
        "--let-leave",
        action="store_true",
        help=_("看过了：县里划给别的单位的内容可以从这台电脑移走（否则先不移走，退出码 2）"),
    )
    way.add_argument("--in", dest="place", default="", metavar=_("位置"), help=_("不联网：从这个 U 盘或文件读取"))

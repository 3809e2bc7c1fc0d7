"""What printers complain of and how their drawers are called, in words."""

import re

from desktop.base.text import _

# Keywords of printer-state-reasons (RFC 8011 §5.4.12, PWG 5100.9), the gravest first.
_WORDS = (
    ("media-empty", _("打印机缺纸")),
    ("media-needed", _("打印机缺纸")),
    ("media-jam", _("打印机卡纸")),
    ("cover-open", _("打印机的盖子没有盖好")),
    ("door-open", _("打印机的盖子没有盖好")),
    ("interlock-open", _("打印机的盖子没有盖好")),
    ("toner-empty", _("打印机没有墨粉了")),
    ("marker-supply-empty", _("打印机没有墨了")),
    ("output-area-full", _("打印机的出纸口满了")),
    ("input-tray-missing", _("打印机的纸盒没有插好")),
    ("offline", _("打印机没有联机")),
    ("timed-out", _("打印机没有联机")),
    ("connecting-to-device", _("正在连接打印机")),
    ("paused", _("打印机停用了，请在系统的打印机设置里启用")),
    ("shutdown", _("打印机关机了")),
)
_TRAYS = {
    "auto": _("自动选择"),
    "manual": _("手送"),
    "manualfeed": _("手送"),
    "multipurpose": _("多用途纸盒"),
    "upper": _("上纸盒"),
    "middle": _("中纸盒"),
    "lower": _("下纸盒"),
    "main": _("主纸盒"),
    "rear": _("后进纸口"),
    "envelope": _("信封进纸口"),
}


def trouble(listed: str) -> str:
    """What a printer waits for, from `lpstat -l -p`; nothing when it works. Warnings that printing goes on are left."""
    reasons = " ".join(re.findall(r"Alerts: (.*)", listed)).split()
    grave = [reason for reason in reasons if not reason.endswith(("-warning", "-report"))]
    for key, words in _WORDS:
        if any(reason.startswith(key) for reason in grave):
            return words
    return _("打印机停用了，请在系统的打印机设置里启用") if re.search(r"^printer .* disabled", listed) else ""


def tray(code: str) -> str:
    """A drawer in words; one that nobody knows keeps its own name."""
    numbered = re.fullmatch(r"[Tt]ray-?(\d+)", code)
    if numbered:
        return _("纸盒 {number}").format(number=numbered[1])
    return _TRAYS.get(code.lower(), code)

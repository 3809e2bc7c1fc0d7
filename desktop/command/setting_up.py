"""Commands that make a profile: a new one, or one of invented people."""

import sys
from argparse import Namespace

from desktop.base import own_disk, paths
from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command import who_asks
from desktop.command.answer import Answer, progress
from desktop.command.opened import profile_of

DEMO_FOLDER = "demo"


def init(said: Namespace, clock: Clock) -> Answer:
    """Make a new profile; its recovery code is shown this once."""
    from desktop.catalog import DERIVED  # late: the database and every register
    from desktop.procedures import profiles

    if getattr(said, "user", None) is None:
        raise UserError(_("请用 --user 写明支部书记的姓名，什么也没有做。"))
    profile = profile_of(said)
    own_disk.require_own_disk(profile.folder)
    desk = profiles.create(
        profile, unit=said.unit, user=said.user, password=who_asks.password(said, twice=True), clock=clock,
        derived=DERIVED, above=said.above, branch=said.branch, compound=said.compound,
    )  # fmt: skip
    desk.close()
    lines = [
        _("已建立：{unit}，用户 {user}，数据在 {folder}。").format(
            unit=said.unit, user=said.user, folder=profile.folder
        ),
        _("恢复单编码（只显示这一次，请抄写两份，一份密封交社区保管）："),
        f"  {desk.recovery_code}",
        _("密码和恢复单都丢失，则无法打开。"),
    ]
    document = {
        "profile": str(profile.folder), "unit": said.unit, "user": said.user, "recovery_code": desk.recovery_code,
    }  # fmt: skip
    return Answer(document, lines)


def demo(said: Namespace, clock: Clock) -> Answer:
    """Make invented people to try everything on, once, then open the window on them."""
    from desktop.catalog import DERIVED  # late: the database and every register
    from desktop.procedures import demo

    profile = paths.profile_at(getattr(said, "data", None) or str(paths.default_folder().with_name(_demo_name())))
    if profile.is_set_up:
        demo.reopen(profile, clock=clock, derived=DERIVED).close()
    else:
        step = progress(sys.stderr, _("正在写入虚构的住户"))
        demo.make(profile, size=said.size, clock=clock, derived=DERIVED, on_step=step).close()
    document = {"profile": str(profile.folder), "user": demo.USER, "password": demo.PASSWORD}
    line = _("演示数据在 {profile}，全部是虚构的人。用户：{user}，密码：{password}").format(**document)
    if said.no_window or said.window is None:
        return Answer(document, [line])
    print(line, file=sys.stderr)  # noqa: T201 - said before the window opens, not as its answer
    return Answer(document, code=said.window().main(["--data", str(profile.folder), "--user", demo.USER]))


def _demo_name() -> str:
    return f"{paths.default_folder().name}-{DEMO_FOLDER}"

"""Parts of the operating system that the wheels expect, found by loading them and installed through apt."""

import os
import shutil
from collections.abc import Callable, Iterable

from desktop.base.errors import UserError
from desktop.base.text import _

# Library -> Debian package: what the Qt wheels name as NEEDED and do not carry themselves, on and off screen.
WINDOW = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# Program -> Debian package. A screen without a monitor, the hands and eyes of the tests in it, the county's database,
# what makes faults.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "git": "git",
    "pg_ctlcluster": "postgresql",
    "strace": "strace",
}


def loads(library: str) -> bool:
    """Whether the dynamic linker finds `library`; a package list would not know what a vendor or a person put there."""
    import ctypes  # late: only a machine that is being set up is probed

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(libraries: Iterable[str], programs: Iterable[str]) -> list[str]:
    """The Debian packages of what cannot be loaded or started here, each once, in a steady order."""
    wanted = [WINDOW[name] for name in libraries if not loads(name)]
    wanted += [TEST_PROGRAMS[name] for name in programs if shutil.which(name) is None]
    return list(dict.fromkeys(wanted))


def is_root() -> bool:
    """Whether this process may install; Windows needs nothing of this file."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(packages: list[str], *, run: Callable[[list[str]], bool], root: bool) -> None:
    """Install Debian packages as root, or refuse with the exact line for somebody who may.

    `run` starts one command and says whether it went well. Raises UserError.
    """
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise UserError(
            _("系统缺少几个组件，数据没有变动；请装好下列组件再启动：\n{line}").format(line=" ".join(packages))
        )
    if not root:
        raise UserError(
            _(
                "系统缺少几个组件，数据没有变动；请由管理员运行下面一行再启动：\nsudo apt-get update && sudo {line}"
            ).format(line=line)
        )
    run(["apt-get", "update", "-qq"])  # may fail for one of several sources: what counts is the next line
    if not run(line.split()):
        raise UserError(_("系统组件没有装成，数据没有变动；联网后请运行：\napt-get update && {line}").format(line=line))

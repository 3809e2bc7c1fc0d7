"""Telling a disk of this PC from a network share or a folder that a cloud program copies behind our back."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path, PureWindowsPath

from desktop.base.errors import UserError
from desktop.base.text import _

# Folder names under which the usual programs mirror files, lower case, without spaces.
MIRRORED = frozenset(
    (
        "onedrive", "dropbox", "googledrive", "iclouddrive", "nextcloud", "owncloud", "seafile", "synologydrive",
        "nutstore", "坚果云", "我的坚果云", "baidusyncdisk", "百度网盘同步空间", "wpsdrive", "wps云盘",
        "weiyun", "微云同步助手", "阿里云盘", "115同步盘",
    )
)  # fmt: skip
MARKS = (
    ".stfolder",
    ".dropbox",
    ".dropbox.cache",
    ".owncloudsync.log",
    ".nextcloudsync.log",
    ".seafile-data",
    ".csync_journal.db",
)
SHARES = frozenset(("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "ceph", "glusterfs", "lustre"))
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
MOUNTS = Path("/proc/self/mounts")


def require_own_disk(folder: Path) -> None:
    """Refuse a folder in which a database does not keep (SAFETY §7); raises UserError."""
    sentence = warning(folder)
    if sentence is not None:
        raise UserError(sentence, field="data")


def warning(folder: Path, *, environ: Mapping[str, str] = os.environ, mounts: Path = MOUNTS) -> str | None:
    """A sentence for the person when `folder` (which need not exist yet) is mirrored or remote, else None."""
    places = dict.fromkeys((folder, Path(os.path.realpath(folder))))  # a link may lead to where nobody looked
    if any(is_mirrored(place, environ) for place in places):
        return _("所选文件夹由网盘同步，数据库放在里面会损坏。尚未写入任何数据；请改选本机硬盘上的普通文件夹。")
    if any(is_share(str(place), mounts=mounts) for place in places):
        return _("所选文件夹在网络共享上，数据库放在里面会损坏。尚未写入任何数据；请改选本机硬盘上的文件夹。")
    return None


def is_mirrored(folder: Path, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a cloud program copies this folder: by its name, by marks left in it, or as Windows tells."""
    told = {Path(value) for name, value in environ.items() if name.startswith("OneDrive") and value}
    for place in (folder, *folder.parents):
        name = place.name.casefold().replace(" ", "")
        # OneDrive writes the organisation behind its name.
        if name in MIRRORED or name.startswith("onedrive-") or place in told:
            return True
        if any((place / mark).exists() for mark in MARKS):
            return True
    return False


def is_share(folder: str, *, mounts: Path = MOUNTS, drive_type: Callable[[str], int] | None = None) -> bool:
    """Whether the folder lies on another machine: a share by name or by drive on Windows, a mount elsewhere."""
    for long in ("\\\\?\\UNC\\", "\\\\?\\"):  # how Windows writes a long path
        if folder.startswith(long):
            folder = ("\\\\" if "UNC" in long else "") + folder.removeprefix(long)
    if folder.startswith("\\\\"):
        return True
    drive = PureWindowsPath(folder).drive
    if drive:
        return (drive_type or windows_drive_type)(drive + "\\") == REMOTE_DRIVE
    return _kind_of_mount(folder, mounts) in SHARES


def windows_drive_type(drive: str) -> int:
    """What Windows says of a drive such as D:; 0 (unknown) on other systems."""
    import ctypes  # late: asked once, when a folder is chosen

    kernel = getattr(ctypes, "windll", None)
    return int(kernel.kernel32.GetDriveTypeW(drive)) if kernel is not None else 0


def _kind_of_mount(folder: str, mounts: Path) -> str:
    """The file system below `folder` by the longest mount point above it; fuse.sshfs and its like count as nfs."""
    best, kind = "", ""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    for line in lines:
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ").rstrip("/")
        if len(point) >= len(best) and (folder == point or folder.startswith(f"{point}/")):
            best, kind = point, fields[2]
    return "nfs" if kind in ("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs", "fuse.smbnetfs") else kind

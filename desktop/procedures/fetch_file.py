"""One photo or scan fetched from the county now: of the units below, old ones are not fetched by themselves."""

from collections.abc import Callable
from uuid import UUID

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures.at_desk import PERMISSION, AtDesk
from desktop.procedures.exchange import files_of
from desktop.store.session import Changes
from desktop.sync.blobs import BlobRequest
from desktop.sync.enrolment import enrolment
from desktop.sync.peer_http import HttpPeer, Later, Stranger

_NO_LINE = _("现在连不上县服务器，没有取到，登记内容不受影响。请联网后再试。")
_NOT_THERE = _(
    "县里没有这个文件，没有取到，登记内容不受影响。请先在添加它的电脑上做一次数据交换；"
    "移走满一年的，原件已清掉，要重新扫描加上。"
)


def fetch_file(desk: AtDesk, row: UUID, *, told: Callable[[Changes], None] = lambda _changes: None) -> None:
    """Fetch the file of an attachment's row, going on where an earlier try was cut.

    UserError when this PC has no line to the county, or nobody has brought the file there yet.
    """
    desk.actor.require(PERMISSION)
    with desk.store.read() as session:
        kept = enrolment(session)
    if kept is None or kept.unit is None or not kept.server:
        raise UserError(_NO_LINE)
    files = files_of(desk, kept, told)
    try:
        with HttpPeer(kept.server, kept.authority, kept.keys) as peer:
            whole, here = False, files.here(row)
            while not whole:
                answer = peer.blobs(BlobRequest(kept.device, wants={row: here}))
                before, whole, here = here, bool(files.keep(answer.pieces)), files.here(row)
                if not whole and here <= before:
                    raise UserError(_NOT_THERE)
    except (Later, Stranger) as broken:
        raise UserError(_NO_LINE) from broken

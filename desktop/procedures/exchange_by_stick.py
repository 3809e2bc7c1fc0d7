"""A PC exchanges by stick: what waits is written out sealed, an answer is read back, what is for others is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures.at_desk import NOTE, PERMISSION, AtDesk, note
from desktop.procedures.exchange import AS_TOLD, files_of
from desktop.procedures.exchanged import shape
from desktop.procedures.this_program import signed_by
from desktop.reports.exchange_standing import sending
from desktop.store.exchange_log import BROKEN, DONE, IN, OUT
from desktop.store.exchange_rows import ExchangeRun
from desktop.store.journal import Change
from desktop.store.session import Changes
from desktop.sync import kept_files, stick
from desktop.sync.blobs import BlobResponse
from desktop.sync.bundle import hand_over, hand_over_files, read_back
from desktop.sync.carried_weight import folder_of
from desktop.sync.conflict_row import Conflict
from desktop.sync.desk_blobs import DeskBlobs
from desktop.sync.desk_store import DeskStore
from desktop.sync.enrolment import Enrolment, enrolment
from desktop.sync.package import Gathered, gather, pack_claim, pack_up
from desktop.sync.protocol import Response

Told = Callable[[Changes], None]
MOST_IDS = 500  # in one question of the database


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """What lies on the stick now: changes of this PC, its files, files of others, photos and scans."""

    changes: int
    files: tuple[Path, ...]
    foreign: int
    photos: int = 0
    left: int = 0  # photos that had no room in this package

    @property
    def said(self) -> str:
        """In words."""
        mine = _("已导出 {n:,} 处改动，读回核对过。").format(n=self.changes)
        if not self.changes:  # it still asks for what the others reported: nobody is to leave the stick at home
            mine = _("没有要报的改动；已写好向县里取内容的文件，读回核对过。")
        others = _("另带上别人的 {n} 个文件。").format(n=self.foreign) if self.foreign else ""
        photos = _("带上照片和扫描件 {n} 个。").format(n=self.photos) if self.photos else ""
        left = _("还有 {n} 个照片或扫描件下次再带。").format(n=self.left) if self.left > 0 else ""
        return mine + photos + left + others + _("可以拔出 U 盘了。")


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What came of a stick. `answered`: changes that the county has now; `old`: packages that told nothing new."""

    packages: int
    received: int
    answered: int
    old: int
    foreign: int
    missing: tuple[int, ...]
    refused: tuple[str, ...]
    photos: int = 0

    @property
    def said(self) -> str:
        """In words, what needs a person last."""
        parts = []
        if self.packages > self.old:
            parts.append(_("已读取：收到 {n:,} 条，县里确认了 {m:,} 处改动。").format(n=self.received, m=self.answered))
        elif self.packages:
            parts.append(_("U 盘上的内容以前读过，没有新的。"))
        elif not self.refused:
            parts.append(_("U 盘上没有给这台电脑的内容。"))
        if self.photos:
            parts.append(_("收到照片和扫描件 {n} 个。").format(n=self.photos))
        if self.foreign:
            parts.append(_("有 {n} 个文件是给别的电脑的，已替他们留着，下次导出时一起带上。").format(n=self.foreign))
        if self.missing:
            parts.append(
                _("还缺第 {parts} 份，请把其余的文件也拷来。").format(parts=_("、").join(map(str, self.missing)))
            )
        return "".join((*parts, *dict.fromkeys(self.refused)))


def write_out(desk: AtDesk, place: Path, *, told: Told = lambda _changes: None) -> WrittenOut:
    """Hand over all that has no answer yet; when this returns it lies on the stick and was read back.

    Raises UserError when the PC is not enrolled or the stick does not take it; nothing is lost then.
    """
    kept = _enrolled(desk)
    now = desk.clock.now_ms()
    ups = hand_over(DeskStore(desk.store, actor=desk.actor.id, told=told), device=kept.device)
    ups = [msgspec.structs.replace(up, request=signed_by(up.request)) for up in ups]
    files = files_of(desk, kept, told)
    ups += hand_over_files(files, ups)
    sealed = pack_up(ups, by=kept.keys, to=kept.hub, at=now)
    if kept.claim is not None:
        sealed.insert(0, pack_claim(kept.claim, by=kept.keys, to=kept.hub, at=now))
    changes = sum(len(up.request.changes) for up in ups)
    others = kept_files.kept(_carried(desk), now=now)
    try:
        paths = stick.put(place, [*sealed, *others])
    except UserError as refused:
        note(desk, ExchangeRun(way=OUT, outcome=BROKEN, what=refused.message))
        raise
    mine = paths[: len(sealed)]
    written = {one.head.package for one in sealed}
    stick.clear(place, lambda head: head.sender == kept.keys.id and head.package not in written)  # it says all of them
    size = sum(len(one.data) for one in sealed)
    note(desk, ExchangeRun(
        way=OUT, outcome=DONE, sent=changes, files=len(mine), size=size, what=mine[-1].name,
    ))  # fmt: skip
    aboard = {piece.row for up in ups if up.files is not None for piece in up.files.pieces}
    return WrittenOut(changes, mine, len(others), len(aboard), len(files.unsent()) - len(aboard))


def read_in(desk: AtDesk, place: Path, *, told: Told = lambda _changes: None) -> ReadIn:
    """Read what lies there for this PC, and keep what lies there for others. Raises UserError when nothing can be read.

    A file is read whole and proved before any of it is used; each answer in it is one local transaction.
    """
    kept = _enrolled(desk)
    files = stick.found(place)
    hub = kept.hub
    gathered = gather(files, own=kept.keys, who=lambda end: hub if end == hub.id else None)
    found = _read(desk, kept, gathered, told=told)
    if found.answered or found.received or found.packages > found.old:
        _met(desk)
    names = _("、").join(name for name, _data in files)
    outcome = BROKEN if found.refused and not found.packages else DONE
    note(desk, ExchangeRun(
        way=IN, outcome=outcome, sent=found.answered, received=found.received, files=len(files),
        size=sum(len(data) for _name, data in files), what=found.refused[0] if outcome == BROKEN else names,
    ))  # fmt: skip
    return found


def _read(desk: AtDesk, kept: Enrolment, gathered: Gathered, *, told: Told) -> ReadIn:
    store, known = DeskStore(desk.store, actor=desk.actor.id, told=told), shape()
    files = files_of(desk, kept, told)
    old = photos = 0
    answers: list[Response] = []
    with desk.store.read() as session:
        before = sending(session)
    missing: list[int] = []
    refused = [unfit.message for _name, unfit in gathered.refused]
    with store.copying():  # of a first copy that came in several files, the lists are written once
        for package in gathered.mine:
            try:
                downs = package.downs()
                taken = [response for down in downs for response in read_back(store, known, down)]
                here = sum(_photos(files, down.files) for down in downs if down.files is not None)
            except UserError as unfit:
                refused.append(unfit.message)
                continue
            answers += taken
            photos += here
            old += not taken and not here
            missing += package.missing
    names = {one.name for one in gathered.foreign}
    kept_files.keep(_carried(desk), gathered.foreign, now=desk.clock.now_ms(), county=kept.hub)
    carried = [one for one in kept_files.kept(_carried(desk), now=desk.clock.now_ms()) if one.name in names]
    with desk.store.read() as session:
        received, answered = _news(session, answers), max(0, before - sending(session))
    return ReadIn(
        len(gathered.mine), received, answered, old, len(carried), tuple(missing), tuple(refused),
        photos,
    )  # fmt: skip


def _news(session: Session, answers: Sequence[Response]) -> int:
    """Rows of others: what comes back as this PC told it is no news, nor are questions. See `exchange`."""
    told = [result.id for response in answers for result in response.results if result.kind in AS_TOLD]
    mine = set()
    for start in range(0, len(told), MOST_IDS):
        some = Change.id.in_(told[start : start + MOST_IDS])
        mine |= {
            (row.table_name, row.row_id)
            for row in session.execute(select(Change.table_name, Change.row_id).where(some))
        }
    rows = {(row.table, row.row) for response in answers for row in response.page}
    return sum(key not in mine and key[0] != Conflict.__tablename__ for key in rows)


def _photos(files: DeskBlobs, came: BlobResponse) -> int:
    """How many photos and scans are whole now; an answer that was read before tells nothing new."""
    files.stood(came)
    return files.keep(came.pieces)


def _enrolled(desk: AtDesk) -> Enrolment:
    desk.actor.require(PERMISSION)
    with desk.store.read() as session:
        kept = enrolment(session)
    if kept is None or kept.unit is None:
        raise UserError(_("这台电脑还没有登记到县里，没有交换，数据没有变动。请先登记。"))
    return kept


def _met(desk: AtDesk) -> None:
    """The county answered: it knows this PC, which needs not introduce itself any more."""
    with desk.store.write(desk.actor.id, NOTE) as session:
        kept = enrolment(session)
        if kept is not None and kept.claim is not None:
            kept.claim, kept.code = None, ""


def _carried(desk: AtDesk) -> Path:
    return folder_of(Path(desk.store.path))

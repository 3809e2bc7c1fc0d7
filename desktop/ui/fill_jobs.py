"""What the page that fills tables does off the main thread, with the questions that it asks in dialogs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.clock import today as day_of
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard import views
from desktop.standard.views import View
from desktop.ui.ask import ask_fields
from desktop.ui.desk import Desk
from desktop.ui.progress import Progress

if TYPE_CHECKING:  # loaded by the thread that does the first job: the page is there sooner
    from desktop.standard.filling.course import Opened
    from desktop.standard.filling.memory import Kept
    from desktop.standard.filling.offers import Source
    from desktop.standard.filling.prepare import Prepared
    from desktop.standard.filling.produce import Produced

FOLDER = "fill.folder"


def folder_of(desk: Desk) -> Path:
    """Where the files will lie: where the last ones did, or at home."""
    kept = str(desk.settings.get(FOLDER, "") or "")
    return Path(kept) if kept and Path(kept).is_dir() else Path.home()


def ask_folder(parent: QWidget, desk: Desk) -> Path | None:
    """Another folder, remembered; None when it stays."""
    chosen = QFileDialog.getExistingDirectory(parent, _("放到哪个文件夹"), str(folder_of(desk)))
    if not chosen:
        return None
    desk.settings.put(FOLDER, chosen)
    return Path(chosen)


def opening(desk: Desk, sources: "Sequence[Source]", path: Path) -> "Callable[[Progress], Opened]":
    """Read a table from outside."""

    def job(progress: Progress) -> "Opened":
        from desktop.standard.filling import course, memory  # late, each here: as said

        with desk.store.read() as session:
            return course.open_path(
                path, sources, recall=lambda key: memory.recall(session, key), on_progress=progress.step
            )

    return job


def opening_kept(desk: Desk, sources: "Sequence[Source]", kept: "Kept") -> "Callable[[Progress], Opened]":
    """Read a table of 我的表."""

    def job(progress: Progress) -> "Opened":
        from desktop.standard.filling import course, memory  # late

        with desk.store.read() as session:
            whole = memory.kept(session, kept.id)
        return course.open_kept(whole, sources, on_progress=progress.step)

    return job


def around(desk: Desk, buildings: Callable[[Any], Sequence[str]], sources: "Sequence[Source]") -> Callable[[Any], Any]:
    """What the page shows beside a table: 我的表, the buildings, and the saved filters with what they say."""
    actor, day = desk.actor, day_of(desk.clock)

    def job(session: Any) -> "tuple[Sequence[Kept], tuple[str, ...], tuple[tuple[View, str], ...]]":
        from desktop.standard.filling import memory  # late

        found = views.views(session, actor, registers=[source.register for source in sources], today=day)
        said = tuple((view, views.as_json(view.query, day)) for view in found)
        return memory.mine(session), tuple(buildings(session)), said

    return job


def sampling(desk: Desk, opened: "Opened") -> Callable[[Any], Mapping[str, Sequence[str]]]:
    """A few values of each column, hidden as lists hide them."""
    from desktop.standard.filling.samples import samples  # late

    return lambda session: samples(session, desk.actor, opened, today=day_of(desk.clock))


def opening_again(opened: "Opened", sources: "Sequence[Source]", **said: Any) -> "Callable[[Any], Opened]":
    """The same table read otherwise, as `course.again` takes it."""
    from desktop.standard.filling import course  # late

    return lambda _session: course.again(opened, sources, **said)


def preparing(desk: Desk, opened: "Opened") -> "Callable[[Progress], Prepared]":
    """Gather every row."""

    def job(progress: Progress) -> "Prepared":
        from desktop.standard.filling.prepare import prepare  # late

        with desk.store.read() as session:
            return prepare(
                session, desk.actor, opened.source, template=opened.template, layout=opened.layout,
                mapping=opened.mapping, choice=opened.choice, today=day_of(desk.clock), unkept=opened.unkept,
                on_progress=progress.step,
            )  # fmt: skip

    return job


def making(desk: Desk, prepared: "Prepared", folder: Path) -> "Callable[[Progress], tuple[Produced, bool]]":
    """Write the files, then keep the table; whether it was small enough to be kept."""

    def job(progress: Progress) -> "tuple[Produced, bool]":
        from desktop.standard.filling import memory  # late, each
        from desktop.standard.filling.produce import produce

        made = produce(desk.store, desk.actor, prepared, folder=folder, clock=desk.clock, on_progress=progress.step)
        with desk.store.write(desk.actor.id, f"{prepared.source.register.name}.export") as session:
            kept = memory.keep(
                session, desk.actor, template=prepared.template, layout=prepared.layout, mapping=prepared.mapping,
                choice=prepared.choice, at=desk.clock.now_ms(),
            )  # fmt: skip
        return made, kept is not None

    return job


def renaming(kept: "Kept", *, name: str, agency: str) -> Callable[[Any], None]:
    """Call a table of 我的表 otherwise."""
    from desktop.standard.filling import memory  # late

    return lambda session: memory.rename(session, kept.id, name=name, agency=agency)


def forgetting(kept: "Kept") -> Callable[[Any], None]:
    """Take a table off 我的表."""
    from desktop.standard.filling import memory  # late

    return lambda session: memory.forget(session, kept.id)


def ask_names(parent: QWidget, kept: "Kept", *, today: date) -> tuple[str, str] | None:
    """What a table is called and whose it is; None when it stays as it is."""
    fields = (
        Field("name", _("表名"), required=True),
        Field("agency", _("发表单位"), hint=_("例如：街道民政所")),
    )  # fmt: skip
    said = ask_fields(
        parent, _("这张表叫什么、是谁发的"), _("保存名字"), safe=_("不改"), fields=fields, today=today,
        texts={"name": kept.name, "agency": kept.agency},
    )  # fmt: skip
    return (said["name"], said["agency"] or "") if said is not None else None

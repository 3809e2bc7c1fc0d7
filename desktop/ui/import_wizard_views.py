"""What the check step shows of a dry run: its filters, the rows of each, what has to be done first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.base.text import _
from desktop.standard.importing.plan import Item, Plan, Problem, Verdict
from desktop.standard.importing.staged import At
from desktop.standard.importing.summary import sentences
from desktop.ui.import_hiding import hide


@dataclass(frozen=True, slots=True)
class View:
    """One filter of the check step: its name, its word and its rows."""

    name: str
    word: str
    rows: tuple["Row", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the check step: where it is, whom it is about, what is to be said, and what it stands for."""

    at: At | None
    place: str
    name: str
    door: str
    column: str
    words: str
    value: str = ""
    problem: Problem | None = None
    item: Item | None = None


class Planned:
    """A dry run as the screen keeps it; `plan` holds what only the register's own writer reads."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.views = tuple(_views(plan))
        self.sentences = sentences(plan)

    @property
    def asks(self) -> bool:
        """Whether anything waits for a person to look at it or to decide."""
        return any(self.view(name) is not None for name in ("fix", "look", "conflict"))

    def view(self, name: str) -> View | None:
        """The filter called `name`."""
        return next((view for view in self.views if view.name == name), None)


def _views(plan: Plan) -> Sequence[View]:
    """The filters that have rows, what is to be done first."""
    who = {item.who.at: item for item in reversed(plan.items)}
    many = len(plan.staged.sheets) > 1
    found = [
        View("fix", _("需要改"), tuple(_problem(problem, who, many=many) for problem in plan.problems)),
        View("look", _("请看一眼"), tuple(_problem(problem, who, many=many) for problem in plan.reminders)),
    ]
    for name, verdict, word in (
        ("conflict", Verdict.CONFLICT, _("待定")),
        ("changed", Verdict.CHANGED, _("更新")),
        ("new", Verdict.NEW, _("新增")),
        ("same", Verdict.SAME, _("不变")),
        ("merged", Verdict.MERGED, _("已合并")),
        ("skipped", Verdict.SKIPPED, _("不导入")),
    ):
        rows = tuple(_item(item, many=many) for item in plan.items if item.verdict is verdict)
        found.append(View(name, word, rows))
    found.append(View("gone", _("表里没有"), tuple(_item(item, many=many) for item in plan.gone)))
    left_out = tuple(
        Row(one.at, _place(one.at, many=many), "", "", "", one.why, hide(one.text)) for one in plan.staged.left_out
    )
    found.append(View("left_out", _("没有读的行"), left_out))
    return [view for view in found if view.rows]


def _problem(problem: Problem, who: Mapping[At, Item], *, many: bool) -> Row:
    item = who.get(problem.at)
    name, door = (item.name, item.door) if item else ("", "")
    place = _place(problem.at, many=many)
    return Row(problem.at, place, name, door, problem.title, problem.sentence, hide(problem.value), problem, item)


def _item(item: Item, *, many: bool) -> Row:
    known = item.verdict is not Verdict.GONE
    if item.conflict:
        words = item.conflict
    else:
        arrow = _("{title}：{old} → {new}")
        words = _("；").join(
            arrow.format(title=one.title, old=hide(one.old) or _("空"), new=hide(one.new)) for one in item.differences
        )
    at = item.who.at if known else None
    return Row(at, _place(at, many=many) if at else "", item.name, item.door, "", words, item=item)


def _place(at: At, *, many: bool) -> str:
    return _("{sheet} {row}").format(sheet=at.sheet, row=at.row) if many else str(at.row)

"""A plan in figures for the command line and in sentences for the wizard."""

from typing import Any

from desktop.base.text import _
from desktop.standard.importing.plan import Item, Plan, Problem, Verdict


def summary(plan: Plan) -> dict[str, Any]:
    """The dry run as one JSON document; persons are counted, identity numbers are never written out."""
    staged, counts = plan.staged, plan.counts
    return {
        "file": staged.file,
        "sheets": list(staged.sheets),
        "register": staged.register,
        "rows": len(staged.rows),
        "counter": plan.counter,
        **{name: counts.get(name, 0) for name in _COUNTED},
        "needs_fix": [_problem(problem, sheets=len(staged.sheets) > 1) for problem in plan.problems],
        "reminders": [_problem(problem, sheets=len(staged.sheets) > 1) for problem in plan.reminders],
        "conflicts": [_conflict(item) for item in plan.items if item.verdict is Verdict.CONFLICT],
        "dropped_columns": [*staged.unkept, *staged.unknown],
        "unkept_columns": list(staged.unkept),
        "unknown_columns": list(staged.unknown),
        "mapping": dict(staged.mapping),
        "sentences": list(sentences(plan)),
    }


_COUNTED = (
    "households", "people", "new", "changed", "same", "gone", "conflict", "waiting", "skipped",
    "new_buildings", "new_stairwells", "new_doors", "new_households", "care_words",
)  # fmt: skip


def _problem(problem: Problem, *, sheets: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"row": problem.at.row, "column": problem.title, "problem": problem.sentence}
    if sheets:
        said["sheet"] = problem.at.sheet
    if problem.value:
        said["value"] = problem.value
    if problem.fixes:
        said["fixes"] = list(problem.fixes)
    said["kept"] = problem.kept
    return said


def _conflict(item: Item) -> dict[str, Any]:
    return {"row": item.who.at.row, "name": item.name, "door": item.door, "problem": item.conflict}


def sentences(plan: Plan) -> tuple[str, ...]:
    """What the check step says above its table, the most important first."""
    counts = plan.counts
    said = (
        [_plain(plan)]
        if plan.counter
        else [
            _(
                "表里共 {households} 户 {people} 人：将新增 {new} 人，更新 {changed} 人，不变 {same} 人。"
                "现在还没有写入任何数据。"
            ).format(**{name: counts.get(name, 0) for name in ("households", "people", "new", "changed", "same")})
        ]
    )
    if counts.get("new_doors"):
        said.append(
            _("将新建 {buildings} 栋 {stairwells} 个单元 {doors} 个门。").format(
                buildings=counts.get("new_buildings", 0),
                stairwells=counts.get("new_stairwells", 0),
                doors=counts["new_doors"],
            )
        )
    empty = sum(1 for problem in plan.problems if not problem.kept and not problem.waits)
    if empty:
        said.append(_("有 {count} 格读不出来：这一格先空着，这一行照常导入。").format(count=empty))
    for name, words in (_OTHERS | (_OTHERS_PLAIN if plan.counter else {})).items():
        if counts.get(name):
            said.append(words.format(count=counts[name]))
    if plan.staged.unkept:
        said.append(_("本系统不保存的列：{titles}。").format(titles="、".join(plan.staged.unkept)))
    if plan.staged.unknown:
        said.append(_("没有对应栏目的列：{titles}。").format(titles="、".join(plan.staged.unknown)))
    return (*said, *plan.staged.notes, *plan.notes)


def _plain(plan: Plan) -> str:
    """The first sentence for rows that are no people."""
    words = _("表里共 {rows} {of}：将新增 {new} {of}，更新 {changed} {of}，不变 {same} {of}。现在还没有写入任何数据。")
    numbers = {name: plan.counts.get(name, 0) for name in ("rows", "new", "changed", "same")}
    return words.format(of=plan.counter, **numbers)


_OTHERS = {
    "waiting": _("有 {count} 行没有姓名或门牌，改好后才能导入。"),
    "conflict": _("有 {count} 人与库里对不上，需要逐个决定；没有决定的保持库里的内容。"),
    "skipped": _("有 {count} 人选择不导入。"),
    "gone": _("库里有 {count} 人在这些门里而表里没有，仅列出，不会删除。"),
    "care_words": _("备注中的 {count} 处关爱信息没有保存。"),
}
_OTHERS_PLAIN = {
    "waiting": _("有 {count} 行缺少必填的内容，改好后才能导入。"),
    "skipped": _("有 {count} 行选择不导入。"),
}

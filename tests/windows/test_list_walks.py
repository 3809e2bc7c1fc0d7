"""A household, an export and an import with bad rows, with no more clicks and keys than were allowed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from desktop import catalog
from desktop.base.clock import SystemClock
from desktop.base.paths import profile_at
from desktop.procedures import demo
from tests.windows.conftest import told

# Clicks and keys at most (UX §9); text and the name of a file are not counted.
BUDGETS = {
    "add a household of three": (0, 40),
    "export a filter": (2, 1),
    "import a roster with five bad rows": (6, 1),
}
ROWS, BAD = 214, 5


def roster(path: Path) -> Path:
    """Households of another building, five of whose identity numbers are wrong in their last place."""
    lines = ["门牌,姓名,与户主关系,电话,身份证号"]
    for number in range(ROWS):
        door = f"9-{number // 100 + 1}-{number // 4 % 25 + 1}{number % 4 + 1:02}"
        wrong = "990101199003070011" if number % 45 == 9 else ""
        lines.append(f"{door},周{'兰丽磊敏'[number % 4]}{'明华'[number % 2]},户主,1700009{number:04},{wrong}")
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_lists_and_rosters_by_few_clicks(
    act: Callable[..., subprocess.Popen[str]], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    demo.make(
        profile_at(str(tmp_path / "desk")), size="61", clock=SystemClock(), derived=catalog.DERIVED
    ).close()  # fmt: skip
    workbook = tmp_path / "1号楼.xlsx"
    said = told(act("list_walks", str(workbook), str(roster(tmp_path / "名册.csv"))))
    record_property("counts", said["counts"])
    for task, (clicks, keys) in BUDGETS.items():
        counted = said["counts"][task]
        assert (counted["clicks"] <= clicks, counted["keys"] <= keys) == (True, True), (task, counted)
    assert said["people"][1] == said["people"][0] + 3
    assert said["wrong"] == BAD
    assert workbook.is_file()

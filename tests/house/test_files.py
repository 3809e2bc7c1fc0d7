"""Every file is small, says what lives in it, and stands where the plan of the house has it."""

import ast
import inspect
import re

import pytest

from tests.house import sources

pytestmark = pytest.mark.xdist_group("house")  # on one worker: it parses each file once, for every law
TOP = {"desktop", "resources", "migrations", "tests", "main.py", "pyproject.toml", "README.md"}
DOTFILES = {".ci", ".gitignore", ".gitattributes", ".git"}
UNFINISHED = re.compile(r"#.*\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
FIRST = re.compile(r'r?"""(.*?)"""\n', re.DOTALL)
# Words that only a test of tests may write out.
WAITING = re.compile(
    r"\btime\.sl" r"eep\(|\bsl" r"eep\(|\bpytest\.(mark\.)?(sk" r"ip|xf" r"ail)|importor" r"skip|unittest\.sk" r"ip"
)
# The present moment is handed in as a Clock; these two files are where it comes from.
NOW = re.compile(r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.time(_ns)?\(")
CLOCKS = {"desktop/base/clock.py", "desktop/base/ids.py"}
POSIX_ONLY = {"fcntl", "pwd", "grp", "resource", "termios"}
PRIVATE = {
    "religion", "ethnicity", "ethnic", "race", "biometric", "fingerprint", "face", "iris", "location", "trace",
    "petition", "opinion", "criminal", "conviction", "correction", "risk", "score", "ranking", "points",
    "streak", "blood",
}  # fmt: skip


def test_the_top_of_the_house_is_as_planned() -> None:
    ignored = {line.rstrip("/") for line in (sources.ROOT / ".gitignore").read_text("utf-8").split()}
    there = {path.name for path in sources.ROOT.iterdir()}
    strange = {name for name in there - TOP - DOTFILES if name not in ignored and not name.startswith(".")}
    assert strange == set()
    assert there >= TOP


@sources.each_of(sources.all_python())
def test_a_file_has_at_most_300_lines(path) -> None:
    """But a migration that was shipped is never touched again, so it may be as long as the schema of its day."""
    if path.is_relative_to("migrations/versions"):
        return
    assert sources.text(path).count("\n") <= 300


@sources.each_of(sources.all_python())
def test_a_file_begins_by_saying_in_one_sentence_what_lives_there(path) -> None:
    source = sources.text(path)
    if path.name == "__init__.py" and not source.strip():
        return
    head = FIRST.match(source)  # of a thousand files; most are not parsed for anything else
    assert head, "the docstring is the first line"
    words = inspect.cleandoc(head[1]).split("\n\n")[0]
    assert words.endswith("."), "a sentence ends with a full stop"
    assert not re.search(r"\.\s+[A-Z]", words), "one sentence, not two"


def test_the_front_doors_of_registers_stay_empty() -> None:
    doors = [sources.text(path) for path in sources.python_files("desktop/registers") if path.name == "__init__.py"]
    assert not any(door.strip() for door in doors)


@sources.each_of(sources.all_python())
def test_nothing_is_left_for_later(path) -> None:
    assert [line for line in sources.text(path).splitlines() if UNFINISHED.search(line)] == []


@sources.each_of(sources.python_files("tests"))
def test_tests_neither_wait_nor_look_away(path) -> None:
    assert [line for line in sources.text(path).splitlines() if WAITING.search(line)] == []


@sources.each_of(sources.python_files("desktop"))
def test_the_present_moment_is_handed_in(path) -> None:
    found = [line for line in sources.text(path).splitlines() if NOW.search(line)]
    assert found == [] or path.as_posix() in CLOCKS


@sources.each_of(sources.python_files("desktop"))
def test_a_module_of_one_system_is_never_imported_at_the_top(path) -> None:
    names = {name.name for node in sources.tree(path).body if isinstance(node, ast.Import) for name in node.names}
    assert names & POSIX_ONLY == set()


@sources.each_of(sources.python_files("desktop"))
def test_a_late_import_gives_its_reason(path) -> None:
    lines = sources.text(path).splitlines()
    silent = []
    for node in ast.walk(sources.tree(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        late = [part.lineno for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
        silent += [line for line in late if not _has_reason(lines, line)]
    assert silent == []


def _has_reason(lines: list[str], number: int) -> bool:
    """A comment on the line itself, on one before it in the same block of imports, or above the block."""
    above = number - 1
    while above > 0 and (not lines[above].strip() or lines[above].strip().startswith(("import ", "from "))):
        if "# " in lines[above]:
            return True
        above -= 1
    return lines[above].strip().startswith("#")


def test_no_column_holds_what_must_not_be_known() -> None:
    found = []
    for path in [*sources.python_files("desktop"), *sources.python_files("migrations")]:
        for name, line in _columns(sources.tree(path)):
            if PRIVATE & set(name.split("_")):
                found.append(f"{path}:{line} {name}")
    assert found == []


def _columns(module: ast.Module) -> list[tuple[str, int]]:
    """Mapped attributes of models, and the columns that migrations name."""
    names = []
    for node in ast.walk(module):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and "Mapped" in ast.dump(node.annotation)
        ):
            names.append((node.target.id, node.lineno))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "Column":
            names += [(str(arg.value), node.lineno) for arg in node.args[:1] if isinstance(arg, ast.Constant)]
    return names

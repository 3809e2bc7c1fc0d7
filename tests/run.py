"""The test command: every gate with its seconds, then every test, with pytest's own summary as the last line."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GATES = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy", "--strict", "desktop"],
    "imports": ["-c", "import sys; from importlinter.cli import lint_imports_command as gate; sys.exit(gate())"],
}
BOTH_CORES = ["-n", "2", "--dist", "loadgroup"]
COVERAGE = ROOT / ".coverage.json"
MEMORY = Path("/dev/shm")  # half of the time of the tests was waiting for a disk
ENOUGH = 4 << 30  # bytes free there; what passed leaves nothing behind


def main(argv: list[str]) -> int:
    """Run all gates and all tests; what stands in `argv` goes to pytest (then without the coverage gate)."""
    with ThreadPoolExecutor(max_workers=1) as beside:  # the tests: a gate by itself would leave a core idle
        gates = [beside.submit(_gate, name, command) for name, command in GATES.items()]
        tested, summary = _tests(argv)
        verdicts = [gate.result() for gate in gates]
    if not (tested and all(verdicts)):
        print("something above failed")
    print(summary)
    return 0 if tested and all(verdicts) else 1


def _tests(argv: list[str]) -> tuple[bool, str]:
    """Run the tests, what they look at and what they cover; True when all is well, and pytest's summary."""
    COVERAGE.unlink(missing_ok=True)
    measured = [] if argv else ["--cov=desktop", "--cov-report=", f"--cov-report=json:{COVERAGE}"]
    began = time.monotonic()
    passed, summary = _pytest([*BOTH_CORES, *measured, *argv])
    _say("tests", passed, began=began)
    if measured:
        # After the others and alone: each worker keeps a whole window, and its pictures want no tracing.
        began = time.monotonic()
        seen, told = _pytest([*BOTH_CORES, "-m", "senses", "tests/senses"])
        _say("senses", seen, began=began, words=told)
        began = time.monotonic()
        lost = uncovered(COVERAGE, (ROOT / "tests/house/covered.txt").read_text("utf-8").split())
        _say("coverage", not lost, began=began, words="\n".join(lost))
        passed = passed and seen and not lost
    return passed, summary


def uncovered(report: Path, promised: list[str]) -> list[str]:
    """The lines of `promised` files or folders that no test ran, as `file:line,line`; nothing when all is well."""
    if not report.exists():
        return ["no coverage was measured"]
    files: dict[str, dict[str, list[int]]] = json.loads(report.read_text("utf-8"))["files"]
    lost = []
    for name, found in sorted(files.items()):
        path = Path(name).as_posix()
        if found["missing_lines"] and any(fnmatch(path, one) or path.startswith(f"{one}/") for one in promised):
            lost.append(f"{path}:{','.join(map(str, found['missing_lines']))}")
    return lost


def _gate(name: str, command: list[str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    good = done.returncode == 0
    _say(name, good, began=began, words="" if good else done.stdout + done.stderr)
    return good


def _pytest(options: list[str]) -> tuple[bool, str]:
    """Run pytest, passing its lines on as they come; its last line is kept back for the very end."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each module compiled once, not by each of hundreds of programs
    command = [sys.executable, "-m", "pytest", "-o", "tmp_path_retention_policy=failed", *options]
    quick = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    last = ""
    with (
        _folder(MEMORY if quick else None) as folder,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        ) as child,
    ):
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip():
                print(last, flush=True)
                last = line.rstrip()
    return child.returncode == 0, last


@contextmanager
def _folder(within: Path | None) -> Iterator[str]:
    """A folder for what tests write; the database server of some is another user, who has to pass through it."""
    with tempfile.TemporaryDirectory(dir=within, ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o711)
        yield made


def _say(name: str, good: bool, *, began: float, words: str = "") -> None:
    print(f"{'ok    ' if good else 'FAILED'} {name:<9} {time.monotonic() - began:6.1f} s", flush=True)
    if words:
        print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

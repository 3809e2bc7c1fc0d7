"""What a desk at rest has not loaded: start-up and memory are paid by people who wait."""

import subprocess
import sys

import pytest

PROBE = "import sys, {modules}; print([name for name in {heavy!r} if name in sys.modules])"
FIRST = "desktop.run_desktop"
WIZARD = "desktop.run_desktop, desktop.run_desktop.late_steps, desktop.ui.first_run"
INSIDE = "desktop.screens.every, desktop.catalog, desktop.ui.furnish, desktop.ui.data_places, desktop.ui.keeper"
PAPER = ("reportlab", "pypdfium2", "PIL", "pypinyin", "openpyxl", "xlsxwriter", "python_calamine", "alembic")


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        (FIRST, (*PAPER, "sqlalchemy", "sqlcipher3", "cryptography", "argon2")),
        (WIZARD, (*PAPER, "cryptography", "argon2", "desktop.catalog", "desktop.procedures")),
        (INSIDE, (*PAPER, "sqlalchemy.dialects.postgresql")),
    ],
    ids=["before the sign-in page", "before the first step of setting up", "inside the window"],
)
def test_what_is_heavy_waits_until_it_is_needed(modules: str, heavy: tuple[str, ...]) -> None:
    probe = PROBE.format(modules=modules, heavy=heavy)
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

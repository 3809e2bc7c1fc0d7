"""What a desk at rest has not loaded: start-up and memory are paid by people who wait."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base.clock import SystemClock
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import profiles
from tests.house import sources
from tests.house.at_rest import PASSWORD, USER

PROBE = "import sys, {modules}; print([name for name in {heavy!r} if name in sys.modules])"
FIRST = "desktop.run_desktop"
WIZARD = "desktop.run_desktop, desktop.run_desktop.late_steps, desktop.ui.first_run"
INSIDE = "desktop.screens.every, desktop.catalog, desktop.ui.furnish, desktop.ui.data_places, desktop.ui.keeper"
PAGES = "desktop.ui.list_page, desktop.ui.settings_page, desktop.ui.import_wizard, desktop.ui.fill_page"
FIRST_FILE = ("desktop.sheets.read", "desktop.sheets.template", "desktop.standard.importing.stage", "multiprocessing")
DIALOGS = (
    "desktop.ui.bulk_dialog", "desktop.ui.bulk_paste_dialog", "desktop.ui.columns_dialog",
    "desktop.ui.saved_filters_dialog", "desktop.ui.settings_page_users", "desktop.ui.settings_page_lock",
)  # fmt: skip
PAPER = ("reportlab", "pypdfium2", "PIL", "pypinyin", "openpyxl", "xlsxwriter", "python_calamine", "alembic")


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        (FIRST, (*PAPER, "sqlalchemy", "sqlcipher3", "cryptography", "argon2")),
        (WIZARD, (*PAPER, "cryptography", "argon2", "desktop.catalog", "desktop.procedures")),
        (INSIDE, (*PAPER, "sqlalchemy.dialects.postgresql")),
        (PAGES, (*PAPER, *FIRST_FILE, *DIALOGS)),
    ],
    ids=["before the sign-in page", "before the first step of setting up", "inside the window", "on opening a page"],
)
def test_what_is_heavy_waits_until_it_is_needed(modules: str, heavy: tuple[str, ...]) -> None:
    probe = PROBE.format(modules=modules, heavy=heavy)
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


# What a desk at rest shows is today and the frame around it. Whatever else is loaded is paid by every PC all day long:
# a page of its own, a paper, a deed, an import, the exchange, a library that only they use.
AT_REST_NEVER = re.compile(
    r"desktop\.ui\.(?!(today|program)_).+_(page|pages|dialog|wizard|preview)(_.+)?|desktop\.ui\.(form|ask|picker|editors|help_view)"
    r"|desktop\.registers\.\w+\.screen(\..+)?|desktop\.registers\.\w+\.forms\.(?!declared).+"
    r"|desktop\.registers\.\w+\.imports\.(?!declared|columns).+|desktop\.registers\.(venues|partners)\.service\..+"
    r"|desktop\.procedures\.(?!at_desk|deeds|keeping|keeping_keys|keys|opening|profiles)\w+"
    r"|desktop\.reports\.\w+_(sheet|summary|log|card|cards|edits)"
    r"|desktop\.(sheets|county|command)(\..+)?|desktop\.standard\.(importing|filling|bulk|export)(\..+)?"
    r"|desktop\.printing\.(?!alerts|page|short_code|spool).+|desktop\.sync\.(pull|push|merge|hub_\w+|run|bundle|peer_http)"
    r"|PySide6\.Qt(?!Core|DBus|Gui|Svg|Widgets)\w+"
    r"|(reportlab|pypdfium2|PIL|segno|pypinyin|openpyxl|xlsxwriter|python_calamine|alembic|defusedxml|httpx2)(\..+)?"
    r"|html(\..+)?|xml(\..+)?|multiprocessing(\..+)?|sqlalchemy\.dialects\.(?!sqlite|_typing).+"
)


def test_a_desk_at_rest_has_loaded_what_it_shows_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRID_DEVICE_DIR", str(tmp_path / "device"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    data = Profile(tmp_path / "data")
    profiles.create(data, unit="阳光花园", user=USER, password=PASSWORD, clock=SystemClock(), derived=DERIVED).close()
    desk = [sys.executable, "-m", "tests.house.at_rest", str(data.folder)]
    loaded = subprocess.run(desk, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert {"desktop.ui.shell", "desktop.ui.today_page", "desktop.screens.every"} <= set(loaded)
    assert [name for name in loaded if AT_REST_NEVER.fullmatch(name)] == []


def test_the_catalog_maps_every_table_however_late_the_rest_is_loaded() -> None:
    probe = "import desktop.catalog; from desktop.store.record import Row; print(*Row.metadata.tables)"
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    named = re.compile(r'^    __tablename__ = "(\w+)"', re.M)
    declared = [name for path in sources.python_files("desktop") for name in named.findall(sources.text(path))]
    assert sorted(declared) == sorted(done.stdout.split())

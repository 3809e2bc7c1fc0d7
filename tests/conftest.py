"""What every test stands on: no screen, no trace in the home folder, no warning in the log."""

import gc
import logging
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

from desktop.base import calm
from desktop.store import engine
from desktop.store.session import Store
from tests.factories.compiled import Compiled
from tests.factories.migrated import Migrated

# Before any test module loads Qt: widgets are drawn in memory unless a test asks for a real window.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).parent
UNTRACED = ("contract", "manual", "screens", "ui", "windows")  # rooms of tests that no coverage rests on
# One machine is slow and another is shared: a rule holds or not, whatever time it takes, and the same way every time.
settings.register_profile("house", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked to stay together does: xdist 3.8 writes a group where pytest 9.2 does not read it any more."""
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark and not item.nodeid.endswith(f"@{mark.args[0]}"):
            item._id = type(item._id).parse(f"{item.nodeid}@{mark.args[0]}")


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was loaded and collected stays to the end: no collection of a test has to walk through it."""
    if session.config.pluginmanager.hasplugin("_cov"):
        _load_what_is_covered()
    calm.settle()


def _load_what_is_covered() -> None:
    """While everything is traced: a module that an untraced test loads first would seem not to have run."""
    root = HERE.parent
    for promised in (HERE / "house" / "covered.txt").read_text("utf-8").split():
        for path in root.glob(promised):
            for file in sorted(path.rglob("*.py")) if path.is_dir() else (path,):
                import_module(".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Tracing costs half of what is traced, and what is promised to be covered is covered by the tests of its room."""
    tracing = item.config.pluginmanager.getplugin("_cov")
    controller = getattr(tracing, "cov_controller", None)
    if controller is None or item.path.relative_to(HERE).parts[0] not in UNTRACED:
        yield
        return
    controller.pause()
    yield
    controller.resume()


@pytest.fixture(autouse=True, scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hundreds of tests set a profile up and ask it the same questions; its steps are for `tests/migrations`."""
    folder = tmp_path_factory.mktemp("prepared")
    migrated, compiled = Migrated(folder), Compiled(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "upgrade", lambda store: migrated.upgrade(store))  # noqa: PLW0108  # to be handed the store
        patch.setattr(engine, "make_engine", compiled.make_engine)
        yield


@pytest.fixture(autouse=True)
def device_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for the machine's secret, so that no test reads or writes the one of this machine."""
    folder = tmp_path_factory.mktemp("device")
    monkeypatch.setenv("GRID_DEVICE_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords for next to nothing: there are hundreds of them here, at a quarter of a second each."""
    monkeypatch.setattr("desktop.access.keyring.calibrated", lambda: 1)
    monkeypatch.setattr("desktop.access.keyring.ARGON_MEMORY_KIB", 64)


@pytest.fixture(autouse=True)
def _no_window_falls_apart_on_another_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where there are widgets, cycles are collected here, as the program does, and not by whichever thread comes."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test, unless the test meant it and says `caplog.clear()`."""
    yield
    loud = [entry for entry in caplog.get_records("call") if entry.levelno >= logging.WARNING]
    assert not loud, [entry.getMessage() for entry in loud]

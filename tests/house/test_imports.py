"""What only some rooms may use, however long the chain of imports; the layers stand in pyproject and are a gate."""

import re

import grimp
import pytest

GRAPH = grimp.build_graph("desktop", include_external_packages=True)
LOOKS = r"desktop\.(ui(\..+)?|screens(\..+)?|run_desktop(\..+)?|registers\.\w+\.screen(\..+)?)"
# Package -> the only modules that may import it themselves.
OWNERS = {
    "openpyxl": r"desktop\.sheets\..+",
    "xlsxwriter": r"desktop\.sheets\..+",
    "python_calamine": r"desktop\.sheets\..+",
    "defusedxml": r"desktop\.sheets\..+",
    "reportlab": r"desktop\.printing\..+",
    "segno": r"desktop\.printing\..+",
    "pypinyin": r"desktop\.search\..+",
    "httpx2": r"desktop\.sync\..+",
    "starlette": r"desktop\.county\..+|desktop\.run_county",
    "uvicorn": r"desktop\.county\..+|desktop\.run_county",
    "sqlcipher3": r"desktop\.store\..+",
    "PySide6": LOOKS,
}


@pytest.mark.parametrize("package", OWNERS)
def test_a_package_is_imported_only_by_its_room(package: str) -> None:
    users = GRAPH.find_modules_that_directly_import(package) if package in GRAPH.modules else set()
    assert [user for user in sorted(users) if not re.fullmatch(OWNERS[package], user)] == []


def test_qt_is_reached_only_where_people_look() -> None:
    reaching = GRAPH.find_downstream_modules("PySide6") if "PySide6" in GRAPH.modules else set()
    strangers = [name for name in sorted(reaching) if not re.fullmatch(LOOKS, name)]
    assert [GRAPH.find_shortest_chain(name, "PySide6") for name in strangers] == []


def test_screens_hold_no_database() -> None:
    users = GRAPH.find_modules_that_directly_import("sqlalchemy") if "sqlalchemy" in GRAPH.modules else set()
    assert [user for user in sorted(users) if re.fullmatch(LOOKS.replace(r"|run_desktop(\..+)?", ""), user)] == []


def test_a_declaration_is_reached_only_from_the_catalog_the_screens_and_its_own_screen() -> None:
    screens = {name for name in GRAPH.modules if name.startswith("desktop.screens.")}
    found = []
    for name in sorted(GRAPH.modules):
        own = re.fullmatch(r"(desktop\.registers\.\w+)\.(register|screen)(\..+)?", name)
        if own is None:
            continue
        looks = {each for each in GRAPH.modules if f"{each}.".startswith(f"{own[1]}.screen.")}
        beside = {each for each in GRAPH.modules if each.startswith(f"{own[1]}.register.")}  # one of several files
        allowed = screens | looks | ({"desktop.catalog"} | beside if own[2] == "register" else set())
        found += [(user, name) for user in sorted(GRAPH.find_modules_that_directly_import(name) - allowed)]
    assert found == []


def test_base_stands_on_nothing_of_ours_and_on_no_database_or_screen() -> None:
    below = {module for module in GRAPH.modules if module.startswith("desktop.base.")}
    used = {used for module in below for used in GRAPH.find_modules_directly_imported_by(module)}
    assert {name for name in used - below if name.startswith("desktop") or name in ("PySide6", "sqlalchemy")} == set()


def test_provisioning_stands_on_the_standard_library_alone() -> None:
    reached = GRAPH.find_upstream_modules("desktop.base.provision") | {"desktop.base.provision"}
    outside = {name for name in reached if not name.startswith("desktop") and name not in _standard()}
    assert outside == set()


def _standard() -> frozenset[str]:
    import sys

    return sys.stdlib_module_names

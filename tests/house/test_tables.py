"""Whoever loads the catalog has every table: guards, the exchange and the county's server ask for all of them."""

import re
import subprocess
import sys

from tests.house.sources import ROOT

NAMED = re.compile(r'^    __tablename__ = "(\w+)"', re.MULTILINE)
ASKED = "import desktop.catalog; from desktop.store.record import Row; print(*Row.metadata.tables)"


def test_the_catalog_maps_every_table() -> None:
    written = {name for path in (ROOT / "desktop").rglob("*.py") for name in NAMED.findall(path.read_text("utf-8"))}
    told = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert sorted(written - set(told.stdout.split())) == []
    assert len(written) > 60

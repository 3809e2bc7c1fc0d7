"""Each form says exactly what its golden copy says, and is the same file wherever it is printed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from syrupy.assertion import SnapshotAssertion

from desktop.catalog import REGISTERS
from desktop.values.partial_day import PartialDay
from tests.forms import bonds, partners, party, venues
from tests.forms.village import EXTENSION_I, RARE, Village, make_village, printed, words

CODE = "7K3M-9XQ4-PV2T-H8WD-3N6R-BYJ5-0CFE-S1GA"
NOTICE = {"kind": "water", "time": "11月25日8时至12时", "place": "1号楼全楼", "copies": 2}
JUNE = {"month": PartialDay(2026, 6)}
LAST_YEAR = {"since": date(2025, 7, 1), "until": date(2025, 12, 31)}
FEBRUARY = {"month": PartialDay(2026, 2)}
Chosen = Callable[[Village], list[UUID]]
CASES: dict[str, tuple[str, str, Chosen, dict[str, object]]] = {
    "full household": ("households", "household-sheet", lambda v: [v.full], {}),
    "empty household": ("households", "household-sheet", lambda v: [v.empty], {}),
    "visit list": ("households", "visit-list", lambda v: [v.empty, v.full], {"filter_text": "筛选：1号楼"}),
    "door cards": ("contacts", "door-cards", lambda v: [v.member], {}),
    "month sheet": ("contacts", "month-sheet", lambda v: [v.member], {}),
    "visit record": ("visits", "visit-record", lambda v: [v.visit], {}),
    "visit record to fill in": ("households", "visit-record-blank", lambda v: [v.full], {}),
    "full letter": ("households", "confirm-letter", lambda v: [v.full], {}),
    "empty letter": ("households", "confirm-letter", lambda v: [v.empty], {}),
    "full tenancy": ("households", "tenancy-sheet", lambda v: [v.full], {}),
    "empty tenancy": ("households", "tenancy-sheet", lambda v: [v.empty], {}),
    "residents": ("households", "resident-roster", lambda v: [v.empty, v.full], {}),
    "homes": ("households", "building-roster", lambda v: [v.empty, v.full], {}),
    "stair notice": ("buildings", "stair-notice", lambda v: v.buildings, {"given": NOTICE}),
    "stair notice to fill in": ("buildings", "stair-notice", lambda v: v.buildings, {"given": {"kind": "meeting"}}),
    "elevation": ("buildings", "elevation", lambda v: v.buildings, {}),
    "large elevation": ("buildings", "elevation-a3", lambda v: v.buildings, {}),
    "member": ("people", "member-sheet", lambda v: [v.member], {}),
    "member from the list of members": ("members", "member-sheet", lambda v: [v.member], {}),
    "summary of this month": ("units", "month-summary", lambda v: [v.profile.unit_id], {}),
    "summary of February": ("units", "month-summary", lambda v: [v.profile.unit_id], {"given": FEBRUARY}),
    "work log of this month": ("units", "work-log", lambda v: [v.profile.unit_id], {}),
    "work log of February": ("units", "work-log", lambda v: [v.profile.unit_id], {"given": FEBRUARY}),
    "calendar of this month": ("units", "calendar", lambda v: [v.profile.unit_id], {}),
    "calendar of a month to come": ("units", "calendar", lambda v: [v.profile.unit_id], {"given": JUNE}),
    "chart of the Party tree": ("party_orgs", "org-chart", party.all_orgs, {}),
    "roster of groups": ("party_orgs", "group-roster", party.all_orgs, {"filter_text": "筛选：1号楼"}),
    "posts": ("posts", "post-list", party.all_posts, {}),
    "signed agreement": ("agreements", "partner-agreement", partners.some("signed"), {}),
    "agreement with a resident": ("agreements", "partner-agreement", partners.some("alone"), {}),
    "claimed project": ("projects", "claim-sheet", partners.some("market"), {}),
    "project to claim": ("projects", "claim-sheet", partners.some("waiting"), {}),
    "service given": ("deliveries", "delivery-sheet", partners.some("given"), {}),
    "partners": ("partners", "partner-roster", partners.some("partner", "resident"), {"filter_text": "筛选：履行中"}),
    "performance": ("partners", "partner-performance", partners.some("partner", "resident"), {}),
    "book of a leader": ("bonds", "bond-handbook", bonds.some("first", "second"), {}),
    "book of a unit": ("bonds", "bond-handbook", bonds.some("came"), {}),
    "letters to units": ("bonds", "bond-reminder", bonds.some("first", "came", "awaited"), {}),
    "bonds": ("bonds", "bond-roster", bonds.some("first", "second", "came"), {"filter_text": "筛选：包联中"}),
    "venue lent for rent and service": ("venue_contracts", "venue-agreement", venues.some("signed"), {}),
    "venue to be lent": ("venue_contracts", "venue-agreement", venues.some("free"), {}),
    "facilities": ("venue_contracts", "venue-hand-over", venues.some("signed"), {}),
    "facilities to fill in": ("venue_contracts", "venue-hand-over", venues.some("free"), {}),
    "service of a year": ("venue_contracts", "venue-service-plan", venues.some("signed"), {}),
    "year without service": ("venue_contracts", "venue-service-plan", venues.some("free"), {}),
    "payment asked for": ("venue_contracts", "venue-payment", venues.some("signed"), {}),
    "payment asked for from the ledger": ("venue_ledger", "venue-payment", venues.some("signed"), {}),
    "demand": ("venue_contracts", "venue-demand", venues.some("signed"), {}),
    "demand from the ledger": ("venue_ledger", "venue-demand", venues.some("signed"), {}),
    "service settled": ("venue_contracts", "venue-settlement", venues.some("signed"), {"given": LAST_YEAR}),
    "service settled from the ledger": ("venue_ledger", "venue-settlement", venues.some("signed"), {}),
    "rent made public": ("venue_notices", "venue-publicity", venues.some("notice"), {}),
    "own receipt": ("venue_entries", "venue-receipt", venues.some("paid"), {}),
    "recovery sheet": ("units", "recovery-sheet", lambda v: [v.profile.unit_id], {"given": {"code": CODE}}),
    "install card": ("units", "install-card", lambda v: [v.profile.unit_id], {}),
    "recovery sheet without a code": ("units", "recovery-sheet", lambda v: [v.profile.unit_id], {}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_form_says_what_its_golden_copy_says(
    village: Village, case: str, snapshot: SnapshotAssertion, tmp_path: Path
) -> None:
    """Two machines print the same bytes."""
    register, form, ids, options = CASES[case]
    folder = tmp_path / "other"
    folder.mkdir()
    other = make_village(folder, machine=2)
    first, second = (printed(each, register, form, ids(each), **options) for each in (village, other))
    other.profile.close()
    assert first == second
    assert words(first) == snapshot


def test_every_form_of_the_catalogue_has_a_golden_copy() -> None:
    county = "branches"  # its papers need a server that answered: test_county_papers
    declared = {(its.name, form.name) for its in REGISTERS if its.name != county for form in its.forms}
    assert declared == {(register, form) for register, form, *_rest in CASES.values()}


def test_rare_names_can_be_copied_from_the_page(village: Village) -> None:
    said = words(printed(village, "households", "household-sheet", [village.full])).replace("\n", "")
    assert RARE in said
    assert EXTENSION_I not in said

"""What the recovery sheet promises: two copies, the code in eight groups, and no trace of it anywhere else."""

from dataclasses import replace
from uuid import uuid4

from sqlalchemy import inspect, select

from desktop.access.unit import Unit
from desktop.registers.units.forms.recovery_sheet import collect
from desktop.standard.tables import Look, PaperCode
from tests.factories.profile import TODAY, USER_ID
from tests.forms.village import Village, printed, words

CODE = "7K3M-9XQ4-PV2T-H8WD-3N6R-BYJ5-0CFE-S1GA"


def test_two_copies_show_the_code_in_eight_groups_and_say_what_happens_when_all_is_lost(village: Village) -> None:
    pages = words(printed(village, "units", "recovery-sheet", [village.profile.unit_id], given={"code": CODE})).split(
        "——"
    )
    assert len(pages) == 2
    for page, copy in zip(pages, ("第一份", "第二份"), strict=True):
        assert all(group in page for group in CODE.split("-"))
        assert copy in page
        assert "王书记" in page
        assert "都丢失则无法打开" in page


def test_the_code_is_kept_nowhere(village: Village) -> None:
    printed(village, "units", "recovery-sheet", [village.profile.unit_id], given={"code": CODE})
    with village.profile.store.read() as session:
        assert session.scalars(select(PaperCode)).all() == []
        (look,) = session.scalars(select(Look))
        kept = [str(getattr(look, column.key)) for column in inspect(Look).columns]
    assert not [value for value in kept for group in CODE.split("-") if group in value]


def test_without_a_code_the_groups_are_blanks_to_fill_by_hand(village: Village) -> None:
    said = words(printed(village, "units", "recovery-sheet", [village.profile.unit_id]))
    assert said.count("____") == 16


def test_units_below_have_no_sheet_of_their_own(village: Village) -> None:
    profile, below = village.profile, uuid4()
    with profile.store.write(USER_ID, "units.save") as session:
        session.add(Unit(id=below, unit_id=below, level="group", name="一组", parent_id=profile.unit_id))
    actor = replace(profile.actor, scope=frozenset({profile.unit_id, below}))
    with profile.store.read() as session:
        made = collect(session, actor, [profile.unit_id, below], today=TODAY)
    assert {sheet.unit_id for sheet in made} == {profile.unit_id}

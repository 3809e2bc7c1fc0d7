"""The card that goes with the stick fits on one page and tells of no person."""

from desktop.base.version import VERSION
from desktop.standard import wording
from tests.factories.profile import USER_ID
from tests.forms.village import Village, make_village, printed, words


def test_five_steps_and_what_else_may_happen_stand_on_one_page(tmp_path) -> None:
    village: Village = make_village(tmp_path)
    pages = words(printed(village, "units", "install-card", [village.profile.unit_id])).split("——")
    assert len(pages) == 1
    assert all(word in pages[0] for word in (VERSION, "八步", "仍要运行", "从别处的备份恢复", "做完打勾"))
    assert pages[0].count("□") == 5
    village.profile.close()


def test_the_county_may_say_it_in_its_own_words(tmp_path) -> None:
    village = make_village(tmp_path)
    with village.profile.store.write(USER_ID, "units.save") as session:
        wording.settle(session, village.profile.actor, "install-card", texts={"phone": "县平台运维组　0796-12345"})
    assert "0796-12345" in words(printed(village, "units", "install-card", [village.profile.unit_id]))
    village.profile.close()

"""Wording of forms promises: shipped texts are whole, a unit's own replace them one by one, no braces on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.standard import unit_settings, wording
from tests.factories.profile import UNIT_ID, USER_ID, Profile, make_profile

FORMS = sorted(path.stem for path in Path("resources/forms").glob("*.toml"))
CARDS = "door-cards"


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


def own(profile: Profile, **texts: str) -> None:
    with profile.store.write(USER_ID, "settings.save") as session:
        wording.settle(session, profile.actor, CARDS, texts=texts)


def now(profile: Profile) -> dict[str, str]:
    with profile.store.read() as session:
        return dict(wording.of_unit(session, UNIT_ID, CARDS))


@pytest.mark.parametrize("form", FORMS)
def test_every_shipped_text_is_called_something_in_chinese(form: str) -> None:
    for piece in wording.shipped(form).values():
        assert re.search("[\u4e00-\u9fff]", piece.label)


def test_forms_without_texts_of_their_own_are_told_apart() -> None:
    assert wording.has_wording(CARDS)
    assert not wording.has_wording("household-sheet")


def test_what_a_unit_settles_replaces_the_shipped_text_and_nothing_else(profile: Profile) -> None:
    before = now(profile)
    own(profile, duties="帮办实事", title="")
    assert now(profile) == {**before, "duties": "帮办实事"}


def test_a_text_emptied_or_typed_as_it_was_shipped_is_the_shipped_one_again(profile: Profile) -> None:
    before = now(profile)
    own(profile, duties="帮办实事")
    own(profile, duties=" ", title=before["title"])
    assert now(profile) == before
    with profile.store.read() as session:
        assert unit_settings.get(session, UNIT_ID, "wording.door-cards") is None


def test_a_name_in_braces_that_nobody_knows_is_refused_and_nothing_is_kept(profile: Profile) -> None:
    before = now(profile)
    with pytest.raises(
        UserError, match=r"“职责”里的 \{\{year\}\} 没有内容可以替换.*\{\{code\}\}、\{\{day\}\}"
    ) as refused:
        own(profile, duties="到 {{year}} 年")
    assert refused.value.field == "duties"
    assert now(profile) == before


@pytest.mark.parametrize("sent", ["文字", {"duties": 5, "title": "到 {{year}}", "stranger": "文字"}])
def test_a_wording_that_came_from_elsewhere_and_does_not_fit_is_left_aside(profile: Profile, sent: object) -> None:
    before = now(profile)
    with profile.store.write(USER_ID, "settings.save") as session:
        unit_settings.put(session, profile.actor, "wording.door-cards", value=sent)
    assert now(profile) == before


def test_names_in_braces_are_filled_in() -> None:
    assert wording.filled("有效期至 {{day}}　{{code}}", day="3月1日", code="C-1") == "有效期至 3月1日　C-1"
    with pytest.raises(KeyError):
        wording.filled("{{day}}")

"""Wording of forms promises: shipped texts are whole, settled versions replace them one by one, no braces on paper."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop.access.actor import Actor
from desktop.access.roles import STAFF
from desktop.access.scope import rebuild_closure
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.standard import undo, unit_settings, wording, wording_files, wording_moving, wording_versions
from desktop.standard.wording_versions import WordingVersion
from tests.factories.profile import TODAY, UNIT_ID, USER_ID, Profile, make_profile

FORMS = wording_files.every_form()
CARDS, AGREEMENT = "door-cards", "partner-agreement"
COUNTY = UUID("018f0000-0000-7000-8000-00000000000c")
# A shipped text that changes takes a new edition: change both together.
EDITIONS = {
    "bond-reminder": ("2026-11", "3d8533db3855"),
    "confirm-letter": ("2026-01", "5d5ea5e17cae"),
    "door-cards": ("2026-11", "b94f97727bce"),
    "install-card": ("2026-11", "4656996725df"),
    "partner-agreement": ("2026-11", "26d16dc4622c"),
    "stair-notice": ("2026-11", "8caa90c7e45a"),
    "venue-agreement": ("2026-11", "df4fcbbdc608"),
    "venue-demand": ("2026-11", "460621e3223b"),
    "venue-payment": ("2026-11", "c93654e3a7a2"),
    "venue-publicity": ("2026-11", "9df2dae6abdc"),
}  # fmt: skip


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


def own(profile: Profile, form: str = CARDS, actor: Actor | None = None, **texts: str) -> UUID:
    """Settle as people do; the number of the deed."""
    with profile.store.write(USER_ID, "wording.settle") as session:
        wording.settle(session, actor or profile.actor, form, texts=texts)
    return UUID(bytes=session.info["changes"].tx.bytes)


def now(profile: Profile, form: str = CARDS) -> dict[str, str]:
    with profile.store.read() as session:
        return dict(wording.of_unit(session, UNIT_ID, form))


def history(profile: Profile, form: str = CARDS) -> tuple[wording.Version, ...]:
    with profile.store.read() as session:
        return wording_versions.history(session, UNIT_ID, form)


def county(profile: Profile) -> Actor:
    """A county above the grid, and somebody who acts for it."""
    with profile.store.write(USER_ID, "units.save") as session:
        session.add(Unit(id=COUNTY, unit_id=COUNTY, level="county", name="临江县"))
        session.flush()
        session.get_one(Unit, UNIT_ID).parent_id = COUNTY
        session.flush()
        rebuild_closure(session)
    return replace(profile.actor, name="县里", unit_id=COUNTY, scope=frozenset({COUNTY, UNIT_ID}))


@pytest.mark.parametrize("form", FORMS)
def test_every_shipped_text_is_called_something_in_chinese_and_can_be_printed(form: str) -> None:
    for key, piece in wording.shipped(form).items():
        assert re.search("[\u4e00-\u9fff]", piece.label)
        wording_files.check(piece, key, piece.text)


@pytest.mark.parametrize("form", FORMS)
def test_a_shipped_text_that_changed_is_another_edition(form: str) -> None:
    texts = "\n".join(piece.text for piece in wording.shipped(form).values())
    assert (wording_files.shipped_edition(form), hashlib.sha256(texts.encode()).hexdigest()[:12]) == EDITIONS[form]


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


def test_each_change_is_a_version_with_its_day_and_its_author_and_nothing_is_one_without_a_change(
    profile: Profile,
) -> None:
    own(profile, duties="帮办实事")
    own(profile, duties="帮办实事")
    own(profile, title="联户卡")
    newest, first = history(profile)
    assert (newest.name, newest.by_name, newest.settled_on) == ("2026-03-10-A2", "王书记", TODAY)
    assert (newest.texts, first.texts) == ({"duties": "帮办实事", "title": "联户卡"}, {"duties": "帮办实事"})


def test_an_edition_is_that_of_the_day(profile: Profile) -> None:
    with profile.store.read() as session:
        assert wording.edition(session, UNIT_ID, CARDS) == wording_files.shipped_edition(CARDS)
    own(profile, duties="帮办实事")
    with profile.store.read() as session:
        assert wording.edition(session, UNIT_ID, CARDS) == "2026-03-10-A1"
        before = wording.edition(session, UNIT_ID, CARDS, on=TODAY - timedelta(days=1))
        assert before == wording_files.shipped_edition(CARDS)


def test_going_back_is_one_more_version(profile: Profile) -> None:
    shipped = now(profile)
    own(profile, duties="帮办实事")
    (first,) = history(profile)
    own(profile, duties="宣传政策", title="联户卡")
    for to, texts in ((first.id, {**shipped, "duties": "帮办实事"}), (None, shipped)):
        with profile.store.write(USER_ID, "wording.settle") as session:
            wording.go_back(session, profile.actor, CARDS, to=to)
        assert now(profile) == texts
    assert [bool(one.texts) for one in history(profile)] == [False, True, True, True]
    with profile.store.read() as session:
        assert wording.edition(session, UNIT_ID, CARDS) == wording_files.shipped_edition(CARDS)


def test_a_version_taken_back_leaves_the_one_before(profile: Profile) -> None:
    own(profile, duties="帮办实事")
    tx = own(profile, duties="宣传政策")
    with profile.store.write(USER_ID, "journal.undo") as session:
        undo.undo(session, profile.actor, tx=tx)
    assert now(profile)["duties"] == "帮办实事"
    own(profile, duties="应急联络")
    assert history(profile)[0].name == "2026-03-10-A3"


def test_what_the_county_settled_stands_below_and_is_not_changed_there(profile: Profile) -> None:
    own(profile, duties="帮办实事")
    above = county(profile)
    own(profile, actor=above, duties="宣传政策")
    assert now(profile)["duties"] == "宣传政策"
    with pytest.raises(UserError, match="临江县统一发布（2026-03-10-A2 版）"):
        own(profile, duties="应急联络")
    own(profile, actor=above, duties="应急联络")
    assert now(profile)["duties"] == "应急联络"


def test_only_the_secretary_settles_wording(profile: Profile) -> None:
    with pytest.raises(UserError, match="没有做这一步的权限"):
        own(profile, actor=replace(profile.actor, role=STAFF), duties="帮办实事")


def test_a_name_in_braces_that_nobody_knows_is_refused_and_nothing_is_kept(profile: Profile) -> None:
    before = now(profile)
    with pytest.raises(
        UserError, match=r"“有效期一行”里的 \{\{year\}\} 没有内容可以替换.*\{\{code\}\}、\{\{day\}\}"
    ) as refused:
        own(profile, valid="到 {{year}} 年")
    assert refused.value.field == "valid"
    with pytest.raises(UserError, match="这一项里没有可以替换的内容"):
        own(profile, duties="到 {{day}}")
    assert now(profile) == before
    assert history(profile) == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("{{services}}", "下面是{{services}}"), "单独占一行"),
        (("{{signatures}}", ""), "少了 {{signatures}}"),
    ],
)
def test_a_block_stands_alone_and_is_not_lost(profile: Profile, changed: tuple[str, str], said: str) -> None:
    body = wording.shipped(AGREEMENT)["body"].text.replace(*changed)
    with pytest.raises(UserError, match=re.escape(said)):
        own(profile, AGREEMENT, body=body)


@pytest.mark.parametrize("columns", ["服务内容、价格", "、"])
def test_columns_are_chosen_among_those_that_are(profile: Profile, columns: str) -> None:
    with pytest.raises(UserError, match="从这些里选"):
        own(profile, AGREEMENT, columns=columns)
    own(profile, AGREEMENT, columns="服务内容、频次")
    assert wording_files.chosen(now(profile, AGREEMENT)["columns"]) == ("服务内容", "频次")


def test_a_preview_reads_what_is_tried_and_keeps_nothing(profile: Profile) -> None:
    with profile.store.read() as session:
        wording.try_out(session, CARDS, {"duties": "帮办实事"})
        assert wording.of_unit(session, UNIT_ID, CARDS)["duties"] == "帮办实事"
        with pytest.raises(UserError):
            wording.try_out(session, CARDS, {"duties": "{{year}}"})
    assert now(profile)["duties"] == wording.shipped(CARDS)["duties"].text


@pytest.mark.parametrize("sent", [["文字"], {"duties": 5, "title": "到 {{year}}", "stranger": "文字"}])
def test_a_wording_that_came_from_elsewhere_and_does_not_fit_is_left_aside(profile: Profile, sent: object) -> None:
    before = now(profile)
    with profile.store.write(USER_ID, "wording.settle") as session:
        made = wording_versions.add(session, UNIT_ID, CARDS, texts={}, by_name="县里")
        made.texts = json.dumps(sent)
    assert now(profile) == before


def test_what_was_settled_before_there_were_versions_is_moved_once(profile: Profile) -> None:
    with profile.store.write(USER_ID, "settings.save") as session:
        unit_settings.put(session, profile.actor, "wording.door-cards", value={"duties": "帮办实事"})
        unit_settings.put(session, profile.actor, "wording.confirm-letter", value={"version": "2026-02", "title": "信"})
        unit_settings.put(session, profile.actor, "wording.stair-notice", value="文字")
    for _again in range(2):
        wording_moving.move(profile.store, profile.actor)
    assert now(profile)["duties"] == "帮办实事"
    with profile.store.read() as session:
        assert wording.edition(session, UNIT_ID, "confirm-letter") == "2026-02"
        assert session.query(WordingVersion).count() == 3
        assert wording_moving.waiting(session) == ()
        assert unit_settings.get(session, UNIT_ID, "wording.door-cards") is None


def test_names_in_braces_are_filled_in() -> None:
    assert wording.filled("有效期至 {{day}}　{{code}}", day="3月1日", code="C-1") == "有效期至 3月1日　C-1"
    with pytest.raises(KeyError):
        wording.filled("{{day}}")
    assert wording_files.as_list(("甲", "乙")) == "甲、乙"

"""What the papers for the public board promise: names and posts, telephones of those who agreed, any day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from desktop.base.errors import UserError
from desktop.printing.blocks import Box, Drawing, Words
from desktop.printing.preview import page_count
from desktop.registers.party_orgs.forms import org_chart
from desktop.registers.party_orgs.forms.org_chart import ChartSheet, Shown
from desktop.registers.party_orgs.model import Post
from desktop.registers.party_orgs.service import orgs, posts
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.forms.party import FOUNDED, agree_to_publish, all_orgs, all_posts, grow
from tests.forms.village import Village, printed, words


def chart(groups: int, leaves: int) -> ChartSheet:
    one = Shown("1号楼党小组", ("楼栋党小组长　胡强", "楼道党建联络员　周兰"), ("中心户　1-1-101 胡强",) * leaves)
    branch = Shown("阳光花园小区党支部", ("支部书记　周兰",))
    return ChartSheet(unit_id=UNIT_ID, day="截至今天", chain=(branch,), limbs=(one,) * groups)


def test_the_board_shows_no_number_without_consent(village: Village) -> None:
    ids = all_orgs(village)
    said = words(printed(village, "party_orgs", "group-roster", ids))
    assert "胡强" in said
    assert "170" not in said
    agree_to_publish(village)
    assert "17012345678" in words(printed(village, "party_orgs", "group-roster", ids)).replace("\n", "")


def test_papers_speak_of_the_day_that_is_asked_for(village: Village) -> None:
    ids = all_orgs(village)
    before = {"on": TODAY - timedelta(days=60)}
    said = words(printed(village, "party_orgs", "org-chart", ids, given=before))
    assert "1号楼党小组" in said
    assert "2号楼党小组" not in said
    assert "截至 2026年1月9日" in said
    assert "2号楼党小组" not in words(printed(village, "party_orgs", "group-roster", ids, given=before))


def test_one_group_gives_the_chart_of_its_branch_and_a_roster_of_itself(village: Village) -> None:
    made = grow(village)
    one = [made["2号楼党小组"]]
    assert "1号楼党小组" in words(printed(village, "party_orgs", "org-chart", one))
    assert "1号楼党小组" not in words(printed(village, "party_orgs", "group-roster", one))


def test_a_tree_without_a_branch_is_drawn_from_the_one_chosen(village: Village) -> None:
    made = grow(village)
    with village.profile.store.write(USER_ID, "party_orgs.end") as session:
        orgs.end(session, village.profile.actor, made["阳光花园小区党支部"], on=TODAY)
    said = words(printed(village, "party_orgs", "org-chart", [made["某某社区党委"]]))
    assert "某某社区党委" in said
    with pytest.raises(UserError, match="没有可以打印的内容"):
        printed(village, "party_orgs", "group-roster", [made["某某社区党委"]])


def test_posts_chosen_today_answer_for_the_organisations_of_another_day(village: Village) -> None:
    ids = all_posts(village)
    with village.profile.store.write(USER_ID, "posts.end_post") as session:
        leader = session.scalars(select(Post).where(Post.kind == "group_leader")).one()
        posts.end_post(session, village.profile.actor, leader.id, on=TODAY, reason="resigned")
    today = [each for each in ids if each != leader.id]
    assert "楼栋党小组长" not in words(printed(village, "posts", "post-list", today))
    assert "楼栋党小组长" in words(printed(village, "posts", "post-list", ids, given={"on": FOUNDED}))
    later = [*today, uuid4()]  # one that did not stand on the day
    assert "楼栋党小组长" in words(printed(village, "posts", "post-list", later, given={"on": FOUNDED}))
    with pytest.raises(UserError, match="没有可以打印的内容"):
        printed(village, "posts", "post-list", ids, given={"on": FOUNDED - timedelta(days=1)})


@pytest.mark.parametrize(("groups", "leaves"), [(0, 0), (1, 0), (4, 3), (9, 12), (10, 2), (30, 6)])
def test_a_chart_stays_within_its_page_however_large_the_branch(groups: int, leaves: int) -> None:
    _title, drawing = org_chart.draw(chart(groups, leaves))
    assert isinstance(drawing, Drawing)
    assert drawing.height_mm <= org_chart.HIGH_MM + 0.01
    boxes = [part for part in drawing.parts if isinstance(part, Box | Words)]
    assert all(box.x_mm >= -0.01 and box.x_mm + box.width_mm <= org_chart.WIDE_MM + 0.01 for box in boxes)
    assert all(box.y_mm + box.height_mm <= drawing.height_mm + 0.01 for box in boxes)


def test_the_chart_is_one_page(village: Village) -> None:
    made = printed(village, "party_orgs", "org-chart", all_orgs(village))
    assert page_count(made) == 1

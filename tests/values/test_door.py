"""A door has one key however it is written; what leaves out the building or the room is asked, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import door
from desktop.values.door import Door, DoorPattern

FORMS = [
    "{b}-{s}-{r}",
    "{b}栋{s}单元{r}",
    "{b}#{s}单元{r}室",
    "{b}号楼{s}单元{r}",
    "{b}幢{s}-{r}",
    "\u3000{b}－{s}－{r} ",
    "{b}号楼-{s}-{r}",
    "{b}-{s}单元-{r}",
    "{b} 号楼 {s} 单元 {r} 室",
    "{b}.{s}.{r}",
    "{b}/{s}/{r}",
    "{b:02}-{s:02}-{r:04}",
    "阳光花园{b}-{s}-{r}",
    "某县人民路12号阳光花园{b}号楼{s}单元{r}室",
    "{b}-{s}-{r}（出租）",
    "{b}号{s}门{r}户",
]


@given(st.integers(1, 99), st.integers(1, 9), st.integers(101, 3399), st.sampled_from(FORMS))
def test_every_way_of_writing_gives_the_same_door(building: int, stairwell: int, room: int, form: str) -> None:
    written = form.format(b=building, s=stairwell, r=room)
    assert door.parse(written) == Door(str(building), str(stairwell), str(room))


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("3号楼二单元501", "3-2-501"),
        ("3号楼2单元5层501", "3-2-501"),
        ("3号楼2单元5楼1号", "3-2-501"),
        ("3-2-5-501", "3-2-501"),
        ("3-2-5-1", "3-2-501"),
        ("3号2单元501", "3-2-501"),
        ("十二号楼三单元五〇一", "12-3-501"),
        ("二十一栋1单元101", "21-1-101"),
        ("三-二-五〇一", "3-2-501"),
        ("幸福三村3-2-501", "3-2-501"),
        ("3-501", "3-501"),
        ("3#501", "3-501"),
        ("3号楼2501", "3-2501"),
        ("3楼2单元501", "3-2-501"),
        ("A座1203", "A-1203"),
        ("A-1203", "A-1203"),
        ("a1座2单元301", "A1-2-301"),
        ("甲3号楼2单元501", "甲3-2-501"),
        ("东3号楼2单元501", "东3-2-501"),
        ("3号楼东单元501", "3-东-501"),
        ("302-1", "302-1"),
        ("3-501-2", "3-501-2"),
        ("3-2-501-1", "3-2-501-1"),
        ("3号楼2单元5层东户", "3-2-5东"),
        ("3-2-501东户", "3-2-501东"),
        ("阳光花园二期3号楼2单元501", "2期3-2-501"),
        ("阳光花园A区3-2-501", "A区3-2-501"),
        ("人民路12号3-2-501", "3-2-501"),
        ("3-2-501。", "3-2-501"),
    ],
)
def test_other_ways_are_understood_too(written: str, normal: str) -> None:
    found = door.parse(written)
    assert found.normal == normal
    assert found.kind == door.HOME


@pytest.mark.parametrize(
    ("written", "normal", "kind"),
    [
        ("底商5号", "底商5", door.SHOP),
        ("3号楼底商5号", "3-底商5", door.SHOP),
        ("3-门市12", "3-门市12", door.SHOP),
        ("车库12", "车库12", door.GARAGE),
        ("12号车库", "车库12", door.GARAGE),
        ("车库", "车库", door.GARAGE),
        ("3号楼车库12", "3-车库12", door.GARAGE),
        ("阁楼", "阁楼", door.ATTIC),
        ("3-2-601阁楼", "3-2-601阁楼", door.ATTIC),
        ("地下室", "地下室", door.BASEMENT),
        ("3-2-地下室3", "3-2-地下室3", door.BASEMENT),
        ("3-2-B101", "3-2-B101", door.BASEMENT),
        ("6栋B1201", "6-B1201", door.HOME),
        ("阳光花园三号别墅", "别墅3", door.HOME),
        ("别墅区A12号", "别墅A12", door.HOME),
        ("别墅区3栋101", "3-101", door.HOME),
        ("第三号楼第2单元第501室", "3-2-501", door.HOME),
        ("3-2--101", "3-2-B101", door.BASEMENT),
        ("3-2-负101", "3-2-B101", door.BASEMENT),
        ("3号楼负一层5号", "3-B105", door.BASEMENT),
        ("3号楼2单元负1层101", "3-2-B101", door.BASEMENT),
        ("3号楼1层B101", "3-B101", door.BASEMENT),
        ("3号楼B1层B101", "3-B101", door.BASEMENT),
        ("传达室", "传达室", door.OTHER),
        ("3号楼储藏室7", "3-储藏室7", door.OTHER),
    ],
)
def test_premises_that_are_no_homes_are_named_by_kind(written: str, normal: str, kind: str) -> None:
    found = door.parse(written)
    assert (found.normal, found.kind) == (normal, kind)
    assert door.parse(found.normal) == found


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "请填门牌，写成 楼-单元-房号，例如 3-2-501"),
        ("3-2", "门牌“3-2”只有两段，少了房号，请写成 3-2-501 的样子"),
        ("501", "门牌“501”没有写楼号，请写成 楼-单元-房号，例如 3-2-501"),
        ("2单元501", "门牌“2单元501”没有写楼号，请写成 楼-单元-房号，例如 3-2-501"),
        ("5楼501", "门牌“5楼501”没有写楼号，请写成 楼-单元-房号，例如 3-2-501"),
        ("人民路12号2单元501", "门牌“人民路12号2单元501”没有写楼号，请写成 楼-单元-房号，例如 3-2-501"),
        ("12号楼", "看不出“12号楼”是哪一户，门牌写成 楼-单元-房号，例如 3-2-501"),
    ],
)
def test_half_a_door_is_asked_for_the_other_half(written: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        door.parse(written)
    assert refused.value.message == sentence


@pytest.mark.parametrize(
    "written",
    ["合计", "1号楼小计", "徐斌婷", "户主", "13800000000", "990101197211136278", "2012-5-1", "3.2", "共491户",
     "党群服务中心一楼东厅", "2025.7.1-2028.6.30", "3-2-5-601", "3-2-501、502", "十十-2-501", "3" * 200],
)  # fmt: skip
def test_what_is_no_door_is_not_made_one(written: str) -> None:
    with pytest.raises(UserError, match=r"例如 3-2-501$"):
        door.parse(written)


@pytest.mark.parametrize(
    ("written", "pattern", "normal"),
    [
        ("501", DoorPattern(building="3号楼"), "3-501"),
        ("2单元501", DoorPattern(building="三栋"), "3-2-501"),
        ("2-501", DoorPattern(building="3"), "3-2-501"),
        ("501", DoorPattern(building="A座", stairwell="2"), "A-2-501"),
        ("302-1", DoorPattern(building="3"), "3-302-1"),
        ("5楼501", DoorPattern(building="3"), "3-501"),
        ("4-2-501", DoorPattern(building="3"), "4-2-501"),
        ("底商5号", DoorPattern(building="3号楼", stairwell="2"), "3-底商5"),
        ("阳光花园2单元501", DoorPattern(building="3", names=("阳光花园",)), "3-2-501"),
        ("501", DoorPattern(building="综合楼"), "综合楼-501"),
        ("3-2", DoorPattern(stairwells=False), "3-2"),
        ("综合楼301", DoorPattern(named_buildings=("综合楼",)), "综合楼-301"),
        ("综合楼2单元301", DoorPattern(named_buildings=("办公楼", "综合楼")), "综合楼-2-301"),
        ("阳光花园综合楼-301", DoorPattern(("阳光花园",), named_buildings=("综合楼",)), "综合楼-301"),
        ("阳光花园小区3-2-501", DoorPattern(names=("阳光花园", "人民路12号")), "3-2-501"),
        ("花园3-2-501", DoorPattern(names=("阳光花园",)), "3-2-501"),
    ],
)
def test_what_the_sheet_or_the_compound_knows_need_not_be_written(
    written: str, pattern: DoorPattern, normal: str
) -> None:
    assert door.parse(written, pattern=pattern).normal == normal


def test_a_total_below_a_known_building_is_no_room() -> None:
    with pytest.raises(UserError):
        door.parse("共491户", pattern=DoorPattern(building="3"))
    with pytest.raises(UserError):
        door.parse("综合楼小计", pattern=DoorPattern(named_buildings=("综合楼",)))


def test_a_door_in_another_place_is_no_door_of_this_compound() -> None:
    with pytest.raises(UserError, match=r"^“幸福家园”不在本小区，这一格没有当作门牌$"):
        door.parse("幸福家园3-2-501", pattern=DoorPattern(names=("阳光花园",)))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("3-2-501", ""),
        ("阳光花园3-2-501", "阳光花园"),
        ("阳光花园小区3号楼2单元501", "阳光花园小区"),
        ("某县人民路12号阳光花园3-2-501", "阳光花园"),
        ("某县某街道阳光小区3-2-501", "阳光小区"),
        ("人民路12号3-2-501", ""),
        ("合计", ""),
    ],
)
def test_the_compound_before_the_door_can_be_told(written: str, name: str) -> None:
    assert door.prefix(written) == name


@given(st.text(alphabet="0123456789ABab-－号楼栋幢#单元室层东负一二十三区期底商车库 .()", max_size=24))
def test_any_text_is_read_or_refused_and_every_key_reads_back(text: str) -> None:
    try:
        found = door.parse(text)
    except UserError:
        return
    assert found.room
    assert door.parse(found.normal, pattern=DoorPattern(stairwells=False)).normal == found.normal


def test_a_cell_that_excel_made_a_date_is_explained() -> None:
    sentence = "Excel 把门牌“3-2”变成了日期，原来的门牌没有写全，请写成 3-2-501 的样子"
    for cell in (date(2026, 3, 2), 46083.0, 46083):
        with pytest.raises(UserError) as refused:
            door.from_cell(cell)
        assert refused.value.message == sentence


def test_a_date_that_can_only_have_been_a_door_is_one() -> None:
    assert door.from_cell(date(1901, 3, 1)) == Door("3", "", "1901")
    assert door.from_date_cell(date(2901, 3, 1)) == Door("3", "", "2901")


def test_other_cells_are_read_as_what_they_say() -> None:
    assert door.from_cell(501.0, pattern=DoorPattern(building="3")) == Door("3", "", "501")
    assert door.from_cell("3-2-501") == Door("3", "2", "501")
    with pytest.raises(UserError, match="看不出“True”"):
        door.from_cell(True)

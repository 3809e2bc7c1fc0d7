"""Names keep every character that says who somebody is, lose what lists add, and are split only where lists split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import person_name
from desktop.values.person_name import Parsed

han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
rare = st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF)
NOT_NAMES = {"无", "空", "暂无", "不详", "未知", "待补", "同上", "合计", "小计", "总计"}
names = st.text(st.one_of(han, rare), min_size=1, max_size=4).filter(lambda name: name not in NOT_NAMES)


@pytest.mark.parametrize(
    ("typed", "name", "remark"),
    [
        ("徐斌婷", "徐斌婷", ""),
        ("张\u3000三", "张三", ""),
        ("王 小 明", "王小明", ""),
        ("欧阳 修", "欧阳修", ""),
        ("'张三\t", "张三", ""),
        ("张\u200b三\ufeff", "张三", ""),
        ("张三(户主)", "张三", "户主"),
        ("张三 （户主）", "张三", "户主"),
        ("张三【已故", "张三", "已故"),
        ("张三(户主)（曾用名：张小三、张三丰）", "张三", "户主；曾用名：张小三、张三丰"),
        ("张三 户主", "张三", "户主"),
        ("次仁·卓玛", "次仁·卓玛", ""),
        ("次仁•卓玛", "次仁·卓玛", ""),
        ("买买提 ． 艾力", "买买提·艾力", ""),
        ("阿卜杜拉。买买提", "阿卜杜拉·买买提", ""),
        ("艾孜买提.吐尔逊.", "艾孜买提·吐尔逊", ""),
        ("次仁・・卓玛", "次仁·卓玛", ""),
        ("John A. Smith", "John A. Smith", ""),
        ("O'Neil  Jean-Paul", "O'Neil Jean-Paul", ""),
        ("𬭎䶮", "𬭎䶮", ""),
        ("赵㐱", "赵㐱", ""),
        ("﨑", "﨑", ""),
        ("王〇", "王〇", ""),
        ("某户", "某户", ""),
        ("李①", "李①", ""),
    ],
)
def test_one_name_has_one_form_and_its_remark_apart(typed: str, name: str, remark: str) -> None:
    assert person_name.parse(typed) == Parsed(name, remark)


@pytest.mark.parametrize(
    ("seen_by_python", "real"),
    [
        ("\ue81e", "\u9fb4"),
        ("\ue816", "\U00020087"),
        ("\ue855", "\U000241fe"),
        ("\ue864", "\u9fbb"),
        ("\ue7c7", "\u1e3f"),
    ],
)
def test_characters_that_the_old_table_puts_in_the_private_area_are_made_real(seen_by_python: str, real: str) -> None:
    assert person_name.parse(f"王{seen_by_python}").name == f"王{real}"
    assert seen_by_python in bytes.fromhex("FE59FE51FE91FEA0A8BC").decode("gb18030")


def test_the_vertical_marks_of_the_old_table_are_made_real() -> None:
    old = bytes.fromhex("A6D9A6DAA6DBA6DCA6DDA6DEA6DFA6ECA6EDA6F3").decode("gb18030")
    assert person_name.repaired(old) == "︐︒︑︓︔︕︖︗︘︙"


def test_decomposed_letters_are_composed_and_compatible_ones_left_alone() -> None:
    assert person_name.parse("Zoe\u0308").name == "Zoë"
    assert person_name.parse("王①").name == "王①"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        (" 、", []),
        ("张三", ["张三"]),
        ("张三、李四", ["张三", "李四"]),
        ("张三，李四/王五\n赵六；", ["张三", "李四", "王五", "赵六"]),
        ("张三（夫、户主）、李四", ["张三", "李四"]),
    ],
)
def test_several_names_in_a_cell_are_told_apart(cell: str, names: list[str]) -> None:
    assert [parsed.name for parsed in person_name.split(cell)] == names


@given(names, st.sampled_from(["、", "，", "/", "\n"]), names)
def test_split_gives_back_what_was_joined(one: str, separator: str, other: str) -> None:
    assert person_name.split(f"{one}{separator}{other}") == person_name.split(one) + person_name.split(other)


@given(names)
def test_a_name_parses_to_itself(name: str) -> None:
    once = person_name.parse(name).name
    assert person_name.parse(once) == Parsed(once)
    assert len(once) == len(name)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填姓名，暂时不知道时可以写成“某户”"),
        ("　", "请填姓名，暂时不知道时可以写成“某户”"),
        ("123", "“123”不是姓名，请填姓名，例如 张三"),
        ("-、…", "“…”不是姓名，请填姓名，例如 张三"),
        ("(户主)", "“(户主)”不是姓名，请填姓名，例如 张三"),
        ("同上", "“同上”不是姓名，请填姓名，例如 张三"),
        ("张三、李四", "“张三、李四”里有 2 个名字，请一人一行"),
        ("张\ufffd", "“张\ufffd”里有没能读出的字，请对照证件重新录入"),
        ("张" * 51, "姓名最多 50 个字，这里有 51 个"),
    ],
)
def test_what_is_no_name_is_refused_with_a_way_out(typed: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        person_name.parse(typed)
    assert refused.value.message == sentence


def test_fifty_characters_are_counted_as_characters() -> None:
    assert len(person_name.parse("𬭎" * 50).name) == 50


@pytest.mark.parametrize(
    ("typed", "reminder"),
    [
        ("王\ue000", "姓名里有旧系统的自造字，换一台电脑可能显示不出，请对照证件重新录入"),
        ("李?", "姓名里有没写出来的字，请对照证件补上"),
        ("⿰王生某", "姓名里有没写出来的字，请对照证件补上"),
        ("张三2", "姓名里有数字，请核对"),
        ("张三 李四", "“张三 李四”可能是两个人的姓名，请核对"),
        ("张三 户主", None),
        ("王\ue81e", None),
        ("次仁·卓玛", None),
        ("张三", None),
        ("李先生", "“李先生”像是称呼，先照样保存，请对照证件写上姓名"),
        ("李春生", None),
        ("新生儿", "“新生儿”不是证件上的姓名，先照样保存，有了姓名请改过来"),
    ],
)
def test_a_doubtful_name_is_kept_with_a_reminder(typed: str, reminder: str | None) -> None:
    assert person_name.doubt(typed) == reminder
    assert person_name.parse(typed).name


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("欧阳修", "欧**"), ("次仁·卓玛", "次*·**"), ("𬭎䶮", "𬭎*"), ("﨑", "﨑"), ("", "")],
)
def test_a_public_list_shows_the_first_character_only(name: str, masked: str) -> None:
    assert person_name.mask(name) == masked


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = person_name.split(text)
    except UserError:
        return
    for parsed in found:
        assert person_name.parse(parsed.name).name == parsed.name
        assert 0 < len(parsed.name) <= person_name.LONGEST

"""Whatever is typed finds the person or the door, the closest first."""

from collections.abc import Callable

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.search.index import Entry, put, query
from desktop.search.ranking import Tier
from tests.search.conftest import GRID, OTHER_GRID, household, person, record

Find = Callable[..., list[str]]
TAO_MING = person("林涛明", phones=("138 1234 5678",), identities=("34222119900101725X",))
PEOPLE = (
    TAO_MING,
    person("林涛", "3-2-1302"),
    person("李林涛", "13-2-501", unit=OTHER_GRID),
    person("单田芳", "12-1-302"),
    person("万俟明", "1-1-101"),
    person("阿不都·买买提", "1-1-102"),
    person("𬭎䶮", "A-1203"),
    person("吕布", "底商5"),
)
ALL = (*PEOPLE, household("3-2-501", "林涛明"), household("3-2-1302", "林涛"), household("13-2-501", "李林涛"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("林涛明", "林涛明"),
        ("涛明", "林涛明"),
        ("明", "林涛明"),
        ("ltm", "林涛明"),
        ("LTM", "林涛明"),
        ("ｌｔｍ", "林涛明"),
        ("lintaoming", "林涛明"),
        ("lin tao ming", "林涛明"),
        ("lintaom", "林涛明"),
        ("taoming", "林涛明"),
        ("tm", "林涛明"),
        ("林tm", "林涛明"),
        ("shan", "单田芳"),
        ("dan", "单田芳"),
        ("stf", "单田芳"),
        ("单", "单田芳"),
        ("万俟", "万俟明"),
        ("mq", "万俟明"),
        ("moqi", "万俟明"),
        ("wanqi", "万俟明"),
        ("阿不都买买提", "阿不都·买买提"),
        ("阿不都•买买提", "阿不都·买买提"),
        ("买买提", "阿不都·买买提"),
        ("䶮", "𬭎䶮"),
        ("hongyan", "𬭎䶮"),
        ("lvbu", "吕布"),
        ("lübu", "吕布"),
        ("lyubu", "吕布"),
        ("5678", "林涛明"),
        ("567", "林涛明"),
        ("13812345678", "林涛明"),
        ("138 1234 5678", "林涛明"),
        ("138-1234-5678", "林涛明"),
        ("138123", "林涛明"),
        ("725x", "林涛明"),
        ("725X", "林涛明"),
        ("34222119900101725x", "林涛明"),
        ("3-2-501", "3-2-501 林涛明"),
        ("3栋2单元501", "3-2-501 林涛明"),
        ("三号楼二单元501室", "3-2-501 林涛明"),
        ("阳光花园3号楼2单元501", "3-2-501 林涛明"),
        ("3-501", "3-2-501 林涛明"),
        ("1302室", "3-2-1302 林涛"),
        ("13", "13-2-501 李林涛"),
        ("十三栋", "13-2-501 李林涛"),
        ("a座1203", "𬭎䶮"),
        ("底商5号", "吕布"),
        ("底商", "吕布"),
    ],
)
def test_people_and_doors_are_found_by(find: Find, text: str, first: str) -> None:
    assert find(text, ALL)[0] == first


def test_an_exact_name_comes_before_a_longer_one_and_that_before_a_middle(find: Find) -> None:
    assert find("林涛", ALL) == ["林涛", "3-2-1302 林涛", "林涛明", "3-2-501 林涛明", "李林涛", "13-2-501 李林涛"]


def test_a_whole_syllable_comes_before_initials(find: Find) -> None:
    assert find("lit", [person("林一天"), person("李天")]) == ["李天"]
    assert find("l", [person("安立"), person("刘一")]) == ["林一天", "李天", "刘一"]


def test_doors_come_before_those_who_live_there_in_walking_order(find: Find) -> None:
    doors = [household("3-2-1302"), household("3-2-201"), household("3-20-101"), person("林涛", "3-2-1302")]
    assert find("3-2", [*doors, person("安生", "3-2-201")]) == ["3-2-201", "3-2-1302", "安生", "林涛", "3-20-101"]


def test_nyu_is_an_end_and_a_beginning_as_well_as_the_ue_of_passports(find: Find) -> None:
    people = [person("陈宇"), person("单于鹏"), person("女娲")]
    assert find("chenyu", people) == ["陈宇"]
    assert find("chanyupeng", people) == ["单于鹏"]
    assert find("nyuwa", people) == find("nvwa", people) == ["女娲"]


def test_a_building_is_found_with_its_doors(find: Find) -> None:
    building = Entry("buildings", record("b3"), GRID, "3号楼", doors=("3",), keys=("3号楼",), is_place=True)
    assert find("3号楼", [building, *ALL])[:3] == ["3号楼", "3-2-501 林涛明", "3-2-1302 林涛"]


def test_several_words_must_all_be_found(find: Find) -> None:
    assert find("3-2 林", ALL) == ["3-2-501 林涛明", "3-2-1302 林涛", "林涛明", "林涛"]
    assert find("13-2 李", ALL) == ["13-2-501 李林涛", "李林涛"]
    assert find("3-2 李", ALL) == []
    assert find("林3-2", ALL) == find("3-2 林", ALL)
    assert find("ltm 5678", ALL) == ["林涛明"]


def test_short_codes_and_other_words_are_keys(find: Find) -> None:
    sheet = Entry("forms", record("sheet"), GRID, "走访名单", keys=("K7F3-Q2", "走访名单"))
    for text in ("k7f3q2", "K7F3-Q2", "k7f3", "走访", "名单", "zfmd", "zoufang"):
        assert find(text, [sheet]) == ["走访名单"]


def test_a_whole_identity_number_is_found_but_never_by_its_beginning(find: Find) -> None:
    assert find("342221", ALL) == []
    assert find("34222119900101", ALL) == []


def test_only_the_four_last_of_an_identity_are_enough_to_store(find: Find) -> None:
    assert find("0016", [person("安生", identities=("0016",))]) == ["安生"]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "-", "·", '"', "*", "l*x'--", "'; DROP TABLE search_entry; --", "AND", "NEAR(a b)", "{x}:", "(", "\0"],
)
def test_signs_without_meaning_find_nothing_and_break_nothing(find: Find, text: str) -> None:
    assert find(text, ALL) == []


def test_only_the_units_of_the_person_are_seen(find: Find) -> None:
    assert find("林涛", ALL, units=frozenset([OTHER_GRID])) == ["李林涛"]
    assert find("林涛", units=frozenset()) == []
    many = frozenset([OTHER_GRID, *(record(str(number)) for number in range(80))])
    assert find("林涛", units=many) == ["李林涛"]


def test_many_units_still_fill_a_page(find: Find) -> None:
    people = [person(f"林{number}", unit=OTHER_GRID if number % 2 else GRID) for number in range(90)]
    many = frozenset([OTHER_GRID, *(record(str(number)) for number in range(80))])
    assert len(find("林", people, units=many, limit=20)) == 20
    assert len(find("林", units=many, limit=3)) == 3


def test_many_units_are_looked_for_far_into_a_common_name(find: Find) -> None:
    people = [person(f"林{number}") for number in range(300)] + [person("林涛", "9-1-101", unit=OTHER_GRID)]
    many = frozenset([OTHER_GRID, *(record(str(number)) for number in range(80))])
    assert find("林", people, units=many) == ["林涛"]


def test_a_register_can_be_asked_alone(find: Find) -> None:
    assert find("林涛", ALL, kinds=frozenset(["households"]))[0] == "3-2-1302 林涛"
    assert find("林涛", kinds=frozenset(["people", "members"])) == ["林涛", "林涛明", "李林涛"]


def test_a_name_with_a_digit_or_a_gap_is_one_name(find: Find) -> None:
    schools = [person("第5小学", "1-1-101"), person("第15小学", "1-1-102"), person("林 涛", "1-1-103")]
    assert find("第5小学", schools) == ["第5小学"]
    assert find("林 涛") == find("林涛") == ["林 涛"]


def test_empty_names_and_telephones_are_no_words_at_all(find: Find) -> None:
    blank = Entry("people", record("blank"), GRID, "（未填姓名）", names=("·", ""), phones=("", "无"), identities=("",))
    assert find("无", [blank]) == []
    assert find("3-2", [blank, household("3-2-501")]) == ["3-2-501"]


def test_no_more_than_asked_for(find: Find) -> None:
    assert len(find("林", [person(f"林{number}") for number in range(50)], limit=7)) == 7


def test_a_hit_says_what_it_is_and_where_it_matched(connection: sqlcipher.Connection) -> None:
    put(connection, ALL)
    (hit,) = query(connection, "taoming", units=None, kinds=frozenset(["people"]))
    assert (hit.kind, hit.id, hit.unit_id) == ("people", TAO_MING.id, GRID)
    assert (hit.label, hit.sublabel, hit.spans, hit.tier) == ("林涛明", "3-2-501", ((1, 3),), Tier.MIDDLE)


@given(st.text(max_size=24))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_asked(connection: sqlcipher.Connection, text: str) -> None:
    assert len(query(connection, text, units=None)) <= 20


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)


@given(HAN)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_name_its_beginning_middle_and_spelling_find_it(
    connection: sqlcipher.Connection, name: str
) -> None:
    from desktop.search.pinyin import spellings  # beside its only use

    entry = person(name)
    put(connection, [entry])
    for text in (name, name[0], name[1:] or name, *spellings(name).full, *spellings(name).initials):
        found = query(connection, text, units=None, limit=10_000)
        assert entry.id in {hit.id for hit in found}, text

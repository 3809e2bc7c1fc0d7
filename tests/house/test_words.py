"""People read plain Chinese that can be translated; contributors read English."""

import re

import pytest

from tests.house import sources, words

pytestmark = pytest.mark.xdist_group("house")  # as in test_files
QUOTED = re.compile(r"#(?:[^\n\u3400-\u9fff]*[\u3400-\u9fff]){13}")  # a comment long enough to be a sentence
DESKTOP = [*sources.python_files("desktop")]


@sources.each_of(DESKTOP)
def test_what_people_read_is_wrapped_and_polite(path) -> None:
    assert words.complaints(path.as_posix(), sources.text(path)) == []


def test_the_manual_is_polite() -> None:
    pages = sorted((sources.ROOT / "resources" / "manual").rglob("*.md"))
    faults = [f"{page.name}: {word}" for page in pages for word in words.FORBIDDEN if word in page.read_text("utf-8")]
    assert faults == []


@sources.each_of(sources.all_python())
def test_comments_are_english(path) -> None:
    """A Chinese term may be quoted; a Chinese sentence may not."""
    if not QUOTED.search(sources.text(path)):
        return  # most files; looking is far quicker than taking to tokens
    prose = [
        f"{path}:{line} {words_}"
        for line, words_ in sources.comments(sources.text(path))
        if sources.chinese(words_) > 12 and sources.chinese(words_) > sources.latin(words_)
    ]
    assert prose == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('x = "保存"\n', "outside"),
        ('def f():\n    return f"共 {1} 户"\n', "outside"),
        ('_("您好")\n', "forbidden word 您"),
        ('_("保存失败！")\n', "forbidden word ！"),
        ('_("是")\n', "name the deed"),
        ('_("已保存, 可以继续")\n', "half-width"),
        ('_(f"共 {n} 户")\n', "f-string"),
        ('button.setText("保存")  # date\n', "outside"),
    ],
)
def test_a_careless_word_is_caught(source: str, fault: str) -> None:
    assert any(fault in complaint for complaint in words.complaints("desktop/ui/x.py", source))


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring may quote 户."""\nx = _("已保存")\n',
        'TITLES = {"户主": "head"}\n',
        'import re\n\ndef f(t):\n    return re.match("第.页", t)\n',
        'def f(t):\n    return "共" in t  # data\n',
        'width = metrics.horizontalAdvance("国")\n',
        'def f(t):\n    # data\n    return "共" in t\n',
        '_("共 {count} 户。").format(count=3)\n',
    ],
)
def test_a_careful_word_passes(source: str) -> None:
    assert words.complaints("desktop/ui/x.py", source) == []


def test_a_reading_room_is_judged_by_what_it_says() -> None:
    reads = 'def f(t):\n    return t.replace("栋", "-")\n'
    says = 'def f(t):\n    raise UserError("门牌不对")\n'
    assert words.complaints("desktop/values/door.py", reads) == []
    assert re.search("outside", words.complaints("desktop/values/door.py", says)[0])

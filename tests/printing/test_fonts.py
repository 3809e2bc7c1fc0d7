"""What the bundled fonts promise: rare names are drawn, what cannot be drawn is named, what is unseen is gone."""

from pathlib import Path

import pytest

from desktop.printing.clean import clean
from desktop.printing.fonts import CHAINS, FILES, FOLDER, Fonts, bundled

EXTENSION_I = "\U0002ebf0"


@pytest.mark.parametrize("face", CHAINS)
def test_names_of_every_common_and_rare_kind_can_be_drawn(face: str) -> None:
    assert bundled().missing("堃喆鎏㛃䶮𬭎𠮷𪜀𫝀𫢸𬺰·阿卜杜拉（3）☐☑✓✔□√¥㎡℃〔〕—…", face) == set()  # type: ignore[arg-type]


def test_a_character_no_font_has_is_named_once() -> None:
    assert bundled().missing(f"王{EXTENSION_I}{EXTENSION_I}华") == {EXTENSION_I}


def test_private_code_points_are_never_drawn_by_chance() -> None:
    assert bundled().missing("王\ue815华") == {"\ue815"}


def test_line_ends_and_unseen_characters_are_not_missing() -> None:
    assert bundled().missing("王\n\u200b\u202e\ufe00华") == set()


def test_a_face_falls_back_character_by_character() -> None:
    sans = bundled().face("sans")
    assert sans["王"][0] is bundled().file("sans")
    assert sans["𠮷"][0] is not bundled().file("sans")
    assert sans.width("王华") == 2.0
    assert 0.4 < sans.width("1") < 0.7


def test_fonts_are_loaded_only_when_a_character_needs_them(tmp_path: Path) -> None:
    (tmp_path / FILES["sans"]).symlink_to(FOLDER / FILES["sans"])
    fonts = Fonts(tmp_path)
    assert fonts.missing("王华", "sans") == set()
    with pytest.raises(Exception, match="Can't open file"):
        fonts.missing("𠮷", "sans")


def test_a_county_may_put_its_own_font_in_place_of_one() -> None:
    fonts = Fonts(files={"serif": str(FOLDER / FILES["kai"])})
    assert fonts.file("serif").face.name != bundled().file("serif").face.name


def test_every_font_lies_beside_its_licence() -> None:
    licences = {path.stem.removeprefix("OFL-") for path in FOLDER.glob("OFL-*.txt")}
    for path in FOLDER.glob("*.ttf"):
        assert any(path.stem.startswith(family) for family in licences), path.name
    assert {path.name for path in FOLDER.glob("*.ttf")} == set(FILES.values())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("王华", "王华"),
        ("plain ascii", "plain ascii"),
        ("王\u202e华\u2066", "王华"),
        ("王\x00\x1b华\x7f", "王华"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("a\tb\xa0c", "a b c"),
        ("\ufeff﨑\U000e0100", "﨑"),
        ("王\ud800华", "王华"),
    ],
)
def test_unseen_characters_never_reach_paper(given: str, kept: str) -> None:
    assert clean(given) == kept

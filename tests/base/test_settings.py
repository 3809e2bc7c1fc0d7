"""What a machine remembers survives, and never keeps a desk closed."""

from pathlib import Path

import pytest

from desktop.base.settings import Settings, load, save


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    mine = Settings(last_user="张三", font_px=20, theme="dark", window="1:AAAA")
    save(tmp_path / "settings.json", mine)
    assert load(tmp_path / "settings.json") == mine


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"font_px": 400}', b'{"theme": "neon"}', b"\xff\xfe"])
def test_a_broken_file_is_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert load(tmp_path / "settings.json") == Settings()


def test_a_file_of_a_newer_program_still_loads(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"font_px": 20, "from_the_future": 1}')
    assert load(tmp_path / "settings.json").font_px == 20


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Settings()


def test_half_a_set_up_is_kept_only_when_it_is_words(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(path, Settings(setup={"unit": "阳光花园"}))
    assert load(path).setup == {"unit": "阳光花园"}
    path.write_text('{"setup": {"unit": 3}}', "utf-8")
    assert load(path) == Settings()

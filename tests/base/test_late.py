"""A function that was only named is loaded when it is called, and is known by its arguments before."""

import inspect
import sys

import pytest

from desktop.base.late import LateFunction, late


def test_naming_a_function_loads_nothing_and_calling_it_does() -> None:
    sys.modules.pop("wave", None)
    wave = late("wave")
    named = wave.open
    assert "wave" not in sys.modules
    assert named == LateFunction("wave", "open")
    with pytest.raises(FileNotFoundError):
        named("no such file", mode="rb")
    assert "wave" in sys.modules


def test_what_asks_for_arguments_is_answered_by_the_function_itself() -> None:
    decoder, encoder = late("json", "decoder", "encoder")
    assert "strict" in inspect.signature(decoder.JSONDecoder).parameters
    assert encoder.py_encode_basestring("a") == '"a"'


def test_a_module_has_nothing_but_functions() -> None:
    with pytest.raises(AttributeError):
        late("wave").__path__  # noqa: B018 - asked for, as the machinery of imports does

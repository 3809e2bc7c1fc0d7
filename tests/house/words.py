"""Which words of a source file a person may come to read, judged without running it."""

import ast
import re
from collections.abc import Iterator

from tests.house import sources

FORBIDDEN = ("您", "你", "非法", "无效", "错误代码", "秘书", "！")
HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!](?!\w)")
# These rooms read Chinese for a living: only what they say to a person is judged, not what they recognise.
READING_ROOMS = ("desktop/values/", "desktop/sheets/", "desktop/search/", "desktop/codes.py")


def complaints(path: str, source: str) -> list[str]:
    """What is wrong with the Chinese of one file, each as `path:line sentence`."""
    module = sources.parsed(source)
    lines = source.splitlines()
    calls, strings = list(_calls(module, "_")), list(_strings(module))
    wrapped = {id(part) for call in calls for part in call.args}
    found = []
    for text in strings:
        if id(text) in wrapped:
            found += [f"{path}:{text.lineno} {fault}" for fault in faults(str(text.value))]
    for call in calls:
        if any(isinstance(part, ast.JoinedStr) for part in call.args):
            found.append(f"{path}:{call.lineno} an f-string cannot be translated: use .format() after _()")
    suspects = _said(module) if path.startswith(READING_ROOMS) else strings
    loose = [text for text in suspects if sources.chinese(str(text.value)) and id(text) not in wrapped]
    allowed = _data(module, lines) if loose else ()
    for text in loose:
        if id(text) not in allowed:
            found.append(f"{path}:{text.lineno} Chinese outside _(): {str(text.value)[:20]!r} (or mark it with # data)")
    return found


def faults(sentence: str) -> list[str]:
    """What a sentence for a person must not hold."""
    found = [f"forbidden word {word} in {sentence!r}" for word in FORBIDDEN if word in sentence]
    if sentence in ("是", "否"):
        found.append("name the deed instead of 是 or 否")
    if HALF_WIDTH.search(sentence):
        found.append(f"half-width punctuation in {sentence!r}")
    return found


def _strings(node: ast.AST) -> Iterator[ast.Constant]:
    docstrings = {
        id(part.value) for part in ast.walk(node) if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    }
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in docstrings:
            yield part


def _calls(node: ast.AST, name: str) -> Iterator[ast.Call]:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == name:
            yield part


def _said(module: ast.Module) -> Iterator[ast.Constant]:
    """The strings inside what is raised or made for a person."""
    for part in ast.walk(module):
        if isinstance(part, ast.Raise):
            yield from _strings(part)
    for call in _calls(module, "UserError"):
        yield from _strings(call)


def _data(module: ast.Module, lines: list[str]) -> set[int]:
    """Strings that are data: tables in module-level constants, patterns, and lines marked `# data`."""
    kept: set[int] = set()
    for statement in module.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if any(isinstance(target, ast.Name) and target.id.lstrip("_").isupper() for target in targets):
            kept |= {id(text) for text in _strings(statement)}
    for part in ast.walk(module):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
            owner = part.func.value
            pattern = isinstance(owner, ast.Name) and owner.id == "re"
            if pattern or part.func.attr == "horizontalAdvance":  # the width of a letter is measured, not read
                kept |= {id(text) for text in _strings(part)}
        if isinstance(part, ast.stmt) and not isinstance(part, ast.FunctionDef | ast.ClassDef | ast.If | ast.For):
            around = lines[max(part.lineno - 2, 0) : part.end_lineno]
            if any("# data" in line for line in around):
                kept |= {id(text) for text in _strings(part)}
    return kept

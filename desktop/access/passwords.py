"""What a password has to be, before any key is made of it; loads nothing, so that the sign-in page can ask too."""

from desktop.base.errors import UserError
from desktop.base.text import _

LEAST, LEAST_WORDS = 10, 4  # characters, or words with spaces between them
DIGITS = 6  # of a PIN

_GUESSED = frozenset(
    {"1234567890", "0123456789", "password123", "qwertyuiop", "9876543210", "1q2w3e4r5t", "admin12345"}
)
_TRIED_FIRST = frozenset({"123456", "654321", "112233", "123123", "520520", "666888", "888666"})


def check_password(password: str) -> None:
    """UserError for a password that is guessed in a day (SAFETY §5)."""
    if len(password) < LEAST and len(password.split()) < LEAST_WORDS:
        raise UserError(_("密码至少 10 个字符，也可以用四个词语、中间留空格。"), field="password")
    if len(set(password)) < 4 or password.lower() in _GUESSED:
        raise UserError(_("这个密码太容易猜到，请换一个，例如四个不相干的词语。"), field="password")


def is_pin(typed: str) -> bool:
    """Six digits; no password is so short, so that one line takes either."""
    return len(typed) == DIGITS and typed.isascii() and typed.isdecimal()


def check_pin(typed: str) -> None:
    """UserError for what is no PIN, or one that is tried first."""
    if not is_pin(typed):
        raise UserError(_("PIN 要写 6 个数字。"), field="password")
    if len(set(typed)) < 3 or typed in _TRIED_FIRST:
        raise UserError(_("这个 PIN 太容易猜到，请换 6 个不相连、不重复的数字。"), field="password")

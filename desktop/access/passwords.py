"""What a password has to be, before any key is made of it; loads nothing, so that the sign-in page can ask too."""

from desktop.base.errors import UserError
from desktop.base.text import _

LEAST, LEAST_WORDS = 10, 4  # characters, or words with spaces between them

_GUESSED = frozenset(
    {"1234567890", "0123456789", "password123", "qwertyuiop", "9876543210", "1q2w3e4r5t", "admin12345"}
)


def check_password(password: str) -> None:
    """UserError for a password that is guessed in a day (SAFETY §5)."""
    if len(password) < LEAST and len(password.split()) < LEAST_WORDS:
        raise UserError(_("密码至少 10 个字符，也可以用四个词语、中间留空格。"), field="password")
    if len(set(password)) < 4 or password.lower() in _GUESSED:
        raise UserError(_("这个密码太容易猜到，请换一个，例如四个不相干的词语。"), field="password")

"""The two kinds of failure that are meant for people; every other exception is a fault of ours."""


class UserError(Exception):
    """Something a person did or met that the program refuses, told in one plain Chinese sentence.

    The sentence says what happened, whether data is safe and what to do next.
    `field` names the field of the form that the sentence belongs to, if any.
    On the command line it becomes exit code 2 and nothing has changed.
    """

    exit_code = 2

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Damage(UserError):
    """Stored data is not what was written: exit code 3, and the restore list is the way on."""

    exit_code = 3


class Cancelled(Exception):
    """The person pressed cancel: raised by a progress callback, passed through by every long read or write."""

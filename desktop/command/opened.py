"""The profile that a command works with, open for as long as the command runs."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from desktop.base import paths
from desktop.base.clock import Clock
from desktop.command import who_asks

if TYPE_CHECKING:  # the database is loaded once it is known that it is needed
    from desktop.procedures.profiles import Desk


def profile_of(said: Namespace) -> paths.Profile:
    """Where the data lies: the folder that was named, or the usual one."""
    return paths.profile_at(getattr(said, "data", None))


@contextmanager
def opened(said: Namespace, clock: Clock, *, alone: bool = False) -> "Iterator[Desk]":
    """The open profile; `alone` refuses while another program has it open for writing."""
    from desktop.catalog import DERIVED  # late: the database and every register
    from desktop.procedures import profiles
    from desktop.store import lock

    profile = profile_of(said)
    user = who_asks.user(said, profiles.read_keyring(profile))
    password = who_asks.password(said)
    with lock.alone(profile.lock) if alone else nullcontext():
        desk = profiles.open_with_password(profile, user=user, password=password, clock=clock, derived=DERIVED)
        try:
            yield desk
        finally:
            desk.close()

"""How a law is asked, with what the model knows of who knew what."""

from desktop.sync.model.world import World


class Broken(AssertionError):
    """A law did not hold."""


def hold(law: str, *, true: bool, said: object = "") -> None:
    """Raise Broken with the name of the law."""
    if not true:
        raise Broken(f"{law}: {said}")


def knew(world: World, value: object, was: object) -> bool:
    """Does the line of values that `value` was written over lead to `was`?"""
    at = value
    while at is not None:
        at = world.instead_of.get(at) if isinstance(at, int) else None
        if at == was:
            return True
    return was is None or world.followed_own(value, was)


def aware(world: World, seen: object, value: object) -> bool:
    """Did somebody who saw `seen` know of `value`?"""
    return seen == value or (seen is not None and knew(world, seen, value))

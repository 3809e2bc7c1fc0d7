"""Who has a password in a profile: the only thing that is known of it before anybody signed in."""

import msgspec

from desktop.base.paths import Profile


class _Slot(msgspec.Struct):
    kind: str
    owner: str


class _Keyring(msgspec.Struct):
    """The part of a keyring that needs no library of the database to be read."""

    slots: list[_Slot]


def names_in(profile: Profile) -> tuple[str, ...]:
    """The names in the order of their slots; nobody when neither copy of the keyring can be read."""
    for path in profile.keyrings:
        try:
            found = msgspec.json.decode(path.read_bytes(), type=_Keyring)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            continue
        return tuple(slot.owner for slot in found.slots if slot.kind == "password")
    return ()

"""Who has a password in a profile: the only thing that is known of it before anybody signed in."""

import json

from desktop.base.paths import Profile


def names_in(profile: Profile) -> tuple[str, ...]:
    """The names in the order of their slots; nobody when neither copy of the keyring can be read."""
    for path in profile.keyrings:
        try:
            slots = json.loads(path.read_bytes())["slots"]
            return tuple(str(slot["owner"]) for slot in slots if slot["kind"] == "password")
        except (OSError, ValueError, LookupError, TypeError):
            continue
    return ()

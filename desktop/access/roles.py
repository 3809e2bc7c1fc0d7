"""Which role holds which permission; a permission is `register.verb`, the same string as the journal's action."""

SECRETARY, STAFF, READER = "secretary", "staff", "reader"

READING = frozenset({"see", "print"})
# Verbs that only the administrator of a PC (支部书记) holds, whatever the register.
RESERVED = frozenset({"manage", "restore", "reveal_all", "erase", "adopt", "share"})
RESERVED_REGISTERS = frozenset({"users", "settings", "wording"})
# Registers that nobody sees by role alone: each user is given them by name (SAFETY §6: care needs).
BY_NAME = frozenset({"care"})

# Units that hold no residents (MISSION, who sees whom), the registers about homes and those who live in them, and what
# may still be done with them there: their lists are empty, so nothing is entered or brought in.
NO_HOMES = frozenset({"street", "county"})
OF_HOMES = frozenset({"households", "people", "buildings", "dwellings", "contacts", "visits", "members", "care"})
_HARMLESS = READING | {"export", "reveal", "reveal_all"}


def is_withheld(level: str, permission: str) -> bool:
    """Does a unit of this level (code table unit_level) hold nothing that `permission` would write?"""
    register, _, verb = permission.partition(".")
    return level in NO_HOMES and register in OF_HOMES and verb not in _HARMLESS


def allows(role: str, permission: str, granted: frozenset[str] = frozenset()) -> bool:
    """Does `role` hold `permission`? `granted` are the registers of BY_NAME that this user was given."""
    register, _, verb = permission.partition(".")
    if register in BY_NAME and register not in granted and verb != "manage":
        return False
    if role == SECRETARY:
        return True
    if role == STAFF:
        return verb not in RESERVED and register not in RESERVED_REGISTERS
    return role == READER and verb in READING and register not in RESERVED_REGISTERS

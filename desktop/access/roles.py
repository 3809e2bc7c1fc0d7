"""Which role holds which permission; a permission is `register.verb`, the same string as the journal's action."""

SECRETARY, STAFF, READER = "secretary", "staff", "reader"

READING = frozenset({"see", "print"})
# Verbs that only the administrator of a PC (支部书记) holds, whatever the register.
RESERVED = frozenset({"manage", "restore", "reveal_all", "erase", "adopt", "share"})
RESERVED_REGISTERS = frozenset({"users", "settings", "wording"})
# Registers that nobody sees by role alone: each user is given them by name (SAFETY §6: care needs).
BY_NAME = frozenset({"care"})


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

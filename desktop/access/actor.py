"""Who acts: a user with a role and a scope, asked before every read and write."""

from dataclasses import dataclass
from uuid import UUID

from desktop.access.roles import NO_HOMES, OF_HOMES, allows, is_withheld
from desktop.base.errors import UserError
from desktop.base.text import _


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user; `scope` holds the ids of the units that may be seen."""

    id: UUID
    name: str
    role: str
    unit_id: UUID
    scope: frozenset[UUID]
    granted: frozenset[str] = frozenset()  # registers given to this user by name
    level: str = "grid"  # the tier of the unit, code table unit_level

    def may(self, permission: str) -> bool:
        """Does the role hold `register.verb`, and may the unit's level?"""
        return allows(self.role, permission, self.granted) and not is_withheld(self.level, permission)

    def is_offered(self, permission: str) -> bool:
        """Should a page or function that needs `permission` be shown? None that lists what this level never holds."""
        return self.may(permission) and not (self.has_no_homes and permission.partition(".")[0] in OF_HOMES)

    @property
    def has_no_homes(self) -> bool:
        """Street and county hold no residents."""
        return self.level in NO_HOMES

    def require(self, permission: str, unit_id: UUID | None = None) -> None:
        """UserError unless the role holds `permission` and, when given, the unit is in scope."""
        if not self.may(permission):
            if is_withheld(self.level, permission):
                raise UserError(
                    _("街道、县级的电脑不存居民和住户，什么也没有改。名册请在社区或网格的电脑上导入、登记。")
                )
            raise UserError(_("这个帐号没有做这一步的权限，什么也没有改。需要时请支部书记开通或代为办理。"))
        if unit_id is not None and unit_id not in self.scope:
            raise UserError(_("这条记录不归本单位管，什么也没有改。"))

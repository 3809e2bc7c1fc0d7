"""What a person chose for one list: columns, widths, row height, order; kept in the settings of that person."""

from dataclasses import dataclass
from typing import Any

from desktop.spec import Register
from desktop.standard.list import Sort
from desktop.ui.desk import Settings
from desktop.ui.list_measures import DENSITIES

DENSITY = "density"  # the setting of a person for every list that has no row height of its own


@dataclass(frozen=True, slots=True)
class ListMemory:
    """Reads forgivingly: a column that a later version dropped is passed over."""

    settings: Settings
    register: Register

    def _get(self, name: str, default: Any) -> Any:
        kept = self.settings.get(f"list.{self.register.name}", None)
        return kept.get(name, default) if isinstance(kept, dict) else default

    def _put(self, **values: Any) -> None:
        kept = self.settings.get(f"list.{self.register.name}", None)
        self.settings.put(f"list.{self.register.name}", {**(kept if isinstance(kept, dict) else {}), **values})

    def columns(self) -> list[str]:
        """The columns to show, in order."""
        declared = [column.name for column in self.register.columns]
        kept = [name for name in self._get("columns", []) if name in declared]
        return kept or [column.name for column in self.register.columns if column.shown]

    def widths(self) -> dict[str, int]:
        """Widths that the person changed, in half characters."""
        return {str(name): int(wide) for name, wide in self._get("widths", {}).items()}

    def density(self) -> str:
        """The row height."""
        kept = self._get("density", self.settings.get(DENSITY, "standard"))
        return kept if kept in DENSITIES else "standard"

    def sort(self) -> tuple[Sort, ...]:
        """The order."""
        declared = {column.name for column in self.register.columns}
        return tuple(Sort(name, bool(down)) for name, down in self._get("sort", []) if name in declared)

    def keep_columns(self, columns: list[str], widths: dict[str, int]) -> None:
        """Keep columns and widths."""
        self._put(columns=columns, widths=widths)

    def keep_density(self, density: str) -> None:
        """Keep the row height."""
        self._put(density=density)

    def keep_sort(self, sort: tuple[Sort, ...]) -> None:
        """Keep the order."""
        self._put(sort=[[one.column, one.descending] for one in sort])

"""Functions named where they are declared, whose modules are loaded when one of them is called for the first time."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LateFunction:
    """Calls `name` of `module`; equal to another of the same name."""

    module: str
    name: str

    @property
    def __wrapped__(self) -> Callable[..., Any]:
        """The function itself, where `inspect` looks for it."""
        __import__(self.module)  # not `import_module`: PySide would read and keep the source of what that loads
        function: Callable[..., Any] = getattr(sys.modules[self.module], self.name)
        return function

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Call it."""
        return self.__wrapped__(*given, **named)


class LateModule:
    """What `late` gives: `late("desktop.procedures.move_out").do` may be declared, and is loaded once it is done."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> LateFunction:
        """A function of it; nothing is loaded, so that a wrong name shows only in the test of all declarations."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LateFunction(self._module, name)


def late(package: str, *modules: str) -> Any:
    """A stand-in for the module `package`, or for `modules` of that package, in their order.

    It stands in the `else` of an `if TYPE_CHECKING` that imports the very same: the checkers of types and of imports
    see what is declared, and a desk at rest has not loaded what nobody asked it to do.
    """
    made = tuple(LateModule(f"{package}.{module}") for module in modules) or (LateModule(package),)
    return made[0] if len(made) == 1 else made

"""A form as the list of forms and Ctrl+K offer it."""

from dataclasses import dataclass

from desktop.spec import Form, Register


@dataclass(frozen=True, slots=True)
class Offer:
    """A form with the register that it hangs on; `words` are what else people call it."""

    register: Register
    form: Form
    words: tuple[str, ...] = ()

"""What is on the sheets of this register."""

from desktop.spec import Form

FORMS: tuple[Form, ...] = ()

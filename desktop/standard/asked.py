"""What a form asks for, as it is typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Action, Form
from desktop.standard.fields import parse


def given(form: Form | Action, typed: Mapping[str, str], *, today: date) -> dict[str, Any]:
    """The values for the form's `collect`, by name; a field is named by its name or its title.

    UserError when the form asks for no such thing, or a text does not fit.
    """
    known = {name: field for field in form.asks for name in (field.name, field.title)}
    found: dict[str, Any] = {}
    for name, text in typed.items():
        if name not in known:
            if not form.asks:
                raise UserError(_("《{form}》没有要填写的内容，什么也没有做。").format(form=form.title), field=name)
            said = "、".join(f"{field.name}（{field.title}）" for field in form.asks)
            raise UserError(
                _("《{form}》里没有“{name}”这一项，什么也没有做。可以写：{said}。").format(
                    form=form.title, name=name, said=said
                ),
                field=name,
            )
        field = known[name]
        try:
            found[field.name] = parse(field, text, today=today)
        except UserError as error:
            said = _("{title}：{problem}。什么也没有做。").format(title=field.title, problem=error.message.rstrip("。"))
            raise UserError(said, field=field.name) from error
    return found

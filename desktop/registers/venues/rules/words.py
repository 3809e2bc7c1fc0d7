"""An amount of either currency in words: 3,000.00 元, 4 次, 1.5 小时."""

from desktop.base.text import _
from desktop.registers.venues.rules.balance import AN_HOUR, MINUTES, MONEY
from desktop.values import money


def amount_words(amount: int, measure: str) -> str:
    """分, times or minutes as people say them."""
    if measure == MONEY:
        return _("{amount} 元").format(amount=money.show(amount))
    if measure == MINUTES:
        return _("{amount} 小时").format(amount=f"{amount / AN_HOUR:.2f}".rstrip("0").rstrip("."))
    return _("{amount} 次").format(amount=amount)


def both_words(times: int, minutes: int) -> str:
    """Service of both measures: 4 次、1.5 小时; 0 次 when there is none."""
    said = [amount_words(times, "times")] if times or not minutes else []
    return "、".join([*said, amount_words(minutes, MINUTES)] if minutes else said)

"""Household sheets per second as the bench command says it."""

from tests.bench import printing
from tests.bench.figures import Figure


def measure() -> list[Figure]:
    """500 household sheets beside bare reportlab drawing the same words."""
    found = printing.measure()
    return [
        Figure("500 household sheets", found.ours, "pages/s", ">= 50, >= 0.7 of bare", found.bare, "bare reportlab"),
        Figure("most memory", found.peak_mb, "MB", "<= 200 MB"),
    ]

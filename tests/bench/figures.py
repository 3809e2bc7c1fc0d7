"""What a measurement is: ours beside a floor or a peer of the same run, and the target it is read against."""

import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: ours and the floor in the same unit, measured in one run; `target` in words."""

    what: str
    ours: float
    unit: str
    target: str
    floor: float | None = None
    floor_is: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the floor."""
        return None if not self.floor else self.ours / self.floor


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def timed_ms(job: Callable[[], object], *, rounds: int) -> list[float]:
    """Milliseconds of each of `rounds` runs."""
    found = []
    for _round in range(rounds):
        began = perf_counter()
        job()
        found.append((perf_counter() - began) * 1000)
    return found


def peak_mb() -> float:
    """The most memory that this process held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what the system counts else begins with the memory of whoever started this process
        (said,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(said.split()[1]) / 1024
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024 * 1024 if sys.platform == "darwin" else 1024)


def table(figures: list[Figure]) -> str:
    """The figures as lines of a Markdown table."""
    lines = ["| what | ours | floor | ratio | target |", "|---|---|---|---|---|"]
    for figure in figures:
        floor = f"{figure.floor:.2f} {figure.unit} ({figure.floor_is})" if figure.floor is not None else "-"
        ratio = f"{figure.ratio:.2f}" if figure.ratio is not None else "-"
        lines.append(f"| {figure.what} | {figure.ours:.2f} {figure.unit} | {floor} | {ratio} | {figure.target} |")
    return "\n".join(lines)

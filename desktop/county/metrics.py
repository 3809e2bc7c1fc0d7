"""What the server counted since it started, in the text format that Prometheus reads; counts only, no names."""

import threading
from collections import Counter
from dataclasses import dataclass, field

from desktop.sync.protocol import Response


@dataclass(slots=True)
class Metrics:
    """The counters of one worker."""

    requests: Counter[str] = field(default_factory=Counter)  # by status
    changes: Counter[str] = field(default_factory=Counter)  # by result
    rows: int = 0
    seconds: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, status: int, seconds: float) -> None:
        """One request was answered."""
        with self._lock:
            self.requests[str(status)] += 1
            self.seconds += seconds

    def exchanged(self, response: Response) -> None:
        """One exchange was answered with this."""
        with self._lock:
            self.changes.update(result.kind for result in response.results)
            self.rows += len(response.page)

    def text(self) -> str:
        """All of it, one number a line."""
        with self._lock:
            lines = [f'grid_requests_total{{status="{one}"}} {count}' for one, count in sorted(self.requests.items())]
            lines += [f'grid_changes_total{{result="{one}"}} {count}' for one, count in sorted(self.changes.items())]
            lines += [f"grid_rows_total {self.rows}", f"grid_request_seconds_total {self.seconds:.3f}"]
            return "\n".join(lines) + "\n"

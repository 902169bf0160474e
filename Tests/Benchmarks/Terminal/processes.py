"""What the kernel says about a process: its memory and how often it woke up."""

import re
from pathlib import Path


def peak_megabytes(process: int) -> float:
    """The most memory that the process has had resident, in MB; 0 once it is gone."""
    return _field(Path(f"/proc/{process}/status"), "VmHWM") / 1024


def wake_ups(process: int) -> int:
    """How often the threads of the process have gone to sleep of their own accord, and so woken up, until now."""
    return sum(
        _field(status, "voluntary_ctxt_switches") for status in Path(f"/proc/{process}/task").glob("*/status")
    )


def _field(status: Path, name: str) -> int:
    try:
        found = re.search(rf"^{name}:\s*(\d+)", status.read_text(), re.MULTILINE)
    except FileNotFoundError:  # A thread may end between the listing and the reading.
        return 0
    return int(found[1]) if found else 0

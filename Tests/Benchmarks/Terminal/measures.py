"""What is measured of a program on a terminal: its start, its keys, a burst of keys, its rest."""

import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from processes import wake_ups
from screen import Screen, changed_cells
from terminal import COLUMNS, ROWS, Terminal

START_SILENCE = 0.03
"""The seconds without output that end the first screen."""

_COUNTS_ON = 0.1
"""The seconds after which output that does not end is no longer part of the first screen."""

_BUSY_LIMIT = 5
"""The seconds after which a key is taken for answered even though the screen says that it is busy."""

_BURST_LIMIT = 10
"""The seconds after which a burst that has not come to its end is given up."""


@dataclass
class Keys:
    """What each key of a series cost."""

    #: Until the last byte that the key caused.
    milliseconds: list[float] = field(default_factory=list)
    #: Until the first one.
    first_milliseconds: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    list_bytes: list[int] = field(default_factory=list)
    list_cells: list[int] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    silent: int = 0

    def __iadd__(self, other: "Keys") -> "Keys":
        for name in ("milliseconds", "first_milliseconds", "bytes", "cells", "list_bytes", "list_cells", "answers"):
            getattr(self, name).extend(getattr(other, name))
        self.silent += other.silent
        return self


@dataclass
class Burst:
    """What many keys typed at once cost, and whether the screen was right in the end."""

    milliseconds: float
    bytes: int
    is_right: bool


@dataclass
class Rest:
    """What a program did while nobody typed, a second."""

    bytes: float
    wake_ups: float


def quantile(values: Iterable[float], share: float) -> float:
    """The nearest-rank quantile; not a number where there are no values."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def median(values: Iterable[float]) -> float:
    """The median; not a number where there are no values."""
    values = list(values)
    return statistics.median(values) if values else math.nan


def first_screen(terminal: Terminal, screen: Screen, is_there: Callable[[str], object]) -> float:
    """The milliseconds from the start to the last byte of the first screen that shows what it should."""
    end = time.monotonic() + 60
    while time.monotonic() < end and not terminal.has_ended:
        output = terminal.read(START_SILENCE, limit=1, patience=1)
        for index, (_, data) in enumerate(output.pieces):
            screen.feed(data)
            if is_there("\n".join(screen.text())):
                for _, later in output.pieces[index + 1 :]:
                    screen.feed(later)
                return (_settled(output.pieces[index:]) - terminal.started) * 1_000
    raise RuntimeError("the first screen did not come:\n" + "\n".join(screen.text()))


def _settled(pieces: list[tuple[float, bytes]]) -> float:
    """When a screen that was there with the first piece was whole.

    A program that goes on for longer is counting what it loads: then its first screen was whole at once.
    """
    first, last = pieces[0][0], pieces[-1][0]
    return first if last - first > _COUNTS_ON else last


def press_each(
    terminal: Terminal,
    screen: Screen,
    keys: Iterable[bytes],
    silence: float,
    is_list: Callable[[int, int], bool] | None = None,
    is_busy: Callable[[str], object] = lambda text: False,
) -> Keys:
    """Types keys one at a time, each when the one before has been answered.

    An answer ends with silence, when the screen does not say that it is busy. A key that changes nothing within a
    second is silent. What comes later still is added to the bytes of the key that caused it.
    """
    figures = Keys()
    if is_list:
        screen.part = lambda row, column: "list" if is_list(row, column) else "rest"
    before = screen.cells()
    for key in keys:
        _take_late(terminal, screen, figures)
        screen.bytes_by_part.clear()
        pressed, output = terminal.ask(key, silence)
        if output.first is None or output.last is None:
            figures.silent += 1
            continue
        screen.feed(output.data)
        while is_busy("\n".join(screen.text())) and time.monotonic() < pressed + _BUSY_LIMIT:
            more = terminal.read(silence, limit=_BUSY_LIMIT)
            screen.feed(more.data)
            for piece in more.pieces:
                output.add(*piece)
        after = screen.cells()
        changed = changed_cells(before, after)
        before = after
        figures.milliseconds.append((output.last - pressed) * 1_000)
        figures.first_milliseconds.append((output.first - pressed) * 1_000)
        figures.bytes.append(len(output.data))
        figures.answers.append(output.data)
        figures.cells.append(len(changed))
        figures.list_bytes.append(screen.bytes_by_part["list"])
        figures.list_cells.append(sum(is_list(*place) for place in changed) if is_list else 0)
    screen.part = None
    return figures


def replayed(answers: list[bytes]) -> Keys:
    """The same answers to as many keys, from a program that only writes them: what no program can be faster than."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([answer.decode("latin-1") for answer in answers], file)
        file.flush()
        program = Path(__file__).with_name("replay.py")
        with Terminal([sys.executable, str(program), file.name]) as terminal:
            terminal.read(START_SILENCE, limit=5, patience=5)
            return press_each(terminal, new_screen(), [b"]"] * len(answers), START_SILENCE)


def burst(terminal: Terminal, screen: Screen, keys: bytes, is_right: Callable[[str], object]) -> Burst:
    """Types many keys at once and waits until the screen is right and silent."""
    began = last = terminal.send(keys)
    size = 0
    is_done = False
    while not is_done and time.monotonic() < began + _BURST_LIMIT and not terminal.has_ended:
        output = terminal.read(0.3, limit=_BURST_LIMIT)
        screen.feed(output.data)
        size += len(output.data)
        last = output.last or last
        is_done = bool(is_right("\n".join(screen.text())))
    return Burst((last - began) * 1_000, size, is_done)


def rest(terminal: Terminal, seconds: float = 3) -> Rest:
    """Watches a program that nobody types to, after a second to settle."""
    terminal.read(1, limit=5)
    wakes = wake_ups(terminal.process)
    output = terminal.read(seconds, limit=seconds)
    return Rest(len(output.data) / seconds, (wake_ups(terminal.process) - wakes) / seconds)


def new_screen() -> Screen:
    """A screen as large as the terminal."""
    return Screen(ROWS, COLUMNS)


def _take_late(terminal: Terminal, screen: Screen, figures: Keys) -> None:
    late = terminal.read(0.0005, limit=0.001).data
    screen.feed(late)
    if late and figures.bytes:
        figures.bytes[-1] += len(late)

"""The review room under the stopwatch: which keys are typed, on what, and what comes of it."""

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from measures import Burst, Keys, Rest, burst, first_screen, new_screen, press_each, replayed, rest
from page_cache import in_memory
from processes import peak_megabytes
from projects import ProjectMaker
from screen import Screen
from terminal import Terminal

BURST_KEYS = 500

OTHER_NAMES = ("first screen", "burst", "idle")
"""What is measured beside the series of keys."""

Places = Callable[[int, int], bool]


@dataclass(frozen=True)
class Series:
    """Keys that are timed one at a time."""

    name: str
    #: What is typed before, what is timed, and what is typed after; round by round.
    rounds: list[tuple[bytes, list[bytes], bytes]]
    #: The seconds without output that end a key.
    silence: float
    #: Where the list is that the cursor moves in.
    list_places: Callable[[Screen], Places] | None = None
    decides: bool = False


@dataclass
class RoomFigures:
    """What was measured in the room on one project, over all runs."""

    starts: list[float] = field(default_factory=list)
    keys: dict[str, Keys] = field(default_factory=dict)
    #: The same bytes to the same keys, from a program that only writes them.
    replays: dict[str, Keys] = field(default_factory=dict)
    bursts: list[Burst] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)
    #: The peak of resident memory in MB by what was done.
    memory: dict[str, float] = field(default_factory=dict)


def all_series(count: int) -> list[Series]:
    """Everything that is typed; so many keys of each kind."""
    down_and_up = _some([b"j"] * 8 + [b"k"] * 8, count)
    return [
        Series("next cluster ]", [(b"", [b"]"] * count, b"")], 0.03, _cluster_list),
        Series("candidates j k", [(b"", down_and_up, b"")], 0.03, _candidate_list),
        Series("next undecided }", [(b"", [b"}"] * count, b"")], 0.03, _cluster_list),
        Series("list of clusters j", [(b"\x1b[Z", [b"j"] * count, b"")], 0.03, _cluster_list),
        Series("search by letter", [_typed(b"/", text) for text in ("explain", "water", "xylem")], 0.3),
        Series("filter by letter", [_typed(b"&", text) for text in ("state:open words:>20",)], 0.3),
        Series("decide a s", [(b"", _some([b"a", b"s"], count), b"")], 0.06, decides=True),
    ]


def names() -> list[str]:
    """All that is measured of the room."""
    return [*OTHER_NAMES, *(series.name for series in all_series(0))]


class RoomBench:
    """Opens the room again and again, each time as somebody new, so that it begins at its start."""

    def __init__(self, handpick: Path, maker: ProjectMaker, project: Path) -> None:
        self._handpick, self._maker, self._original = handpick, maker, project
        # The room writes down where a curator was, so even reading is done on a copy.
        self._copy = maker.copy(project, "read")
        self._curators = (f"curator {number}" for number in itertools.count(1))
        self.figures = RoomFigures()

    def run(self, count: int, wants: Callable[[str], bool]) -> None:
        """Measures once what is wanted."""
        for _ in range(5 if wants("first screen") else 0):
            with self._room("first screen") as (_, _, milliseconds):
                self.figures.starts.append(milliseconds)
        for series in all_series(count):
            if wants(series.name):
                self._type(series)
        if wants("burst"):
            with self._room("burst") as (terminal, screen, _):
                self.figures.bursts.append(burst(terminal, screen, b"]" * BURST_KEYS, _is_after_burst(screen)))

    def watch_rest(self) -> None:
        """Watches a room that nobody types to."""
        with self._room("idle") as (terminal, _, _):
            self.figures.rests.append(rest(terminal))

    def warm_up(self) -> None:
        """Brings the program into memory."""
        with self._room("first screen"):
            pass

    def _type(self, series: Series) -> None:
        project = self._maker.copy(self._original, "decided") if series.decides else self._copy
        with self._room(series.name, project) as (terminal, screen, _):
            for before, keys, after in series.rounds:
                if before:
                    screen.feed(terminal.ask(before, series.silence)[1].data)
                is_list = series.list_places(screen) if series.list_places else None
                timed = self.figures.keys.setdefault(series.name, Keys())
                pressed = press_each(terminal, screen, keys, series.silence, is_list, _is_busy)
                timed += pressed
                if is_list:
                    replays = self.figures.replays.setdefault(series.name, Keys())
                    replays += replayed(pressed.answers)
                if after:
                    screen.feed(terminal.ask(after, series.silence)[1].data)

    @contextmanager
    def _room(self, purpose: str, project: Path | None = None) -> Iterator[tuple[Terminal, Screen, float]]:
        """A new room, and after how many milliseconds its first screen was there."""
        project = project or self._copy
        command = [self._handpick, "review", project, "--no-welcome", "--as", next(self._curators)]
        with in_memory(self._handpick), in_memory(project), Terminal([str(part) for part in command]) as terminal:
            screen = new_screen()
            milliseconds = first_screen(terminal, screen, _is_whole)
            yield terminal, screen, milliseconds
            memory = self.figures.memory
            memory[purpose] = max(memory.get(purpose, 0), peak_megabytes(terminal.process))
            terminal.close(b"q")


def _is_after_burst(screen: Screen) -> Callable[[str], bool]:
    """Whether the last of the keys has arrived and its cluster has been read, seen from a screen before."""
    place, count = _place("\n".join(screen.text()))
    end = min(count, place + BURST_KEYS)
    heading = re.compile(rf"CLUSTER {end}  ")
    return lambda text: _place(text)[0] == end and bool(heading.search(text)) and not _is_busy(text)


def _is_whole(text: str) -> bool:
    """Whether the list, the candidates and the text are on the screen."""
    return "CLUSTERS" in text and "INSTRUCTION" in text and not _is_busy(text)


def _is_busy(text: str) -> bool:
    """Whether the room says that something that it shows is still being read or looked for."""
    return "reading…" in text or "searching" in text.rsplit("\n", 1)[-1]


def _place(text: str) -> tuple[int, int]:
    """The number of the cluster under the cursor, and how many there are."""
    found = re.search(r"CLUSTERS +(\d+)/(\d+)", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _some(keys: list[bytes], count: int) -> list[bytes]:
    """So many keys, the same ones over and over."""
    return list(itertools.islice(itertools.cycle(keys), count))


def _typed(before: bytes, text: str) -> tuple[bytes, list[bytes], bytes]:
    """A text typed letter by letter into a field that Escape leaves."""
    return before, [letter.encode() for letter in text], b"\x1b"


def _cluster_list(screen: Screen) -> Places:
    """The list of clusters: all that is left of the other panes."""
    edge = _heading(screen, r"CLUSTER \d")[1] - 2
    return lambda row, column: 0 < row < screen.rows - 1 and column < edge


def _candidate_list(screen: Screen) -> Places:
    """The list of candidates: right of the clusters, above the text."""
    edge, bottom = _heading(screen, r"CLUSTER \d")[1] - 2, _heading(screen, "INSTRUCTION ")[0]
    return lambda row, column: 0 < row < bottom and column >= edge


def _heading(screen: Screen, pattern: str) -> tuple[int, int]:
    """Where a heading stands."""
    for row, text in enumerate(screen.text()):
        if found := re.search(pattern, text):
            return row, found.start()
    raise RuntimeError(f"no heading {pattern} on the screen")

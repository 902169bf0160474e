"""A curator who works over a link: types decisions, believes what the screen says, and remembers it."""

import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from link import SlowLink


@dataclass
class Curator:
    """What was decided, as the screen told it, and how long each key made one wait."""

    link: SlowLink
    #: The verdict that the curator has seen saved last for each cluster; none where it was taken back.
    verdicts: dict[int, str | None] = field(default_factory=dict)
    notes: set[int] = field(default_factory=set)
    #: The seconds of each wait.
    waits: list[float] = field(default_factory=list)
    #: The bytes that each decision cost.
    costs: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _done: list[tuple[int, str | None]] = field(default_factory=list)

    def decide(self, count: int) -> None:
        """Makes so many decisions of all kinds, each after the screen has settled."""
        kinds: list[Callable[[], None]] = [
            *(self._accept, self._accept, self._skip, self._override, self._accept),
            *(self._none, self._accept, self._note_and_accept, self._skip, self._accept_and_undo),
        ]
        for act in itertools.islice(itertools.cycle(kinds), count):
            before = self.link.bytes_to_screen
            act()
            self.costs.append(self.link.bytes_to_screen - before)

    def type_ahead(self, count: int) -> None:
        """Types so many accepting keys without waiting for the screen, a fifth of a second apart."""
        for _ in range(count):
            self.link.type(b"a")
            self.watch(0.2)

    def watch(self, seconds: float) -> None:
        """Lets time pass and believes what the screen tells meanwhile."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.link.run(0.05)
            found = re.match(r"Saved: cluster (\d+) accepted", self._footer())
            if found and self.verdicts.get(int(found[1])) != "accept":
                self._remember(int(found[1]), "accept")

    def count_on_screen(self) -> int:
        """How many clusters the header says are decided, skipped ones among them."""
        found = re.search(r"decided  (\d+)a (\d+)o (\d+)x (\d+)s", self.link.screen.text()[0])
        return sum(map(int, found.groups())) if found else 0

    def current_cluster(self) -> int:
        """The cluster that is on the screen."""
        found = re.search(r"CLUSTER (\d+) ", "\n".join(self.link.screen.text()))
        return int(found[1]) if found else 0

    def _accept(self) -> None:
        self._decide(b"a", verdict="accept", tells="accepted")

    def _skip(self) -> None:
        self._decide(b"s", verdict="skip", tells="skipped")

    def _none(self) -> None:
        self._type(b"x")
        self._decide(b"b", verdict="none", tells="none")

    def _override(self) -> None:
        self._type(b"3")
        self._type(b"o")
        self._decide(b"v", verdict="override", tells="overridden")

    def _note_and_accept(self) -> None:
        cluster = self.current_cluster()
        self._type(b"m")
        self._type(b"seen from the train")
        self._type(b"\r")
        if self._footer().startswith("Saved: your note"):
            self.notes.add(cluster)
        else:
            self.problems.append(f"cluster {cluster}: the screen says {self._footer()!r} after a note")
        self._accept()

    def _accept_and_undo(self) -> None:
        self._accept()
        self._type(b"u")
        cluster, verdict = self._done.pop()
        if self._footer().startswith(f"Undone: cluster {cluster} "):
            self.verdicts[cluster] = verdict
        else:
            self.problems.append(f"cluster {cluster}: the screen says {self._footer()!r} after undo")

    def _decide(self, key: bytes, verdict: str, tells: str) -> None:
        """Types the last key of a decision, and remembers it when the screen says that it is saved."""
        cluster = self.current_cluster()
        self._type(key)
        if self._footer().startswith(f"Saved: cluster {cluster} {tells}"):
            self._remember(cluster, verdict)
        else:
            self.problems.append(f"cluster {cluster}: the screen says {self._footer()!r} after {verdict}")

    def _remember(self, cluster: int, verdict: str) -> None:
        self._done.append((cluster, self.verdicts.get(cluster)))
        self.verdicts[cluster] = verdict

    def _type(self, keys: bytes) -> None:
        self.link.type(keys)
        self.waits.append(self.link.settle())

    def _footer(self) -> str:
        return self.link.screen.text()[-1].strip()

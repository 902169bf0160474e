"""A slow link between a person and a program: a relay on a pseudo-terminal that delays and rations bytes."""

import time
from collections import deque

from screen import Screen
from terminal import Terminal

_TICK = 0.01
"""The seconds between two looks at what has come."""

_BUCKET = 100
"""The bytes that may pass at once after a pause: a small packet."""


class Direction:
    """One direction of a link: a token bucket, then a delay.

    What waits for tokens may be as much as it likes, as in the buffers of a real connection.
    """

    def __init__(self, delay: float, rate: float) -> None:
        self._delay, self._rate = delay, rate
        self._waiting = bytearray()
        self._under_way: deque[tuple[float, bytes]] = deque()
        self._tokens, self._filled = float(_BUCKET), time.monotonic()
        self.total = 0

    def put(self, data: bytes) -> None:
        """Takes bytes at the near end."""
        self._waiting += data
        self.total += len(data)

    def take(self) -> bytes:
        """Moves bytes along; gives those that have reached the far end."""
        now = time.monotonic()
        self._tokens = min(_BUCKET, self._tokens + (now - self._filled) * self._rate)
        self._filled = now
        count = min(int(self._tokens), len(self._waiting))
        if count:
            self._tokens -= count
            self._under_way.append((now + self._delay, bytes(self._waiting[:count])))
            del self._waiting[:count]
        arrived = bytearray()
        while self._under_way and self._under_way[0][0] <= now:
            arrived += self._under_way.popleft()[1]
        return bytes(arrived)

    def is_empty(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not self._waiting and not self._under_way


class SlowLink:
    """A program at the far end of a slow link, and the screen that the person at the near end sees."""

    def __init__(self, terminal: Terminal, screen: Screen, round_trip: float, rate: float) -> None:
        self.screen = screen
        self._terminal = terminal
        self._keys = Direction(round_trip / 2, rate)
        self._output = Direction(round_trip / 2, rate)
        self._last_arrival = time.monotonic()

    @property
    def bytes_to_screen(self) -> int:
        """The bytes that the program has sent so far."""
        return self._output.total

    def type(self, keys: bytes) -> None:
        """Types keys at the near end."""
        self._keys.put(keys)

    def run(self, seconds: float) -> None:
        """Lets time pass."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self._terminal.has_ended:
            self._move()

    def settle(self, quiet: float = 0.2) -> float:
        """Waits until nothing is under way and nothing has come for a while; the seconds until the last byte came."""
        began = self._last_arrival = time.monotonic()
        while not self._terminal.has_ended:
            self._move()
            if self._keys.is_empty() and self._output.is_empty() and time.monotonic() > self._last_arrival + quiet:
                break
        return self._last_arrival - began

    def _move(self) -> None:
        if keys := self._keys.take():
            self._terminal.send(keys)
            self._last_arrival = time.monotonic()
        # This wait is the tick: it ends early when the program sends something.
        self._output.put(self._terminal.read(_TICK, limit=_TICK).data)
        if data := self._output.take():
            self.screen.feed(data)
            self._last_arrival = time.monotonic()

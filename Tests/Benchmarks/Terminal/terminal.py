"""Programs on a pseudo-terminal: starting them, feeding them keys, timing what they send."""

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

ROWS, COLUMNS = 40, 120


@dataclass
class Output:
    """What a program sent within a span, and when its first and last byte came (monotonic seconds)."""

    data: bytes = b""
    first: float | None = None
    last: float | None = None
    pieces: list[tuple[float, bytes]] = field(default_factory=list)

    def add(self, when: float, data: bytes) -> None:
        """Adds what one read brought."""
        self.first = when if self.first is None else self.first
        self.last = when
        self.data += data
        self.pieces.append((when, data))


class Terminal:
    """A terminal of 120 columns and 40 rows with one program on it."""

    def __init__(self, command: list[str], folder: Path | None = None, **variables: str) -> None:
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | variables
        clock, child_clock = os.pipe()
        self.process, self._descriptor = pty.fork()
        if self.process == 0:
            _become(command, folder, environment, child_clock)
        os.close(child_clock)
        started = os.read(clock, 8)
        os.close(clock)
        if len(started) < 8:
            raise RuntimeError(f"{command[0]} could not be started")
        #: When the program was executed.
        self.started: float = struct.unpack("d", started)[0]
        self.has_ended = False
        os.set_blocking(self._descriptor, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, keys: bytes) -> float:
        """Types keys as fast as the terminal takes them; tells when it began."""
        began = time.monotonic()
        while keys and not self.has_ended:
            try:
                keys = keys[os.write(self._descriptor, keys) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [], 1)
            except OSError:
                self.has_ended = True
        return began

    def read(self, silence: float, limit: float, patience: float | None = None) -> Output:
        """Takes what comes until so many seconds of silence, or until the limit.

        With patience, the first byte may take that long.
        """
        output = Output()
        began = time.monotonic()
        while not self.has_ended:
            now = time.monotonic()
            wait = silence if output.pieces or patience is None else patience
            until = min((output.last or began) + wait, began + limit)
            if until <= now or not select.select([self._descriptor], [], [], until - now)[0]:
                break
            self._read_into(output)
        return output

    def ask(self, keys: bytes, silence: float, patience: float = 1) -> tuple[float, Output]:
        """Types keys and takes what they cause; tells when they were typed."""
        return self.send(keys), self.read(silence, limit=10, patience=patience)

    def close(self, keys: bytes = b"") -> int | None:
        """Ends the program, with its own keys where given; its exit status if it ended by itself."""
        if self._descriptor < 0:
            return None
        self.send(keys)
        status = self._wait(2 if keys else 0)
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            if status is not None or _has_gone(self.process, number):
                break
            if self._wait(1) is not None:
                break
        os.close(self._descriptor)
        self._descriptor = -1
        return status

    def cut(self) -> None:
        """Takes the terminal away, as a lost connection does, and waits for the program to notice."""
        os.close(self._descriptor)
        self._descriptor = -1
        for _ in range(1_000):
            if os.waitpid(self.process, os.WNOHANG)[0]:
                return
            time.sleep(0.01)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        raise RuntimeError("the program went on for ten seconds without a terminal")

    def _read_into(self, output: Output) -> None:
        try:
            data = os.read(self._descriptor, 1 << 16)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if data:
            output.add(time.monotonic(), data)
        else:
            self.has_ended = True

    def _wait(self, seconds: float) -> int | None:
        """The exit status, once the program has ended within so many seconds."""
        end = time.monotonic() + seconds
        while True:
            # A program that is still drawing must not wait for its reader.
            self.read(0.005, limit=0.02)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > end:
                return None
            time.sleep(0.005)


_KEPT_VARIABLES = ("HOME", "PATH", "USER", "LOGNAME", "LD_LIBRARY_PATH", "TMPDIR", "XDG_CONFIG_HOME")


def _become(command: list[str], folder: Path | None, environment: dict[str, str], clock: int) -> None:
    """Turns the forked child into the program; never returns."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        if folder:
            os.chdir(folder)
        os.write(clock, struct.pack("d", time.monotonic()))
        os.execvpe(command[0], command, environment)
    finally:
        os._exit(127)


def _has_gone(process: int, number: int) -> bool:
    """Sends a signal; whether there was nobody left to take it."""
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return True
    return False

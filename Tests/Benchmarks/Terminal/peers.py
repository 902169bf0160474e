"""Programs that curators know, on 50,000 items each, under the same stopwatch."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import peer_data
from measures import Burst, Keys, burst, first_screen, new_screen, press_each
from processes import peak_megabytes
from terminal import Terminal

BURST_KEYS = 500
_MUTTRC = "set quit = yes\nset folder = ~\n"


@dataclass(frozen=True)
class Peer:
    """A program, what it is given, and how it is moved through it."""

    name: str
    program: str
    #: What it shows, made in a folder.
    data: Callable[[Path], Path]
    #: The arguments, from the data and the peers' folder.
    arguments: Callable[[Path, Path], list[str]]
    #: What stands on the first screen.
    start: str
    #: What stands on the screen when the cursor is on a row, counted from 1.
    row: Callable[[int], str]
    down: bytes
    quit: bytes
    setup: tuple[bytes, ...] = ()
    #: The seconds without output that end a key: longer where a second step follows the first.
    silence: float = 0.03
    variables: Callable[[Path], dict[str, str]] = lambda folder: {}


@dataclass
class PeerFigures:
    """What was measured of a peer over all runs."""

    starts: list[float] = field(default_factory=list)
    keys: Keys = field(default_factory=Keys)
    bursts: list[Burst] = field(default_factory=list)
    memory: float = 0


PEERS = [
    Peer(
        name="less -S",
        program="less",
        data=peer_data.lines,
        arguments=lambda data, folder: ["-S", str(data)],
        start='"i30"',
        row=lambda number: rf'\A."id": "i{number - 1}"',
        down=b"j",
        quit=b"q",
    ),
    Peer(
        name="tig",
        program="tig",
        data=peer_data.commits,
        arguments=lambda data, folder: [],
        start="049970",
        row=lambda number: rf"commit {number} of 50000",
        down=b"j",
        quit=b"Q",
    ),
    Peer(
        name="tig, diff beside",
        program="tig",
        data=peer_data.commits,
        arguments=lambda data, folder: [],
        start="049970",
        row=lambda number: rf"│ +{50_001 - number:06d} ",
        down=b"\x0e",
        quit=b"Q",
        setup=(b"\r",),
        silence=0.06,
        variables=lambda folder: {"TIGRC_USER": _written(folder / "tigrc", "set vertical-split = yes\n")},
    ),
    Peer(
        name="mutt",
        program="mutt",
        data=peer_data.messages,
        arguments=lambda data, folder: ["-F", _written(folder / "muttrc", _MUTTRC), "-R", "-f", str(data)],
        start=r"(?m)^ *30 ",
        row=lambda number: rf"(?m)^ *{number} ",
        down=b"j",
        quit=b"x",
        setup=(b"=",),
    ),
    Peer(
        name="mc, file beside",
        program="mc",
        data=peer_data.files,
        arguments=lambda data, folder: ["-u", str(data)],
        start="000030_",
        row=lambda number: rf"(?m)^│ {number - 1:06d}_.*txt   ",
        down=b"\x0e",
        quit=b"\x1b[21~\r",
        setup=(b"\x18q",),
    ),
    Peer(
        name="fzf, file beside",
        program="fzf",
        data=peer_data.files,
        arguments=lambda data, folder: ["--layout=reverse", "--preview", "cat {}"],
        start="000030_",
        row=lambda number: rf"(?m)^> {number:06d}_",
        down=b"\x0e",
        quit=b"\x1b",
        silence=0.06,
        variables=lambda folder: {"FZF_DEFAULT_COMMAND": "ls"},
    ),
]


def installed(wants: Callable[[str], bool]) -> tuple[list[Peer], list[str]]:
    """The peers that can be measured, and the names of those that are wanted but not there."""
    wanted = [peer for peer in PEERS if wants(peer.name)]
    there = [peer for peer in wanted if shutil.which(peer.program)]
    return there, sorted({peer.program for peer in wanted if peer not in there})


def measure_peer(peer: Peer, folder: Path, count: int, figures: PeerFigures) -> None:
    """Measures a peer once: its first screen, so many keys, the burst."""
    with _running(peer, folder) as terminal:
        screen = new_screen()
        figures.starts.append(first_screen(terminal, screen, lambda text: re.search(peer.start, text)))
        screen.feed(terminal.read(1, limit=10).data)  # All of them count on in the background.
        for keys in peer.setup:
            screen.feed(terminal.ask(keys, 0.5)[1].data)
        figures.keys += press_each(terminal, screen, [peer.down] * count, peer.silence)
        end = peer.row(1 + count + BURST_KEYS)
        figures.bursts.append(
            burst(terminal, screen, peer.down * BURST_KEYS, lambda text: re.search(end, text))
        )
        figures.memory = max(figures.memory, peak_megabytes(terminal.process))
        terminal.close(peer.quit)


def _running(peer: Peer, folder: Path) -> Terminal:
    """The peer on its data, with a home of its own, so that nobody's settings count."""
    data = peer.data(folder)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    command = [peer.program, *peer.arguments(data, folder)]
    place = data if data.is_dir() else folder
    return Terminal(command, place, HOME=str(home), **peer.variables(folder))


def _written(path: Path, text: str) -> str:
    """A settings file."""
    path.write_text(text)
    return str(path)

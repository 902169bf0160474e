"""The figures that the room must reach, and what it reached."""

import math
from collections.abc import Callable, Sequence

from measures import Keys, median, quantile
from peers import PeerFigures
from room import RoomFigures
from table import Row, figure_table, number, plain_table

# What is allowed beside a list that follows: the best that ncurses does is 1.1.
_BYTES_PER_CELL = 1.2
_LIST_BYTES = 250


def room_table(rooms: dict[str, RoomFigures], peers: dict[str, PeerFigures]) -> str:
    """All figures of the room, a column for each project."""
    figures = list(rooms.values())
    rows = _start_rows(figures, peers) + _memory_rows(figures)
    for name in ("next cluster ]", "candidates j k", "next undecided }", "list of clusters j"):
        rows += _moving_rows(name, figures)
    rows += _typing_rows("decide a s", 25, figures)
    rows += _typing_rows("search by letter", 30, figures)
    rows += _typing_rows("filter by letter", 30, figures)
    rows += _burst_rows(figures) + _idle_rows(figures)
    measured = [row for row in rows if not all(map(math.isnan, row.values))]
    return figure_table(measured, list(rooms))


def peer_table(rooms: dict[str, RoomFigures], peers: dict[str, PeerFigures]) -> str:
    """The room beside programs that curators know, in the same run."""
    head = ["program", "first screen ms", "key p50 ms", "p99 ms", "bytes a key", "burst ms", "burst bytes", "MB"]
    ours = {f"handpick, {name}": _as_peer(room) for name, room in rooms.items()}
    return plain_table(head, [_peer_row(name, figures) for name, figures in (ours | peers).items()])


def _as_peer(room: RoomFigures) -> PeerFigures:
    """The room as the table of peers shows it: the key is the one that moves to the next cluster."""
    keys = room.keys.get("next cluster ]", Keys())
    return PeerFigures(room.starts, keys, room.bursts, max(room.memory.values(), default=math.nan))


def _peer_row(name: str, figures: PeerFigures) -> list[str]:
    lost = "" if all(burst.is_right for burst in figures.bursts) else " (wrong row)"
    return [
        name,
        number(median(figures.starts)),
        number(quantile(figures.keys.milliseconds, 0.5)),
        number(quantile(figures.keys.milliseconds, 0.99)),
        number(median(figures.keys.bytes)),
        number(median(burst.milliseconds for burst in figures.bursts)) + lost,
        number(median(burst.bytes for burst in figures.bursts)),
        number(figures.memory),
    ]


def _start_rows(figures: Sequence[RoomFigures], peers: dict[str, PeerFigures]) -> list[Row]:
    starts = [median(room.starts) for room in figures]
    rows = [Row("first screen", "ms", 30, starts)]
    if "tig" in peers:
        tig = median(peers["tig"].starts)
        rows.append(Row("first screen / tig's", "", 1, [start / tig for start in starts]))
    if len(starts) == 2:
        rows.append(Row("first screen, large / small", "", 1.5, [starts[0] / starts[1], math.nan]))
    return rows


def _memory_rows(figures: Sequence[RoomFigures]) -> list[Row]:
    """The peaks: of moving about, which says what a project costs, and of whatever took most."""
    moving = [room.memory.get("next cluster ]", math.nan) for room in figures]
    most = [max(room.memory.values(), default=math.nan) for room in figures]
    return [Row("peak memory, moving", "MB", 40, moving), Row("peak memory, anything", "MB", 40, most)]


def _moving_rows(name: str, figures: Sequence[RoomFigures]) -> list[Row]:
    def row(what: str, unit: str, mark: float | None, value: Callable[[Keys], float]) -> Row:
        return Row(f"{name}: {what}", unit, mark, [value(room.keys.get(name, Keys())) for room in figures])

    def replay(what: str, share: float) -> Row:
        values = [quantile(room.replays.get(name, Keys()).milliseconds, share) for room in figures]
        return Row(f"{name}: {what}", "ms", None, values)

    return [
        row("p50", "ms", 1.0, lambda keys: quantile(keys.milliseconds, 0.5)),
        row("p99", "ms", 3.5, lambda keys: quantile(keys.milliseconds, 0.99)),
        replay("the bytes alone, p50", 0.5),
        replay("the bytes alone, p99", 0.99),
        row("all", "bytes", None, lambda keys: median(keys.bytes)),
        row("changed", "cells", None, lambda keys: median(keys.cells)),
        row("in the list", "bytes", _LIST_BYTES, lambda keys: median(keys.list_bytes)),
        row("beside it, a changed cell", "bytes", _BYTES_PER_CELL, _bytes_beside),
        row("all, a changed cell", "bytes", None, lambda keys: _share(sum(keys.bytes), sum(keys.cells))),
        row("silent", "keys", None, _silent),
    ]


def _typing_rows(name: str, mark: float, figures: Sequence[RoomFigures]) -> list[Row]:
    def row(what: str, unit: str, mark: float | None, value: Callable[[Keys], float]) -> Row:
        return Row(f"{name}: {what}", unit, mark, [value(room.keys.get(name, Keys())) for room in figures])

    return [
        row("first sign, p99", "ms", None, lambda keys: quantile(keys.first_milliseconds, 0.99)),
        row("p50", "ms", None, lambda keys: quantile(keys.milliseconds, 0.5)),
        row("p99", "ms", mark, lambda keys: quantile(keys.milliseconds, 0.99)),
        row("all", "bytes", None, lambda keys: median(keys.bytes)),
        row("changed", "cells", None, lambda keys: median(keys.cells)),
        row("silent", "keys", None, _silent),
    ]


def _burst_rows(figures: Sequence[RoomFigures]) -> list[Row]:
    bursts = [room.bursts for room in figures]
    wrong = [sum(not burst.is_right for burst in some) if some else math.nan for some in bursts]
    return [
        Row("burst of 500 ]", "ms", 16, [median(burst.milliseconds for burst in some) for some in bursts]),
        Row("burst of 500 ]", "bytes", 8_192, [median(burst.bytes for burst in some) for some in bursts]),
        Row("burst of 500 ]: wrong at its end", "bursts", 0, wrong),
    ]


def _idle_rows(figures: Sequence[RoomFigures]) -> list[Row]:
    return [
        Row("idle", "bytes/s", 0, [median(rest.bytes for rest in room.rests) for room in figures]),
        Row("idle", "wake-ups/s", 0, [median(rest.wake_ups for rest in room.rests) for room in figures]),
    ]


def _bytes_beside(keys: Keys) -> float:
    """Bytes per changed cell of what is not the list."""
    return _share(sum(keys.bytes) - sum(keys.list_bytes), sum(keys.cells) - sum(keys.list_cells))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _silent(keys: Keys) -> float:
    return keys.silent if keys.milliseconds or keys.silent else math.nan

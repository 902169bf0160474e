"""A small model of the terminal's screen: enough to compare cells and to read rows.

It knows what ncurses, S-Lang and plain programs send to xterm-256color, and nothing else. Colours and
attributes are kept per cell, because a bar that moves changes them alone.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from pen import Pen, background, mixed

# What a cell shows: its character, and the attributes in force when it was written.
Cell = tuple[str, Pen]

_TOKEN = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\"
    r"|\x1b\((?P<charset>.)|\x1b[)*+].|\x1b(?P<escape>[0-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])|(?P<text>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)
# The beginning of a sequence whose rest has not come yet.
_UNFINISHED = re.compile(r"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|[()*+]|[\]PX^_](?:(?!\x1b\\)[^\x07])*)?$", re.DOTALL)
_LINE_DRAWING = str.maketrans("jklmnqtuvwx`afgo~s", "┘┐┌└┼─├┤┴┬│◆▒°±⎺·⎽")


class Screen:
    """What a terminal of so many rows and columns shows after the bytes that it was fed."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.row, self.column = 0, 0
        self.top, self.bottom = 0, rows - 1
        self._pen: Pen = ()
        self._is_drawing_lines = False
        self._wraps_next = False
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._unfinished = ""
        self._last = " "
        self._saved = (0, 0)
        self._cells = [self._blank_row() for _ in range(rows)]
        #: Bytes by the part of the screen that they wrote to, when `part` tells the parts.
        self.bytes_by_part: Counter[str] = Counter()
        self.part: Callable[[int, int], str] | None = None

    def text(self) -> list[str]:
        """The rows as text, without trailing blanks."""
        return ["".join(character for character, _ in row).rstrip() for row in self._cells]

    def cells(self) -> list[list[Cell]]:
        """A copy of all cells, row by row."""
        return [row.copy() for row in self._cells]

    def feed(self, data: bytes) -> None:
        """Takes what a program sent."""
        text = self._unfinished + self._decoder.decode(data)
        unfinished = _UNFINISHED.search(text, max(0, len(text) - 4096))
        self._unfinished = unfinished[0] if unfinished else ""
        controls = 0
        for token in _TOKEN.finditer(text, 0, len(text) - len(self._unfinished)):
            if token["text"]:
                self._write(token["text"], controls)
                controls = 0
            else:
                controls += len(token[0])
                if self.part and token["final"] and token["final"] in "KJXP@":
                    self.bytes_by_part[self.part(self.row, self.column)] += controls
                    controls = 0
                self._obey(token)
        if self.part:
            self.bytes_by_part["at the end"] += controls

    def _write(self, text: str, controls: int) -> None:
        """Writes characters; the control bytes that led here count for the part of the first one."""
        drawn = text.translate(_LINE_DRAWING) if self._is_drawing_lines else text
        for character in drawn:
            self._put(character)
            if self.part:
                name = self.part(self.row, max(0, self.column - 1))
                self.bytes_by_part[name] += len(character.encode()) + controls
                controls = 0

    def _put(self, character: str) -> None:
        width = _width(character)
        if width == 0:
            self._combine(character)
            return
        if self._wraps_next or self.column + width > self.columns:
            self.column = 0
            self._line_feed()
        self._wraps_next = False
        self._cells[self.row][self.column] = (character, self._pen)
        if width == 2 and self.column + 1 < self.columns:
            self._cells[self.row][self.column + 1] = ("", self._pen)
        self._last = character
        self._wraps_next = self.column + width >= self.columns
        self.column = min(self.column + width, self.columns - 1)

    def _combine(self, mark: str) -> None:
        """Adds a mark to the character before it."""
        column = self.column if self._wraps_next else max(0, self.column - 1)
        if column and not self._cells[self.row][column][0]:
            column -= 1  # The second half of a wide character is empty.
        character, pen = self._cells[self.row][column]
        self._cells[self.row][column] = (character + mark, pen)

    def _obey(self, token: re.Match[str]) -> None:
        if token["final"]:
            self._obey_sequence(token)
        elif token["charset"]:
            self._is_drawing_lines = token["charset"] == "0"
        elif token["escape"]:
            self._obey_escape(token["escape"])
        elif token["control"]:
            self._obey_control(token["control"])

    def _obey_control(self, control: str) -> None:
        self._wraps_next = False
        match control:
            case "\r":
                self.column = 0
            case "\n" | "\v" | "\f":
                self._line_feed()
            case "\b":
                self.column = max(0, self.column - 1)
            case "\t":
                self.column = min(self.columns - 1, self.column // 8 * 8 + 8)

    def _obey_escape(self, letter: str) -> None:
        match letter:
            case "M" if self.row == self.top:
                self._scroll_down(self.top, 1)
            case "M":
                self._move(self.row - 1, self.column)
            case "D":
                self._line_feed()
            case "E":
                self.column = 0
                self._line_feed()
            case "7":
                self._saved = (self.row, self.column)
            case "8":
                self._move(*self._saved)

    def _obey_sequence(self, token: re.Match[str]) -> None:
        final, private = token["final"], token["private"]
        if token["between"] or private in ("<", "=", ">"):
            return
        numbers = [int(part or 0) for part in re.split("[;:]", token["numbers"])]
        if private == "?":
            if final in "hl" and {47, 1047, 1049} & set(numbers):
                self._erase_rows(0, self.rows)
            return
        if final == "m":
            self._pen = mixed(self._pen, numbers)
            return
        count = max(1, numbers[0])
        self._wraps_next = False
        match final:
            case "H" | "f":
                self._move(count - 1, max(1, (numbers + [1])[1]) - 1)
            case "A":
                self._move(self.row - count, self.column)
            case "B":
                self._move(self.row + count, self.column)
            case "C":
                self._move(self.row, self.column + count)
            case "D":
                self._move(self.row, self.column - count)
            case "G":
                self._move(self.row, count - 1)
            case "d":
                self._move(count - 1, self.column)
            case "Z":
                self._move(self.row, (self.column - 1) // 8 * 8 - 8 * (count - 1))
            case "b":
                self._write(self._last * count, 0)
            case "K":
                self._erase_line(numbers[0])
            case "J":
                self._erase_screen(numbers[0])
            case "X":
                self._erase(self.row, self.column, self.column + count)
            case "P":
                line = self._cells[self.row]
                del line[self.column : self.column + count]
                line.extend(self._blank_row()[len(line) :])
            case "@":
                line = self._cells[self.row]
                line[self.column : self.column] = self._blank_row()[:count]
                del line[self.columns :]
            case "r":
                self.top, self.bottom = count - 1, min((numbers + [0])[1] or self.rows, self.rows) - 1
                self._move(0, 0)
            case "S":
                self._scroll_up(self.top, count)
            case "T":
                self._scroll_down(self.top, count)
            case "M" if self.top <= self.row <= self.bottom:
                self._scroll_up(self.row, count)
            case "L" if self.top <= self.row <= self.bottom:
                self._scroll_down(self.row, count)

    def _move(self, row: int, column: int) -> None:
        self.row = min(max(0, row), self.rows - 1)
        self.column = min(max(0, column), self.columns - 1)

    def _line_feed(self) -> None:
        if self.row == self.bottom:
            self._scroll_up(self.top, 1)
        else:
            self._move(self.row + 1, self.column)

    def _scroll_up(self, first: int, count: int) -> None:
        for _ in range(min(count, self.bottom - first + 1)):
            del self._cells[first]
            self._cells.insert(self.bottom, self._blank_row())

    def _scroll_down(self, first: int, count: int) -> None:
        for _ in range(min(count, self.bottom - first + 1)):
            del self._cells[self.bottom]
            self._cells.insert(first, self._blank_row())

    def _erase_line(self, what: int) -> None:
        first = 0 if what else self.column
        last = self.column + 1 if what == 1 else self.columns
        self._erase(self.row, first, last)

    def _erase_screen(self, what: int) -> None:
        self._erase_line(what)
        self._erase_rows(0 if what else self.row + 1, self.row if what == 1 else self.rows)

    def _erase_rows(self, first: int, last: int) -> None:
        for row in range(first, last):
            self._cells[row] = self._blank_row()

    def _erase(self, row: int, first: int, last: int) -> None:
        blank = self._blank_row()
        self._cells[row][first:last] = blank[first : min(last, self.columns)]

    def _blank_row(self) -> list[Cell]:
        """A row as erasing leaves it: in the background colour of the moment."""
        return [(" ", background(self._pen))] * self.columns


def changed_cells(before: list[list[Cell]], after: list[list[Cell]]) -> list[tuple[int, int]]:
    """The places (row, column) at which two pictures of a screen differ."""
    return [
        (row, column)
        for row, (old, new) in enumerate(zip(before, after))
        if old != new
        for column, (one, other) in enumerate(zip(old, new))
        if one != other
    ]


def _width(character: str) -> int:
    """The columns that a character takes."""
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

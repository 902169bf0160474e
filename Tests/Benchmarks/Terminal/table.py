"""Tables for people: figures beside the marks they have to meet."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure, on one or several projects, and the most that it may be."""

    name: str
    unit: str
    mark: float | None
    values: Sequence[float]


def figure_table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Figures with their marks; each value with its ratio to the mark, and whether it is met."""
    head = ["figure", "unit", "mark"] + [cell for column in columns for cell in (column, "ratio", "")]
    body = [
        [row.name, row.unit, number(row.mark)]
        + [cell for value in row.values for cell in (number(value), ratio(value, row.mark), verdict(value, row.mark))]
        for row in rows
    ]
    return plain_table(head, body, left=2)


def plain_table(head: Sequence[str], body: Sequence[Sequence[str]], left: int = 1) -> str:
    """A table whose columns are as wide as they must be; the first so many begin at the left."""
    widths = [max(len(row[column]) for row in [head, *body]) for column in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        aligned = (
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths))
        )
        return "| " + " | ".join(aligned) + " |"

    ends = ["-" if column < left else ":" for column in range(len(head))]
    rule = "|" + "|".join("-" * (width + 1) + end for width, end in zip(widths, ends)) + "|"
    return "\n".join([line(head), rule, *map(line, body)])


def ratio(value: float, mark: float | None) -> str:
    """The value as a multiple of the mark."""
    return "" if not mark or math.isnan(value) else f"{value / mark:.2f}"


def verdict(value: float, mark: float | None) -> str:
    """Whether a value meets its mark; nothing where there is no mark or no value."""
    if mark is None or math.isnan(value):
        return ""
    return "ok" if value <= mark else "over"


def number(value: float | None) -> str:
    """A number with as many places as matter; `-` for none."""
    if value is None or math.isnan(value):
        return "-"
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"

"""Tables for people: ours beside theirs, and the marks that are to be met."""

import math
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import SUBSET, SUBSETS, Bench, Work
from inputs import LARGE_BYTES, LARGE_LINES
from scale import STAGES, Cost

sys.path.append(str(Path(__file__).resolve().parents[1] / "Terminal"))
from table import plain_table  # noqa: E402

#: The seconds that the published code took for 52,000 rows on two processors of a server, with numpy 2.4 and
#: scikit-learn 1.9; the second was extrapolated from single subsets. Not measured again here.
_PUBLISHED_DIVERSE, _PUBLISHED_CORESET = 76.7, 624.0


@dataclass(frozen=True)
class Row:
    """A figure of ours, beside another one; `ratio` says how many times as good ours is."""

    figure: str
    ours: str
    beside: str = ""
    theirs: str = ""
    ratio: float = math.nan
    #: The least ratio that is enough, where the mark is one.
    least: float = math.nan
    #: Whether a mark that is no ratio is met.
    is_met: bool | None = None

    def cells(self) -> list[str]:
        is_met = self.is_met if math.isnan(self.least) else self.ratio >= self.least
        return [
            self.figure,
            self.ours,
            self.beside,
            self.theirs,
            "" if math.isnan(self.ratio) else f"{self.ratio:.2f}",
            "" if math.isnan(self.least) else f"{self.least:g}",
            "" if is_met is None or self.ours == "-" else "ok" if is_met else "MISSED",
        ]


def machine(bench: Bench) -> str:
    """What it was measured on."""
    work = bench.works.get("machine: matrix product")
    limit = f"; numpy's product of Float32 matrices: {work.last['gflops']:.0f} GFLOP/s" if work and work.last else ""
    return (
        f"{os.cpu_count()} processors, {bench.options.threads} threads for all, load {os.getloadavg()[0]:.1f}; medians of "
        f"{bench.options.runs}; texts and vectors {bench.inputs.origin}{limit}."
    )


def figure_table(bench: Bench) -> str:
    """All figures with their marks; what was not measured says why."""
    rows = _encoder_rows(bench) + _division_rows(bench) + _import_rows(bench) + _million_rows(bench)
    head = ["figure", "handpick", "beside", "theirs", "times as good", "at least", ""]
    table = plain_table(head, [row.cells() for row in rows])
    missing = [f"Not measured: {work.name}: {work.missing}" for work in bench.works.values() if work.missing]
    return "\n".join([table, *missing])


def cost_table(costs: list[Cost]) -> str:
    """Seconds and peak memory of each stage by the size of the pool."""
    head = ["instructions", *STAGES]
    body = [[f"{cost.size:,}", *(f"{seconds:.2f} s, {mb:.0f} MB" for seconds, mb in cost.stages)] for cost in costs]
    return plain_table(head, body)


def _faster(figure: str, ours: Work | None, theirs: Work | None, least: float, unit: float = 0) -> list[Row]:
    """A row that compares seconds; with a unit, as so many of it a second."""
    if ours is None or theirs is None or not ours.seconds:
        return []
    beside = f"{theirs.name.split(': ')[1]} {theirs.last.get('version', '')}".strip()

    def shown(work: Work) -> str:
        if not work.seconds:
            return "-"
        return f"{unit / work.median:,.0f} /s" if unit else f"{work.median:.3f} s"

    if not theirs.seconds:
        return [Row(figure, shown(ours), beside, "-")]
    return [Row(figure, shown(ours), beside, shown(theirs), theirs.median / ours.median, least)]


def _limit(figure: str, value: float, unit: str, most: float) -> Row:
    return Row(figure, f"{value:,.2f} {unit}", "mark", f"{most:g} {unit}", most / value, is_met=value <= most)


def _encoder_rows(bench: Bench) -> list[Row]:
    works = bench.works
    onnx = works.get("encoder: onnxruntime")
    rows = []
    for precision, least in (("float32", 1.15), ("bfloat16", 2)):
        ours = works.get(f"encoder: handpick {precision}")
        tokens = float((onnx.last if onnx else {}).get("tokens", 0))  # type: ignore[arg-type]
        rows += _faster(f"encoder {precision}, tokens", ours, onnx, least, tokens)
        if precision == "float32":
            others = works.get("encoder: sentence-transformers")
            rows += _faster("encoder float32, tokens", ours, others, 1.7, tokens)
        if ours and ours.seconds and onnx and onnx.seconds:
            rows.append(_agreement(bench, precision))
    tokenizers = works.get("tokenizer: tokenizers")
    tokens = float((tokenizers.last if tokenizers else {}).get("tokens", 0))  # type: ignore[arg-type]
    return rows + _faster("tokenizer alone, tokens", works.get("tokenizer: handpick"), tokenizers, 1, tokens)


def _agreement(bench: Bench, precision: str) -> Row:
    """How far the vectors point the same way as onnxruntime's."""
    ours, theirs = (np.fromfile(bench.vectors_of(name), np.float32).reshape(-1, 384) for name in (precision, "onnxruntime"))
    cosines = (ours * theirs).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    mean, worst = (0.99999, 0.99999) if precision == "float32" else (0.999, 0.99)
    return Row(
        f"encoder {precision}, cosine, mean and worst",
        f"{cosines.mean():.6f}, {cosines.min():.6f}",
        "mark",
        f"{mean:g}, {worst:g}",
        is_met=bool(cosines.mean() >= mean and cosines.min() >= worst),
    )


def _division_rows(bench: Bench) -> list[Row]:
    works = bench.works
    ours, faiss, sklearn = (works.get(f"k-means: {name}") for name in ("handpick", "faiss", "scikit-learn"))
    rows = _faster("k-means 52,000 x 384, K = 52, 25 iterations", ours, faiss, 1)
    rows += _faster("k-means 52,000 x 384, K = 52, 25 iterations", ours, sklearn, math.nan)
    if ours and ours.seconds and sklearn and sklearn.seconds:
        mine, other = float(ours.last["inertia"]), float(sklearn.last["inertia"])  # type: ignore[arg-type]
        rows.append(
            Row(
                "k-means, inertia at convergence", f"{mine:,.0f}", "scikit-learn + 0.5 %", f"{other * 1.005:,.0f}",
                other * 1.005 / mine, 1,
            )
        )
    diverse, theirs = works.get("diverse: handpick"), works.get("diverse: scikit-learn and numpy")
    rows += _faster(f"diverse, {SUBSETS:,} of {SUBSET}", diverse, theirs, 1)
    if diverse and diverse.seconds:
        rows.append(_limit(f"diverse, {SUBSETS:,} of {SUBSET}", diverse.median, "s", 1.5))
        rows.append(_published("diverse", diverse, _PUBLISHED_DIVERSE, 50))
    given = works.get("diverse: handpick, their centers")
    if given and given.seconds and theirs and theirs.seconds:
        rows.append(_same("diverse, subsets unlike theirs from the same centers", given, theirs, "clusters"))
    coreset = works.get("coreset: handpick")
    if coreset and coreset.seconds:
        rows.append(_published("coreset", coreset, _PUBLISHED_CORESET, 20))
    ours, numpy = works.get("k-center: handpick"), works.get("k-center: numpy")
    rows += _faster("greedy k-center, 1,000 of 52,000", ours, numpy, 3)
    if ours and ours.seconds and numpy and numpy.seconds:
        rows.append(_same("greedy k-center, centers unlike theirs", ours, numpy, "rows"))
    return rows


def _published(name: str, ours: Work, seconds: float, least: float) -> Row:
    beside, theirs = "published code, not measured in this run", f"{seconds:.0f} s"
    return Row(f"{name}, {SUBSETS:,} of {SUBSET}", f"{ours.median:.3f} s", beside, theirs, seconds / ours.median, least)


def _same(figure: str, ours: Work, theirs: Work, key: str) -> Row:
    pairs = list(zip(ours.last[key], theirs.last[key], strict=True))  # type: ignore[call-overload]
    unlike = sum(one != other for one, other in pairs)
    return Row(figure, f"{unlike} of {len(pairs)}", "mark", "0", is_met=unlike == 0)


def _import_rows(bench: Bench) -> list[Row]:
    names = ("import: handpick", "parsing: handpick", "parsing: Python's json")
    whole, parsing, json = (bench.works.get(name) for name in names)
    rows = []
    if whole and whole.seconds:
        name = f"import and a search, {LARGE_LINES:,} lines, {LARGE_BYTES // 1_000_000} MB"
        rows.append(_limit(name, whole.median, "s", 5))
        rows.append(Row(f"{name}, peak memory", f"{whole.megabytes:.0f} MB"))
    rows += _faster("parsing alone", parsing, json, math.nan)
    if parsing and parsing.seconds:
        rate = bench.inputs.large_pool().stat().st_size / parsing.median / 1e6
        rows.append(Row("parsing alone", f"{rate:.0f} MB/s", "mark", "200 MB/s", rate / 200, is_met=rate >= 200))
    return rows


def _million_rows(bench: Bench) -> list[Row]:
    rows = []
    for name, most in (("million: k-means and assignment", 60), ("million: near-duplicates", 600)):
        work = bench.works.get(name)
        if work and work.seconds:
            rows.append(_limit(name, work.median, "s", most))
            rows.append(_limit(f"{name}, peak memory", work.megabytes / 1_000, "GB", 4))
    return rows

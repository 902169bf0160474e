"""What each stage costs by the size of the pool, the way from a file to the room."""

import json
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from inputs import Inputs

sys.path.append(str(Path(__file__).resolve().parents[1] / "Terminal"))
from processes import peak_megabytes  # noqa: E402
from projects import records  # noqa: E402
from terminal import Terminal  # noqa: E402

STAGES = (
    "import", "embed, lexical", "embed, from a file", "cluster, diverse", "near-duplicates", "topics", "open for review",
)
_SUBSET = 52
_START_SILENCE = 0.03


@dataclass(frozen=True)
class Cost:
    """Seconds and peak memory in MB of each stage."""

    size: int
    stages: list[tuple[float, float]]


def cost(program: Path, inputs: Inputs, folder: Path, size: int, runs: int) -> Cost:
    """Takes a pool of that size through all stages, with vectors of 384 components; what takes minutes is done once."""
    from bench import Work

    pool = folder / f"pool-{size}.jsonl"
    if not pool.exists():
        with pool.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records(size))
    place = folder / "scale"
    project = place / f"{size}.handpick"
    commands: list[list[object]] = [
        ["new", project, pool],
        ["embed", project, "--encoder", "lexical"],
        ["embed", project, "--vectors", inputs.vectors(size)],
        ["cluster", project, "--clusters", max(1, size // _SUBSET), "--no-neighbours", "--no-topics"],
        ["neighbours", project],
        ["topics", project],
    ]
    works = [Work(name, [str(program), *map(str, arguments)], is_whole=True) for name, arguments in zip(STAGES, commands)]
    opened: list[tuple[float, float]] = []
    for run in range(runs if size <= 100_000 else 1):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for work in works:
            print(f"cost, {size:,} instructions, run {run + 1}: {work.name}", file=sys.stderr, flush=True)
            work.run()
            if work.missing:
                sys.exit(f"{work.name}: {work.missing}")
        opened.append(_opened(program, project))
    shutil.rmtree(place, ignore_errors=True)
    first = statistics.median(seconds for seconds, _ in opened), max(megabytes for _, megabytes in opened)
    return Cost(size, [*((work.median, work.megabytes) for work in works), first])


def _opened(program: Path, project: Path) -> tuple[float, float]:
    """The seconds until the first screen is whole, and the memory that it took."""
    with Terminal([str(program), "review", str(project)]) as terminal:
        screen = terminal.read(_START_SILENCE, limit=30, patience=30)
        megabytes = peak_megabytes(terminal.process)
        terminal.close(b"q")
    return (screen.last or float("nan")) - terminal.started, megabytes

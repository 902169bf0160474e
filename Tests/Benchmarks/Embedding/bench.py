"""What is measured: a piece of work of ours and of others, each in a process of its own."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from inputs import LARGE_LINES, Inputs

_HERE = Path(__file__).resolve().parent

ROWS, DIMENSIONS, SUBSET, SUBSETS = 52_000, 384, 52, 1_000
MILLION = 1_000_000


@dataclass
class Work:
    """A piece of work, and what came of each time that it was done."""

    name: str
    command: list[str]
    #: Whether the whole process is timed; else it times itself and says so in JSON.
    is_whole: bool = False
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0
    last: dict[str, object] = field(default_factory=dict)
    #: Why it was not measured.
    missing: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) if self.seconds else float("nan")

    def run(self) -> None:
        if self.missing:
            return
        began = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        output, errors = process.stdout.read(), process.stderr.read()  # type: ignore[union-attr]
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            last = errors.strip().splitlines()[-1:] or [f"it ended with status {process.returncode}"]
            self.missing = last[0]
            print(f"not measured: {self.name}: {self.missing}", file=sys.stderr, flush=True)
            return
        self.megabytes = max(self.megabytes, usage.ru_maxrss / 1024)
        self.last = {} if self.is_whole else json.loads(output)
        self.seconds.append(elapsed if self.is_whole else float(self.last["seconds"]))  # type: ignore[arg-type]


class Bench:
    """All works, done in rounds, so that what else the machine does hits all alike."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.inputs = Inputs(folder, options.data)
        self.works: dict[str, Work] = {}
        self._folder = folder
        self._add_encoders()
        self._add_divisions()
        self._add_import()
        if options.million:
            self._add_million()

    def wants(self, name: str) -> bool:
        return not self.options.only or self.options.only in name

    def measure(self) -> None:
        for run in range(self.options.runs):
            for work in self.works.values():
                print(f"run {run + 1} of {self.options.runs}: {work.name}", file=sys.stderr, flush=True)
                work.run()

    def _ours(self, name: str, part: str, *arguments: object) -> None:
        self._add(Work(name, [str(self.options.parts), part, *map(str, arguments), str(self.options.threads)]))

    def _peer(self, name: str, peer: str, *arguments: object) -> None:
        script = str(_HERE / "peers.py")
        self._add(Work(name, [sys.executable, script, peer, *map(str, arguments), str(self.options.threads)]))

    def _add(self, work: Work) -> None:
        if self.wants(work.name):
            self.works[work.name] = work

    def _add_encoders(self) -> None:
        self._peer("machine: matrix product", "matrix-product")
        names = ("encoder", "tokenizer")
        if not any(map(self.wants, names)):
            return
        model = self.options.model
        if model is None or not (model / "model.safetensors").exists():
            print("not measured: encoder, tokenizer: no --model with a model.safetensors", file=sys.stderr)
            return
        texts, many = self.inputs.texts(2_000), self.inputs.texts(20_000)
        exported = self._folder / "model.onnx"
        for precision in ("float32", "bfloat16"):
            self._ours(f"encoder: handpick {precision}", "encode", model, texts, precision, self.vectors_of(precision))
        self._peer("encoder: onnxruntime", "onnxruntime", model, texts, exported, self.vectors_of("onnxruntime"))
        self._peer("encoder: sentence-transformers", "sentence-transformers", model, texts)
        self._ours("tokenizer: handpick", "tokenize", model, many)
        self._peer("tokenizer: tokenizers", "tokenizers", model, many)

    def vectors_of(self, name: str) -> Path:
        """Where an encoder leaves what it made, to be compared."""
        return self._folder / f"vectors-{name}.f32"

    def _add_divisions(self) -> None:
        if not any(map(self.wants, ("k-means", "diverse", "coreset", "k-center"))):
            return
        vectors, centers = self.inputs.vectors(ROWS), self._folder / "centers.npy"
        self._ours("k-means: handpick", "kmeans", vectors, SUBSETS, 25)
        self._peer("k-means: faiss", "faiss", vectors, SUBSET, 25)
        self._peer("k-means: scikit-learn", "scikit-learn", vectors, SUBSET)
        self._ours("diverse: handpick", "diverse", vectors, SUBSETS)
        self._peer("diverse: scikit-learn and numpy", "diverse", vectors, SUBSETS, SUBSET, centers)
        self._ours("diverse: handpick, their centers", "diverse-from", vectors, SUBSETS, centers)
        self._ours("coreset: handpick", "coreset", vectors, SUBSETS)
        self._ours("k-center: handpick", "k-center", vectors, SUBSETS)
        self._peer("k-center: numpy", "k-center", vectors, SUBSETS)

    def _add_import(self) -> None:
        if not any(map(self.wants, ("import", "parsing"))):
            return
        pool, project = self.inputs.large_pool(), self._folder / "import.handpick"
        # A find in the last line shows that all of it can be searched.
        script = 'rm -f "$1"*; "$0" new "$1" "$2" && "$0" search "$1" "$3" | grep -q .'
        self._add_whole("import: handpick", script, project, pool, f"#{LARGE_LINES - 1}")
        self._ours("parsing: handpick", "parse", pool)
        self._peer("parsing: Python's json", "json", pool)

    def _add_whole(self, name: str, script: str, *arguments: Path | str) -> None:
        command = ["sh", "-c", script, str(self.options.handpick), *map(str, arguments)]
        self._add(Work(name, command, is_whole=True))

    def _add_million(self) -> None:
        if not self.wants("million"):
            return
        vectors = self.inputs.vectors(MILLION)
        self._ours("million: k-means and assignment", "diverse", vectors, -(-MILLION // SUBSET))
        self._ours("million: near-duplicates", "neighbours", vectors)

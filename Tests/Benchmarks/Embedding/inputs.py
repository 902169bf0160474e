"""What is encoded, divided and imported: real texts and vectors where a folder of them is named, else made up."""

import gzip
import json
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1] / "Terminal"))
from projects import records  # noqa: E402

_DIMENSIONS = 384
_BLOCK = 50_000
_SEED = 1

LARGE_LINES, LARGE_BYTES = 55_000, 67_000_000


class Inputs:
    """Files that are made when they are first asked for."""

    def __init__(self, folder: Path, data: Path | None) -> None:
        self._folder = folder
        self._data = data

    @property
    def origin(self) -> str:
        """Where texts and vectors are from, for the report."""
        return f"from {self._data.name}" if self._data else "made up"

    def texts(self, count: int) -> Path:
        """Texts as they are embedded, the shortest first, as a JSON array."""
        return self._made(f"texts-{count}.json", lambda path: self._make_texts(path, count))

    def vectors(self, rows: int) -> Path:
        """Unit vectors that lie about as real ones do: between two of a thousand directions, with some noise."""
        return self._made(f"vectors-{rows}.npy", lambda path: self._make_vectors(path, rows))

    def large_pool(self) -> Path:
        """A JSONL file of 67 MB in 55,000 lines."""
        return self._made("large.jsonl", self._make_large_pool)

    def _made(self, name: str, make: Callable[[Path], None]) -> Path:
        """Makes a file in a process of its own: what is started later would count our memory as its own."""
        path = self._folder / name
        if not path.exists():
            process = multiprocessing.get_context("fork").Process(target=make, args=(path,))
            process.start()
            process.join()
            if process.exitcode != 0:
                sys.exit(f"{path} could not be made")
        return path

    def _make_texts(self, path: Path, count: int) -> None:
        texts = [_embedded(record) for record in islice(self._records(), count)]
        path.write_text(json.dumps(sorted(texts, key=len), ensure_ascii=False), encoding="utf-8")

    def _make_vectors(self, path: Path, rows: int) -> None:
        generator = np.random.default_rng(_SEED)
        ends = self._directions(generator)
        unfinished = path.with_suffix(".unfinished.npy")
        out = np.lib.format.open_memmap(unfinished, mode="w+", dtype=np.float32, shape=(rows, _DIMENSIONS))
        for start in range(0, rows, _BLOCK):
            count = min(_BLOCK, rows - start)
            first, second = generator.integers(0, len(ends), (2, count))
            share = generator.uniform(0.5, 1, (count, 1)).astype(np.float32)
            block = share * ends[first] + (1 - share) * ends[second]
            block += generator.standard_normal((count, _DIMENSIONS), dtype=np.float32) * np.float32(0.02)
            out[start : start + count] = block / np.linalg.norm(block, axis=1, keepdims=True)
        out.flush()
        unfinished.rename(path)

    def _make_large_pool(self, path: Path) -> None:
        text = " ".join(record["instruction"] for record in islice(self._records(), 5_000))
        with path.open("w", encoding="utf-8") as file:
            for number, record in enumerate(islice(self._records(), LARGE_LINES)):
                record = {"id": f"p{number}"} | record | {"instruction": f"{record['instruction']} #{number}"}
                line = json.dumps(record, ensure_ascii=False)
                missing = LARGE_BYTES // LARGE_LINES - len(line.encode()) - 1
                if missing > 0:
                    # Each line is filled up with another piece of the same texts.
                    start = number * 7_919 % (len(text) - missing)
                    record["input"] = f"{record.get('input', '')} {text[start : start + missing]}".strip()
                    line = json.dumps(record, ensure_ascii=False)
                file.write(line + "\n")

    def _directions(self, generator: np.random.Generator) -> np.ndarray:
        if self._data and (self._data / "dolly-1k.minilm.npy").exists():
            return np.load(self._data / "dolly-1k.minilm.npy").astype(np.float32)
        ends = generator.standard_normal((1_000, _DIMENSIONS), dtype=np.float32)
        return ends / np.linalg.norm(ends, axis=1, keepdims=True)

    def _records(self) -> Iterator[dict[str, str]]:
        """Instructions without end; they repeat where the data do."""
        if not self._data:
            return cycle(records(50_000))
        with (self._data / "dolly-1k.jsonl").open(encoding="utf-8") as file:
            dolly = [json.loads(line) for line in file]
        with gzip.open(self._data / "gsm8k-7k.jsonl.gz", "rt", encoding="utf-8") as file:
            questions = [json.loads(line) for line in file]
        # Dolly's long texts among the questions, in the same share at any count.
        step = len(questions) // len(dolly)
        mixed = (row for place, one in enumerate(dolly) for row in (one, *questions[place * step : (place + 1) * step]))
        return cycle([{key: row.get(key, "") for key in ("instruction", "input")} for row in mixed])


def _embedded(record: dict[str, str]) -> str:
    """The text that stands for an instruction, as SelectLLM's published code has it."""
    middle = f"\n\n### Input: {record['input']}" if record.get("input") else ""
    return f"### Instruction: {record['instruction']}{middle}\n\n### Response:"

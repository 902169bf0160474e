"""The projects that the room is measured on, made by the program itself from the samples, the same every time."""

import array
import json
import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SAMPLES = Path(__file__).resolve().parents[3] / "Samples" / "pool.jsonl"
_DIMENSIONS = 4
_SEED = 1


@dataclass(frozen=True)
class Size:
    """How many instructions and clusters a project has."""

    name: str
    instructions: int
    clusters: int


SMALL = Size("small", 1_000, 100)
LARGE = Size("large", 700_000, 50_000)
QUICK = Size("quick", 70_000, 5_000)


class ProjectMaker:
    """Makes projects in a folder; one that is already there is used as it is."""

    def __init__(self, handpick: Path, folder: Path) -> None:
        self._handpick = handpick
        self._folder = folder
        self._copies = folder / "copies"
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, size: Size) -> Path:
        """Where the project of that size is, or will be."""
        return self._folder / f"{size.name}.handpick"

    def project(self, size: Size) -> Path:
        """The project of that size, made if it is not there."""
        path = self.path(size)
        if not path.exists():
            self._make(size, path)
        return path

    def copy(self, project: Path, purpose: str) -> Path:
        """A copy that may be changed, in place of the last one for that purpose."""
        self._copies.mkdir(exist_ok=True)
        path = self._copies / f"{purpose}-{project.name}"
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(project, path)
        # What a room that was killed has written is in the journal alone.
        journal = project.with_name(project.name + "-wal")
        if journal.exists():
            shutil.copyfile(journal, path.with_name(path.name + "-wal"))
        # What is measured on the copy must not wait until all of it is on disk.
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        return path

    def remove_copies(self) -> None:
        """Removes what was only copied."""
        shutil.rmtree(self._copies, ignore_errors=True)

    def _make(self, size: Size, path: Path) -> None:
        """Makes the project beside its place and moves it there when it is whole."""
        unfinished = path.with_name(f"unfinished-{path.name}")
        pool, vectors = path.with_suffix(".jsonl"), path.with_suffix(".npy")
        unfinished.unlink(missing_ok=True)
        with pool.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records(size.instructions))
        _write_vectors(vectors, size.instructions)
        self._run("new", unfinished, pool)
        self._run("embed", unfinished, "--vectors", vectors)
        self._run("cluster", unfinished, "--method", "random", "--clusters", str(size.clusters))
        self._run("rank", unfinished, "--method", "length")
        # Accepting takes one key in every cluster where no blind audit hides the pick.
        self._run("mode", unfinished, "assisted", "--audit", "0")
        unfinished.rename(path)
        pool.unlink()
        vectors.unlink()

    def _run(self, *arguments: str | Path) -> None:
        subprocess.run([self._handpick, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def records(count: int) -> Iterator[dict[str, str]]:
    """Instructions that are as long as real ones, each different: a sample and a few words of others."""
    samples = [json.loads(line) for line in _SAMPLES.read_text(encoding="utf-8").splitlines()]
    words = [word for sample in samples for word in sample["instruction"].split()]
    generator = random.Random(_SEED)
    for number in range(count):
        sample = samples[number % len(samples)]
        tail = " ".join(generator.choices(words, k=6))
        yield {
            "id": f"i{number}",
            "instruction": f"{sample['instruction']} {tail} #{number}",
            "input": sample.get("input", "") if number % 3 == 0 else "",
        }


def _write_vectors(path: Path, count: int) -> None:
    """Random vectors as a NumPy file: what the clusters are like does not matter here."""
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {_DIMENSIONS}), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    generator = random.Random(_SEED)
    values = array.array("f", (generator.gauss(0, 1) for _ in range(count * _DIMENSIONS)))
    with path.open("wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        values.tofile(file)

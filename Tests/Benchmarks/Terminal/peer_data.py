"""What the peers are given to show: the same 50,000 instructions as lines, commits, messages and files."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from projects import records

COUNT = 50_000
_FIRST_SECOND = 1_262_304_000

Record = dict[str, str]


def lines(folder: Path) -> Path:
    """One JSON object a line."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records(COUNT))

    return _made(folder / "lines.jsonl", write)


def commits(folder: Path) -> Path:
    """A Git repository of linear commits, packed."""

    def write(path: Path) -> None:
        subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", path], check=True)
        importer = subprocess.Popen(["git", "-C", path, "fast-import", "--quiet"], stdin=subprocess.PIPE)
        assert importer.stdin
        for number, record in enumerate(records(COUNT), 1):
            importer.stdin.write(_commit(number, record))
        importer.stdin.close()
        if importer.wait():
            raise RuntimeError("git fast-import failed")
        subprocess.run(["git", "-C", path, "commit-graph", "write", "--reachable"], check=True, capture_output=True)
        subprocess.run(["git", "-C", path, "reset", "--quiet", "--hard", "main"], check=True)

    return _made(folder / "commits", write)


def messages(folder: Path) -> Path:
    """A mailbox."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8") as file:
            for number, record in enumerate(records(COUNT), 1):
                file.write(
                    f"From ada@example.org Fri Jan  1 00:00:00 2010\nFrom: Ada <ada@example.org>\n"
                    f"Date: Fri, 1 Jan 2010 {number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d} +0000\n"
                    f"Subject: {_subject(number, record)}\nMessage-ID: <{number}@example.org>\n\n"
                    f"{record['input'] or 'none'}\n\n"
                )

    return _made(folder / "messages", write)


def files(folder: Path) -> Path:
    """A folder of small files."""

    def write(path: Path) -> None:
        path.mkdir()
        for number, record in enumerate(records(COUNT), 1):
            name = re.sub(r"\W+", "_", _subject(number, record), flags=re.ASCII)[:48]
            (path / f"{name}.txt").write_text(f"{record['instruction']}\n\n{record['input']}\n", encoding="utf-8")

    return _made(folder / "files", write)


def _made(path: Path, write: Callable[[Path], None]) -> Path:
    """Writes what is not there yet; what was broken off is never taken for whole."""
    if not path.exists():
        unfinished = path.with_name(f"unfinished-{path.name}")
        if unfinished.exists():
            raise RuntimeError(f"{unfinished} was left by a run that was broken off: remove it")
        write(unfinished)
        unfinished.rename(path)
    return path


def _commit(number: int, record: Record) -> bytes:
    """A commit as `git fast-import` reads it."""
    message = f"{_subject(number, record)}\n\n{record['input'] or 'none'}\n".encode()
    content = f"{record['instruction']}\n".encode()
    who = f"Ada <ada@example.org> {_FIRST_SECOND + number * 600} +0000"
    return (
        f"commit refs/heads/main\nmark :{number}\nauthor {who}\ncommitter {who}\ndata {len(message)}\n".encode()
        + message
        + (f"from :{number - 1}\n".encode() if number > 1 else b"")
        + f"M 100644 inline unit{number % 400:03d}.txt\ndata {len(content)}\n".encode()
        + content
    )


def _subject(number: int, record: Record) -> str:
    """The number and the beginning of the instruction, on one line."""
    return f"{number:06d} " + " ".join(record["instruction"].split())[:64]

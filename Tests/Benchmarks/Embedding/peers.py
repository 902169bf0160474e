"""What others take for the same work: prints one JSON object with the seconds, the version, and what came out."""

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import numpy as np

LONGEST_TEXT = 256


class Stopwatch:
    seconds = 0.0

    @contextmanager
    def running(self):
        began = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - began


def matrix_product(threads: str) -> dict[str, object]:
    """What the processor's fastest product of matrices reaches, in Float32."""
    side = 2_048
    first, second = np.random.default_rng(1).standard_normal((2, side, side), dtype=np.float32)
    first @ second
    began = time.perf_counter()
    for _ in range(5):
        first @ second
    seconds = (time.perf_counter() - began) / 5
    return {"seconds": seconds, "version": version("numpy"), "gflops": 2 * side**3 / seconds / 1e9}


def onnxruntime_encoder(model: str, texts: str, exported: str, output: str, threads: str) -> dict[str, object]:
    import onnxruntime
    from onnx_model import export

    if not Path(exported).exists():
        export(Path(model), Path(exported))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    session = onnxruntime.InferenceSession(exported, options, providers=["CPUExecutionProvider"])
    tokenizer, lines = loaded_tokenizer(model), json.loads(Path(texts).read_text(encoding="utf-8"))

    def encode(lines: list[str]) -> tuple[np.ndarray, int]:
        ids = [encoding.ids for encoding in tokenizer.encode_batch(lines)]
        order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
        vectors = np.zeros((len(ids), 384), np.float32)
        for start in range(0, len(order), 32):
            places = order[start : start + 32]
            longest = len(ids[places[-1]])
            tokens, mask = np.zeros((2, len(places), longest), np.int64)
            for row, place in enumerate(places):
                tokens[row, : len(ids[place])] = ids[place]
                mask[row, : len(ids[place])] = 1
            hidden = session.run(None, {"input_ids": tokens, "attention_mask": mask})[0]
            means = (hidden * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
            vectors[places] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return vectors, sum(map(len, ids))

    encode(lines[:64])
    watch = Stopwatch()
    with watch.running():
        vectors, tokens = encode(lines)
    vectors.tofile(output)
    return {"seconds": watch.seconds, "version": version("onnxruntime"), "tokens": tokens}


def sentence_transformers_encoder(model: str, texts: str, threads: str) -> dict[str, object]:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(int(threads))
    encoder, lines = SentenceTransformer(model, device="cpu"), json.loads(Path(texts).read_text(encoding="utf-8"))
    encoder.max_seq_length = LONGEST_TEXT
    encoder.encode(lines[:64])
    watch = Stopwatch()
    with watch.running():
        encoder.encode(lines, batch_size=32, normalize_embeddings=True)
    return {"seconds": watch.seconds, "version": version("sentence-transformers")}


def tokenizers_alone(model: str, texts: str, threads: str) -> dict[str, object]:
    tokenizer, lines = loaded_tokenizer(model), json.loads(Path(texts).read_text(encoding="utf-8"))
    tokenizer.encode_batch(lines[:64])
    watch = Stopwatch()
    with watch.running():
        tokens = sum(len(encoding.ids) for encoding in tokenizer.encode_batch(lines))
    return {"seconds": watch.seconds, "version": version("tokenizers"), "tokens": tokens}


def loaded_tokenizer(model: str):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(f"{model}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST_TEXT)
    return tokenizer


def faiss_fit(vectors: str, count: str, iterations: str, threads: str) -> dict[str, object]:
    import faiss

    faiss.omp_set_num_threads(int(threads))
    rows = np.load(vectors)
    # All rows and no more than so many iterations, as the others.
    fit = faiss.Kmeans(
        rows.shape[1], int(count), niter=int(iterations), seed=1, max_points_per_centroid=len(rows), verbose=False
    )
    watch = Stopwatch()
    with watch.running():
        fit.train(rows)
    distances, _ = fit.index.search(rows, 1)
    return {"seconds": watch.seconds, "version": version("faiss-cpu"), "inertia": float(distances.astype(float).sum())}


def scikit_learn_fit(vectors: str, count: str, threads: str) -> dict[str, object]:
    from sklearn.cluster import KMeans

    rows = np.load(vectors)
    watch = Stopwatch()
    with watch.running():
        KMeans(int(count), max_iter=25, n_init=1, random_state=0).fit(rows)
    fit = KMeans(int(count), n_init=1, random_state=0).fit(rows)
    inertia = float(fit.inertia_)
    return {"seconds": watch.seconds, "version": version("scikit-learn"), "inertia": inertia, "iterations": fit.n_iter_}


def diverse_division(vectors: str, subsets: str, count: str, centers: str, threads: str) -> dict[str, object]:
    """K-means, then each center in turn takes its nearest row that is free: every column is sorted once."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import euclidean_distances

    rows = np.load(vectors)
    watch = Stopwatch()
    with watch.running():
        fit = KMeans(int(count), n_init=1, random_state=0).fit(rows)
        assigned(euclidean_distances(rows, fit.cluster_centers_), int(subsets))
    exact = fit.cluster_centers_.astype(np.float64)
    np.save(centers, exact)
    # The partition is compared where rounding does not decide.
    partition = assigned(euclidean_distances(rows.astype(np.float64), exact), int(subsets))
    return {"seconds": watch.seconds, "version": version("scikit-learn"), "clusters": partition}


def assigned(distances: np.ndarray, subsets: int) -> list[list[int]]:
    """The subsets: the p-th holds of each center the p-th of its rows by row number."""
    columns = np.argsort(distances, axis=0, kind="stable").T.tolist()
    taken = bytearray(len(distances))
    places = [0] * len(columns)
    owned: list[list[int]] = [[] for _ in columns]
    for _ in range(subsets):
        for center, column in enumerate(columns):
            place = places[center]
            while taken[column[place]]:
                place += 1
            taken[column[place]] = 1
            places[center] = place + 1
            owned[center].append(column[place])
    return [list(subset) for subset in zip(*map(sorted, owned), strict=True)]


def greedy_centers(vectors: str, count: str, threads: str) -> dict[str, object]:
    rows = np.load(vectors)
    watch = Stopwatch()
    with watch.running():
        farthest_first(rows, int(count))
    return {
        "seconds": watch.seconds,
        "version": version("numpy"),
        "rows": farthest_first(rows.astype(np.float64), int(count)),
    }


def farthest_first(rows: np.ndarray, count: int) -> list[int]:
    """One product of the matrix with a vector for each center."""
    squares = (rows * rows).sum(1)
    nearest = np.full(len(rows), np.inf, rows.dtype)
    chosen = [0]
    while len(chosen) < count:
        last = chosen[-1]
        np.minimum(nearest, squares + squares[last] - 2 * (rows @ rows[last]), out=nearest)
        nearest[last] = -1
        chosen.append(int(nearest.argmax()))
    return chosen


def json_lines(pool: str, threads: str) -> dict[str, object]:
    watch = Stopwatch()
    with watch.running(), open(pool, encoding="utf-8") as file:
        count = sum(1 for line in file if json.loads(line))
    return {"seconds": watch.seconds, "version": sys.version.split()[0], "records": count}


def version(package: str) -> str:
    return importlib.metadata.version(package)


PEERS: dict[str, Callable[..., dict[str, object]]] = {
    "matrix-product": matrix_product,
    "onnxruntime": onnxruntime_encoder,
    "sentence-transformers": sentence_transformers_encoder,
    "tokenizers": tokenizers_alone,
    "faiss": faiss_fit,
    "scikit-learn": scikit_learn_fit,
    "diverse": diverse_division,
    "k-center": greedy_centers,
    "json": json_lines,
}

if __name__ == "__main__":
    try:
        print(json.dumps(PEERS[sys.argv[1]](*sys.argv[2:])))
    except ModuleNotFoundError as error:
        sys.exit(f"{error.name} is not there")

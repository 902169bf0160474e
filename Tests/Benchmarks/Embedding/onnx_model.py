"""BERT as an ONNX graph, from the weights of a folder, the way torch exports it."""

import json
import struct
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def export(model: Path, path: Path) -> None:
    """Writes the graph that gives each token its last hidden vector."""
    settings = json.loads((model / "config.json").read_text(encoding="utf-8"))
    graph = _Graph(_Weights(model / "model.safetensors"))
    graph.build(settings["num_hidden_layers"], settings["num_attention_heads"], settings["hidden_size"])
    unfinished = path.with_suffix(".unfinished")
    onnx.save(graph.model(settings["hidden_size"]), unfinished)
    unfinished.rename(path)


class _Weights:
    """The tensors of a safetensors file, by name."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        (length,) = struct.unpack("<Q", data[:8])
        self._header = json.loads(data[8 : 8 + length])
        self._body = data[8 + length :]

    def __getitem__(self, name: str) -> np.ndarray:
        entry = self._header[name]
        start, end = entry["data_offsets"]
        return np.frombuffer(self._body[start:end], "<f4").reshape(entry["shape"])


class _Graph:
    def __init__(self, weights: _Weights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def build(self, layers: int, heads: int, width: int) -> None:
        part = width // heads
        length = self._op("Gather", self._op("Shape", "input_ids"), self._constant(np.int64(1)))
        end = self._op("Unsqueeze", length, self._constant(np.array([0])))
        table = self._constant(self._weights["embeddings.position_embeddings.weight"])
        positions = self._op("Slice", table, self._constant(np.array([0])), end)
        words = self._op("Gather", self._constant(self._weights["embeddings.word_embeddings.weight"]), "input_ids")
        kind = self._constant(self._weights["embeddings.token_type_embeddings.weight"][0])
        hidden = self._norm(self._op("Add", self._op("Add", words, kind), positions), "embeddings.LayerNorm")
        shown = self._op("Cast", "attention_mask", to=TensorProto.FLOAT)
        shown = self._op("Unsqueeze", shown, self._constant(np.array([1, 2])))
        hidden_away = self._op("Sub", self._constant(np.float32(1)), shown)
        mask = self._op("Mul", hidden_away, self._constant(np.float32(-10_000)))
        split, joined = self._constant(np.array([0, 0, heads, part])), self._constant(np.array([0, 0, width]))
        for layer in range(layers):
            prefix = f"encoder.layer.{layer}."

            def heads_of(name: str, order: list[int]) -> str:
                rows = self._op("Reshape", self._linear(hidden, f"{prefix}attention.self.{name}"), split)
                return self._op("Transpose", rows, perm=order)

            queries, keys, values = (
                heads_of("query", [0, 2, 1, 3]), heads_of("key", [0, 2, 3, 1]), heads_of("value", [0, 2, 1, 3])
            )
            scores = self._op("Div", self._op("MatMul", queries, keys), self._constant(np.float32(part**0.5)))
            weights = self._op("Softmax", self._op("Add", scores, mask), axis=-1)
            context = self._op("Transpose", self._op("MatMul", weights, values), perm=[0, 2, 1, 3])
            attended = self._linear(self._op("Reshape", context, joined), f"{prefix}attention.output.dense")
            hidden = self._norm(self._op("Add", attended, hidden), f"{prefix}attention.output.LayerNorm")
            between = self._gelu(self._linear(hidden, f"{prefix}intermediate.dense"))
            hidden = self._norm(
                self._op("Add", self._linear(between, f"{prefix}output.dense"), hidden), f"{prefix}output.LayerNorm"
            )
        self._nodes.append(helper.make_node("Identity", [hidden], ["last_hidden_state"]))

    def model(self, width: int) -> onnx.ModelProto:
        def tensor(name: str, kind: int, *shape: object) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, kind, ["texts", "tokens", *shape])

        inputs = [tensor(name, TensorProto.INT64) for name in ("input_ids", "attention_mask")]
        outputs = [tensor("last_hidden_state", TensorProto.FLOAT, width)]
        graph = helper.make_graph(self._nodes, "bert", inputs, outputs, self._constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

    def _gelu(self, rows: str) -> str:
        turned = self._op("Erf", self._op("Div", rows, self._constant(np.float32(2**0.5))))
        grown = self._op("Mul", rows, self._op("Add", turned, self._constant(np.float32(1))))
        return self._op("Mul", grown, self._constant(np.float32(0.5)))

    def _linear(self, rows: str, name: str) -> str:
        matrix = self._constant(np.ascontiguousarray(self._weights[f"{name}.weight"].T))
        return self._op("Add", self._op("MatMul", rows, matrix), self._constant(self._weights[f"{name}.bias"]))

    def _norm(self, rows: str, name: str) -> str:
        scale, shift = (self._constant(self._weights[f"{name}.{end}"]) for end in ("weight", "bias"))
        return self._op("LayerNormalization", rows, scale, shift, axis=-1, epsilon=1e-12)

    def _constant(self, values: object) -> str:
        name = f"constant-{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def _op(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"value-{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

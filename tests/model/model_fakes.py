"""What these tests share: tiny networks, and llama.cpp asked in a process of its own for its very numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]

ASK_LLAMA_CPP = """
import json, sys
import numpy as np
from desktop.engine.native import LogitsView, TokenBatch, llama, load_model, start_native
from desktop.engine.vocabulary import Vocabulary
asked = json.load(sys.stdin)
start_native()
model = load_model(asked["model"])
vocabulary = Vocabulary(model)
params = llama.llama_context_default_params()
params.n_ctx = 512
params.flash_attn_type = llama.LLAMA_FLASH_ATTN_TYPE_DISABLED
context = llama.llama_init_from_model(model, params)
view, one = LogitsView(context, vocabulary.size), TokenBatch(1)
rows = []
for ids in asked["sequences"]:
    llama.llama_memory_clear(llama.llama_get_memory(context), True)
    found = []
    for id in ids:
        one.fill([id])
        assert llama.llama_decode(context, one.struct) == 0
        found.append(view.read().astype(float).tolist())
    rows.append(found)
json.dump({"tokens": [vocabulary.tokenize(text) for text in asked["texts"]], "logits": rows}, sys.stdout)
"""


def ask_llama_cpp(model: Path, texts: tuple[str, ...] = (), sequences: tuple[tuple[int, ...], ...] = ()):
    """llama.cpp's token ids of the texts, and its logits after each token of the sequences.

    In a process of its own, because native code that is loaded into the tests' process stays there.
    """
    question = json.dumps({"model": str(model), "texts": texts, "sequences": sequences})
    answer = subprocess.run(
        [sys.executable, "-c", ASK_LLAMA_CPP],
        input=question,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    found = json.loads(answer.stdout)
    return found["tokens"], [np.array(rows) for rows in found["logits"]]

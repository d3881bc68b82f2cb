"""The engine: prompt, conversation or token ids in, text or vectors out, by llama.cpp in a child process.

It knows its own protocol and nothing of blueprints: prompt, grammar and token ids are handed in as
plain values. Native code runs only in the child, so that a crash there costs a sentence and not the
window. It opens no socket, and writes two kinds of file: what a model has read, in the cache folder, and
with how many threads it writes fastest, beside the settings.

On the person's side: `client` (the `Engine`) with `child`, `answering` and `wanted` (what a child is told to
load), `thread_memory`, `resident` (several models, one memory), `completion` (what every engine can do),
`fake`. Between the two: `protocol`. In the child: `worker` with `loading`, `chat_template` (a stranger's
program, hence the sandbox of jinja2), `memory_limit`, `prefix_store` (what was read before, on disk),
`thread_probe`, and what talks to llama.cpp: `native`, `backends` (which of its libraries are loaded),
`devices`, `vocabulary`, `special_tokens`, `grammar`, `sampling`, `pacing`, `prefix_memory`, `writer`,
`encoder`; of these only `native`, `backends` and `devices` import llama_cpp. Pure and on both sides:
`gguf_file`, `model_file`, `plan`, `machine`, `prompt_parts`. numpy is shared with `spindle/`: vectors are
what travels.

May import: nothing.
"""

from __future__ import annotations

from desktop.engine.client import Engine
from desktop.engine.completion import (
    Completion,
    EngineInfo,
    Message,
    ModelEngine,
    ModelFacts,
    RawSpeed,
    TextEngine,
)

__all__ = [
    "Completion",
    "Engine",
    "EngineInfo",
    "Message",
    "ModelEngine",
    "ModelFacts",
    "RawSpeed",
    "TextEngine",
]

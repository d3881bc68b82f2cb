"""The engine: prompt, conversation or token ids in, text or vectors out, by llama.cpp in a child process.

It knows its own protocol and nothing of blueprints: prompt, grammar and token ids are handed in as
plain values. Native code runs only in the child, so that a crash there costs a sentence and not the
window. It opens no socket and writes no file.

On the person's side: `client` (the `Engine`) with `child` and `answering`, `completion` (what every engine
can do), `fake`. Between the two: `protocol`. In the child: `worker` with `loading`, `chat_template` (a
stranger's program, hence the sandbox of jinja2), `memory_limit`, and what talks to llama.cpp: `native`,
`devices`, `vocabulary`, `special_tokens`, `grammar`, `sampling`, `pacing`, `writer`, `encoder`; of these only
`native` and `devices` import llama_cpp. Pure and on both sides: `gguf_file`, `model_file`, `plan`, `machine`,
`prompt_parts`. numpy is shared with `spindle/`: vectors are what travels.

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

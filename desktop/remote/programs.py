"""What can serve a model to a whole class: llama.cpp's `llama-server` or vLLM, found on this computer.

Both answer many at once by "continuous batching". Homespun brings no server of its own: these are better at
it, and whoever looks after a network may already know them.
"""

from __future__ import annotations

import shutil
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.errors import EngineError
from desktop.remote.addresses import USUAL_PORT

ProgramKind = Literal["llama-server", "vllm"]
LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
"""With `lan` only, which a person types."""
TOKENS_EACH = 8192
"""The context that each of those who ask at the same time has."""
FENCE = {"LLAMA_ARG_CORS_ORIGINS": "localhost", "LLAMA_ARG_ENDPOINT_SLOTS": "0"}
"""For llama-server: no web page that somebody has open may ask it, and nobody sees what others ask. By the
environment, since older versions end at an option that they do not know."""
_NO_PAGES = '["http://localhost"]'
_TOWARDS = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "169.254.255.254")


@dataclass(frozen=True, slots=True)
class Serving:
    """How a server is started.

    Attributes:
        program: Its file.
        kind: Which of the two it is.
        model: A GGUF file, or for vLLM also a folder with a model.
        port: 1 to 65535.
        lan: Whether other computers may ask it; else only this one.
        at_once: How many are answered at the same time; the others wait their turn.
        tokens_each: The longest prompt and text together of each of them.
        threads: Threads to compute with; 0 leaves it to the program.
    """

    program: Path
    kind: ProgramKind
    model: Path
    port: int = USUAL_PORT
    lan: bool = False
    at_once: int = 8
    tokens_each: int = TOKENS_EACH
    threads: int = 0


def find_program(named: Path | None, model: Path) -> tuple[Path, ProgramKind]:
    """Return the program that can serve a model, and which it is.

    Args:
        named: The program's file; None looks on the search path, for llama-server first where the model is
            one file, for vLLM only where it is a folder.
        model: What is to be served.

    Raises:
        EngineError: `serving_no_program`; `serving_folder` for a folder that llama-server cannot read.
    """
    if named is not None:
        found = shutil.which(str(named))
        if found is None:
            raise EngineError("serving_no_such_program", file=named)
        kind: ProgramKind = "vllm" if named.stem.lower().startswith("vllm") else "llama-server"
        if kind == "llama-server" and model.is_dir():
            raise EngineError("serving_folder", model=model)
        return Path(found), kind
    kinds: tuple[ProgramKind, ...] = ("vllm",) if model.is_dir() else ("llama-server", "vllm")
    for kind in kinds:
        found = shutil.which(kind)
        if found:
            return Path(found), kind
    raise EngineError("serving_no_program")


def serving_command(serving: Serving) -> tuple[str, ...]:
    """Return the command that starts a server; nothing in it lets the server fetch anything."""
    host = EVERYWHERE if serving.lan else LOOPBACK
    where = ("--host", host, "--port", str(serving.port))
    program, model = str(serving.program), str(serving.model.resolve())
    if serving.kind == "vllm":
        limits = ("--max-model-len", str(serving.tokens_each), "--max-num-seqs", str(serving.at_once))
        names = ("--served-model-name", serving.model.stem, "--allowed-origins", _NO_PAGES)
        return (program, "serve", model, *names, *where, *limits)
    # llama-server shares its context out among those whom it answers at once.
    shares = ("--parallel", str(serving.at_once), "--ctx-size", str(serving.at_once * serving.tokens_each))
    threads = ("--threads", str(serving.threads)) if serving.threads else ()
    names = ("--model", model, "--alias", serving.model.stem)
    return (program, *names, *where, *shares, *threads, "--cont-batching", "--offline", "--no-webui")


def own_addresses() -> tuple[str, ...]:
    """Return this computer's addresses, those that others would type; `is_near` tells the private ones.

    The system is asked which way a packet would leave; none is sent.
    """
    found = []
    for target in _TOWARDS:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.connect((target, 9))
            found.append(str(line.getsockname()[0]))
    return tuple(digits for digits in dict.fromkeys(found) if not digits.startswith("127."))

"""`homespun serve-model`: a real llama-server or vLLM for other computers, from here to Ctrl+C."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import settings
from desktop.cli import exit_codes
from desktop.cli.report import to_json_text
from desktop.engine.model_file import read_header
from desktop.errors import EngineError
from desktop.hub import look_around
from desktop.messages import say
from desktop.remote import Serving, find_program, is_near, own_addresses
from desktop.remote.running import RunningServer

if TYPE_CHECKING:
    from desktop.remote.programs import ProgramKind


def run_serve_model(arguments: Namespace) -> int:
    """Start a server, say how to reach it, and stay until it is stopped.

    Args:
        arguments: `model`, `lan`, `port`, `at_once`, `context`, `program` and `json` of the command line.

    Raises:
        EngineError: There is no such program, its port is taken, or it failed.
        ModelError: The model's file cannot be run.
        KeyboardInterrupt: It was stopped before it was ready.
    """
    model = _model_file(arguments.model)
    program, kind = find_program(arguments.program, model)
    if model.is_file():
        read_header(model)
    said = {"port": arguments.port, "at_once": arguments.at_once, "tokens_each": arguments.context}
    usual = Serving(program, kind, model, lan=arguments.lan, threads=settings.load().threads)
    serving = replace(usual, **{name: value for name, value in said.items() if value is not None})
    with RunningServer(serving) as server:
        server.wait_until_ready()
        try:
            _tell(serving, kind, server.pid, as_json=arguments.json)
            server.wait()
        except KeyboardInterrupt:
            # The way it is meant to end.
            return exit_codes.OK
    return exit_codes.OK


def _model_file(named: str) -> Path:
    """The model that is meant: a place on the disk, or the id of one that is installed.

    Raises:
        EngineError: `serving_which`.
    """
    chosen = named or settings.load().model
    if chosen and Path(chosen).expanduser().exists():
        return Path(chosen).expanduser()
    models = look_around().models
    wanted = [model for model in models if named in ("", model.id)]
    if len(wanted) == 1:
        return wanted[0].path
    names = ", ".join(model.id for model in models) or say("cli.serve_none_installed")
    raise EngineError("serving_which", names=names)


def _tell(serving: Serving, kind: ProgramKind, pid: int, *, as_json: bool) -> None:
    hosts = own_addresses() if serving.lan else ("127.0.0.1",)
    addresses = [f"http://{host}:{serving.port}" for host in hosts]
    if as_json:
        report = {
            "addresses": addresses,
            "model": serving.model.stem,
            "program": kind,
            "pid": pid,
            "at_once": serving.at_once,
        }
        print(to_json_text(report), flush=True)
        return
    lines = [say("cli.serve_ready", model=serving.model.stem, program=kind, count=serving.at_once)]
    lines += [f"  {address}" for address in addresses or [say("cli.serve_no_address")]]
    far = [host for host in hosts if serving.lan and not is_near(host)]
    lines += [say("cli.serve_far", address=host) for host in far]
    if serving.lan:
        lines.append(say("cli.serve_type", section=say("shell_settings.server")))
    else:
        lines.append(say("cli.serve_here_only"))
    lines.append(say("cli.serve_stop"))
    print("\n".join(lines), flush=True)

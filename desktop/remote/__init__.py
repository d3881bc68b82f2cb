"""A stronger computer in the room: any OpenAI-compatible server on the local network as an engine.

An address, a model's name and a prompt in, text out. Off until a person names a server. Only addresses of
one's own network are spoken to unless the person has confirmed another; what is checked is the address
that is really connected to, not the name. Whatever a server answers is untrusted: its sizes, types, times
and words are bounded, and what does not fit is one sentence.

Not protected against: a server in the room that writes nonsense, or keeps what it is sent. Where the
address is plain http, others in the same network can read along.

`addresses` says where a server is and whether that is near; `patience` how long one waits; `connecting` and
`exchange` carry bytes; `lines` and `answers` read them; `discovering` finds out what a server can do;
`hearing` puts a text together; `server` is the engine; `programs` finds
what can be a server here (llama-server, vLLM), `running` is one that runs.

May import: engine.
"""

from __future__ import annotations

from desktop.remote.addresses import Address, is_near, read_address
from desktop.remote.discovering import ServedModel, Server, discover
from desktop.remote.patience import Patience
from desktop.remote.programs import Serving, find_program, own_addresses, serving_command
from desktop.remote.server import RemoteEngine, chosen_server

__all__ = [
    "Address",
    "Patience",
    "RemoteEngine",
    "ServedModel",
    "Server",
    "Serving",
    "chosen_server",
    "discover",
    "find_program",
    "is_near",
    "own_addresses",
    "read_address",
    "serving_command",
]

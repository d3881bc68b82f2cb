"""What training never saw: the tenth of domains and topics that a hash keeps away, from memory too."""

from __future__ import annotations

from desktop.spindle.memory import Memory
from models.data.apps import WholeApp, whole_apps
from models.data.domains import all_domains, authored_requests, is_held_out
from models.evals.contract import Contract, contract_of


def forgotten_domains() -> frozenset[str]:
    """The names of all domains and topics that are held out."""
    names = [domain["domain"] for domain in all_domains()]
    names += [request.domain for request in authored_requests()]
    return frozenset(name for name in names if is_held_out(name))


def forgetting(memory: Memory) -> Memory:
    """A memory that does not know the held-out domains."""
    return memory.without(forgotten_domains())


def held_out_apps() -> tuple[WholeApp, ...]:
    """Whole apps whose phrases training never saw; memory does know most of them."""
    return tuple(app for app in whole_apps() if is_held_out(app.topic))


def held_out_contracts() -> tuple[Contract, ...]:
    """Hand-marked requests on domains that training never saw."""
    return tuple(
        contract_of(request)
        for request in authored_requests()
        if is_held_out(request.domain) and request.kind != "none"
    )

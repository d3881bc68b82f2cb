"""The jinja2 environment that every template of the compiler runs in.

Immutable and sandboxed, with autoescaping on and undefined names as errors: a template sees the
plan and the filters below, nothing else. Not protected against: a template of ours that never
ends; templates ship with the program and are not a person's input.
"""

from __future__ import annotations

from functools import cache

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop.compiler.filters import as_code, as_comment, as_data_uri_text, as_javascript, as_text
from desktop.paths import resources_folder


def make_environment() -> ImmutableSandboxedEnvironment:
    """Return a fresh environment over `resources/templates`."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(resources_folder() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=as_text,
    )
    environment.globals.clear()  # no range, lipsum, cycler: templates only lay out what the plan says
    environment.filters = {
        "js": as_javascript,
        "code": as_code,
        "comment": as_comment,
        "uri": as_data_uri_text,
        "join": environment.filters["join"],
        "length": environment.filters["length"],
    }
    return environment


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Return the one environment; its compiled templates are reused from app to app."""
    return make_environment()

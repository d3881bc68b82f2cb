"""Words typed in a terminal in, an exit code out: the commands of `homespun`.

    main(argv) -> int

Results go to standard output, progress and problems to standard error. This room decides nothing
about apps: it hands the request to the session and says what came back. It must not import Qt;
the window is opened by `shell`, imported only when somebody asks for it.

May import: session, changing, saving, outcomes, others, coder, replay, library, history, exports, records, workspace, engine, fitting, hub, remote, routing, blueprint, preview, shell, updates.
"""  # noqa: E501 - a contract is one line

from __future__ import annotations

from desktop.cli.entry import main

__all__ = ["main"]

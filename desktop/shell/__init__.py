"""What the person sees: words go in, the blueprint and the running app come out; QtWidgets only here.

    application.run(project: Path | None = None) -> int

    start/          what is there before an app is open
    conversation/   what was asked and what came of it; the box for more
    workbench/      where the parts of an open app lie; its name, its views, giving it away
    stage/          the running app, pointed at and changed in place
    source/         the blueprint to be written, the code to be read, what is wrong with either
    data/, past/    what the app keeps; how it came about
    takes/          several apps that one request may mean

Widgets show values and emit wishes; `main_window` joins them, `asking` and `bridge` carry the work to another
thread as `jobs`, whose `results` come back; `errands` does everything else that takes a while; `application`
puts everything together. `meanings` offers what else a request may have meant, `helping` what models by others
could do (`helpers` hands them out); `fetching` brings models in, `growing_parts` shows a part of one's own while
it is written. The room does not decide how an app is made (that is the session's story), shows no modal dialog,
and never loses what was typed.

May import: blueprint, changing, compiler, engine, exports, fitting, history, hub, ledger, library, others, outcomes, own_parts, pins, preview, records, remote, routing, saving, session, updates, workspace.
"""  # noqa: E501 - the contract is one line

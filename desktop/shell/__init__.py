"""What the person sees: words go in, the blueprint and the running app come out; QtWidgets only here.

    application.run(project: Path | None = None) -> int

Widgets show values and emit wishes; `main_window` joins them, `bridge` carries the work to another
thread, `application` puts everything together. The room does not decide how an app is made (that is
the session's story), shows no modal dialog, and never loses what was typed.

May import: blueprint, library, preview, session, workspace.
"""

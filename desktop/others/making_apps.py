"""A request → an app in memory, made by a model by others."""

from __future__ import annotations

from desktop.blueprint import read
from desktop.coder import Drafted, draft_blueprint
from desktop.compiler import compile_app
from desktop.errors import AnswerError
from desktop.messages import say
from desktop.others.asking import Asking, How, Work
from desktop.others.listening import Listening
from desktop.outcomes import Built, Clock, Progress
from desktop.workspace import OTHER


def built_by_others(asking: Asking, request: str, seed: int, how: How) -> Built:
    """Have an app made; see `Others.build`."""
    clock = Clock()
    clock.enter("writing")

    def work(engine: Listening) -> Work[Drafted]:
        drafted = draft_blueprint(engine, request, seed=seed, cancelled=how.cancelled)
        if drafted.app is None:
            raise AnswerError("answer_no_blueprint")
        return Work(drafted)

    answered = asking.ask("create", None, how, work)
    text = answered.value.text
    clock.enter("compiling")
    how.on_progress(Progress("compiling", text))
    checked = read(text)
    assert checked.app is not None  # `draft_blueprint` gives nothing else as an app
    files = compile_app(checked.app)
    clock.enter("done")
    how.on_progress(Progress("done", text))
    left_out = (say("others.left_out", line=line) for line in answered.value.left_out)
    return Built(
        request=request,
        seed=seed,
        text=text,
        app=checked.app,
        files=files,
        diagnostics=checked.diagnostics,
        notes=(*answered.notes, *left_out),
        made_by=OTHER,
        model_name=answered.name,
        model_version="",
        model_sha256=asking.fingerprint(answered.candidate),
        # Nobody has measured how often it is right when it says nothing of it; the person looks at it.
        chance=1.0,
        take=1,
        timings_ms=clock.timings_ms(),
        use=answered.use,
    )

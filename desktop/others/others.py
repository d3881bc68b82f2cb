"""The models by others that are at hand, and all that can be asked of them. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from desktop import settings
from desktop.changing import sound_app
from desktop.coder import Worded, explain, reword
from desktop.engine.plan import Device
from desktop.engine.resident import Residents
from desktop.errors import RequestError
from desktop.fitting import Speeds
from desktop.hub import look_around
from desktop.messages import say
from desktop.others.asking import Asking, How, Work, pinned_for
from desktop.others.explaining import explained
from desktop.others.fingerprint import Fingerprints
from desktop.others.listening import Listening
from desktop.others.making_apps import built_by_others
from desktop.others.making_changes import edited_by_others, samples_by_others
from desktop.others.making_parts import Run, part_by_others
from desktop.others.offer import Offer, offer
from desktop.outcomes import Built, Edited, Said
from desktop.own_parts import place_of_part
from desktop.routing import Candidate, Roster, TaskName, Uses, call_the_roll
from desktop.workspace import Project

USUAL_SAMPLES = 5
USUAL_HOW = How()


class Others:
    """The models by others. Use it as a context manager: it owns their processes.

    Every method but `close` and `offer` may raise:
        RequestError: `others_nobody` if no model here does such a thing, `others_unknown` if none is called
            as `how.by` says.
        AnswerError: What was written cannot be used.
        Cancelled: It was stopped.
        EngineError, ModelError: A model cannot be run, or the server not be used.
        BlueprintError: The app's own blueprint has problems.

    Args:
        roll: Looks around who is here.
        speeds: Learns how fast they are.
        uses: Keeps what they did.
        fingerprint: Of a candidate's file; "" where that is not known.
        close: Lets all models go.
    """

    def __init__(
        self,
        roll: Callable[[], Roster],
        *,
        speeds: Speeds,
        uses: Uses,
        fingerprint: Callable[[Candidate], str],
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._asking = Asking(roll, speeds, uses, fingerprint)
        self._close = close

    @classmethod
    def open(cls, devices: Sequence[Device] = ()) -> Self:
        """Have the models that are installed here, and the server of the settings; nothing is loaded yet.

        Args:
            devices: The graphics cards that the engine can use (`EngineInfo.devices`), where they are known.
        """
        residents, speeds, fingerprints = Residents(), Speeds(), Fingerprints()
        return cls(
            lambda: call_the_roll(settings.load(), residents, devices=devices, speeds=speeds),
            speeds=speeds,
            uses=Uses(),
            fingerprint=lambda candidate: _fingerprint_here(candidate, fingerprints),
            close=residents.close,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let all models go, also those in the middle of a text; they come back when they are asked again."""
        self._close()

    @property
    def uses(self) -> Uses:
        """What was done by whom."""
        return self._asking.uses

    def candidates(self) -> tuple[Candidate, ...]:
        """Everybody who could be asked, Spindle first.

        Raises:
            HubError: The catalogue that ships is damaged.
        """
        return self._asking.roll().candidates

    def offer(
        self,
        task: TaskName,
        folder: Path | None = None,
        *,
        confidence: float | None = None,
        after: str = "",
    ) -> Offer | None:
        """Return who could do a task beside Spindle; None if nobody, or if Spindle was sure enough.

        Args:
            task: The task's name.
            folder: The app's, for which a model may be pinned; None before there is one.
            confidence: How sure Spindle was, 0 to 1: `Built.chance`, or 0 where `Edited.missed` names
                something; None for a task that it is not asked for.
            after: The id of who has tried and failed.

        Raises:
            HubError: As `candidates`.
        """
        pinned = pinned_for(folder)
        return offer(task, self.candidates(), confidence=confidence, pinned=pinned, after=after)

    def build(self, request: str, *, seed: int = 0, how: How = USUAL_HOW) -> Built:
        """Have an app made in memory from the person's words; `seed` is of a second try."""
        return built_by_others(self._asking, request, seed, how)

    def edit(self, project: Project, request: str, how: How = USUAL_HOW) -> Edited:
        """Have a change worked out; where the language has no words for it, a note says so."""
        return edited_by_others(self._asking, project, request, how)

    def samples(
        self,
        project: Project,
        entity: str,
        count: int = USUAL_SAMPLES,
        *,
        wish: str = "",
        how: How = USUAL_HOW,
    ) -> Edited:
        """Have sample records written for an entity, as a change.

        Raises:
            RequestError: Also `others_no_entity`.
        """
        return samples_by_others(self._asking, project, entity, count, wish, how)

    def section(
        self,
        project: Project,
        wish: str,
        run: Run,
        *,
        name: str = "",
        page: str = "",
        overwrite: bool = False,
        how: How = USUAL_HOW,
    ) -> Edited:
        """Have a part of one's own written, tried, and mended at most twice.

        Args:
            project: The app as it is.
            wish: The person's words.
            run: Tries it for real; called in this thread, with all files of an app.
            name: What the part is called; one of that name is written anew. "" takes a name from the wish.
            page: The page for a new one; "" is the first.
            overwrite: Whether the person has agreed that a file they wrote themselves is replaced.
            how: Its progress is `writing` and `trying`, with the file so far.

        Returns:
            The change; its `problems` say what was still wrong when it was last tried.

        Raises:
            RequestError: Also `own_part_theirs` and `own_part_long`, before anybody is asked.
            FolderError: The part's file leads elsewhere, or is no text.
        """
        place = place_of_part(project, wish, name, page)
        return part_by_others(self._asking, project, place, wish, run, overwrite, how)

    def wording(self, project: Project, text: str, wish: str, how: How = USUAL_HOW) -> Said:
        """Have one text of an app said otherwise: one line, fit to stand in a blueprint."""

        def work(engine: Listening) -> Work[Worded]:
            return Work(reword(engine, text, wish, cancelled=how.cancelled))

        answered = self._asking.ask("wording", project.folder, how, work)
        return Said(answered.value.text, answered.use, answered.notes)

    def explain(self, project: Project, question: str = "", how: How = USUAL_HOW) -> Said:
        """Have an app explained; where no model is at hand, and none was named, plain code does it."""
        app = sound_app(project)

        def work(engine: Listening) -> Work[Worded]:
            asked = question or say("others.explain_question")
            return Work(explain(engine, app, asked, cancelled=how.cancelled))

        try:
            answered = self._asking.ask("explain", project.folder, how, work)
        except RequestError as problem:
            if how.by or problem.key != "others_nobody":
                raise
            return Said(explained(app))
        return Said(answered.value.text, answered.use, answered.notes)


def _fingerprint_here(candidate: Candidate, fingerprints: Fingerprints) -> str:
    """Of a model that is installed here; a server does not say what its model's file is."""
    model = look_around().named(candidate.id) if candidate.where == "here" else None
    return fingerprints.of(model.path) if model is not None else ""

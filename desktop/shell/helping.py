"""Offers what models by others could do beside Spindle, in one line below an answer, and has it done.

Spindle answers first, always. Where it was unsure or did not understand, whoever is at hand and larger is
offered; nobody is asked before the person presses, and nothing is offered where there is nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.messages import say
from desktop.shell.conversation import Ask, Proposal, Turn
from desktop.shell.jobs import ChangeBy, OtherTake

if TYPE_CHECKING:
    from desktop.others import Offer
    from desktop.shell.asking import Asking
    from desktop.shell.bridge import Bridge
    from desktop.shell.conversation import Conversation
    from desktop.shell.errands import Errands
    from desktop.shell.results import Altered, Failure, Made, Missed
    from desktop.shell.talking import Talk
    from desktop.workspace import Project

TRY, PART, OVERWRITE, MODELS = "let_it_try", "as_part", "overwrite", "show_models"
"""What can be pressed."""
MOST_OFFERED = 3
"""Below one answer, with what else the request may have meant, which comes first."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """An offer that stands below a turn.

    Attributes:
        words: What would be asked.
        by: The id of who would do it.
        seed: Of the app, where another take of it is offered.
    """

    turn: Turn
    words: str
    by: str = ""
    seed: int | None = None
    ask: Ask | None = None


class Helping(QObject):
    """Watches what comes of requests.

    Signals:
        models_wanted: The person wants to see which models there are.
    """

    models_wanted = Signal()

    def __init__(
        self, view: Conversation, talk: Talk, asking: Asking, bridge: Bridge, errands: Errands
    ) -> None:
        """Watch from now on.

        Args:
            view: Shows the offers.
            talk: Tells what came of requests, when their turns stand.
            asking: Hands out the work.
            bridge: Knows who is at hand, and tells of failures.
            errands: Ask who could do something.
        """
        super().__init__(view)
        self._view = view
        self._asking = asking
        self._helpers = bridge.helpers
        self._errands = errands
        self._standing: _Standing | None = None
        talk.made.connect(self._on_made)
        talk.altered.connect(self._on_altered)
        talk.missed.connect(self._on_missed)
        bridge.failed.connect(self._on_failed)
        asking.began.connect(lambda _words, _kind: self._withdraw())
        view.offer_taken.connect(self._on_taken)

    def _on_made(self, made: Made) -> None:
        built, turn = made.built, self._newest()
        if turn is None or not turn.unsure or not built.request:
            return
        standing = _Standing(turn, built.request, seed=built.seed)
        folder = made.project.folder
        self._ask(
            standing,
            (TRY,),
            lambda: self._helpers.offer("create", folder, confidence=built.chance),
        )

    def _on_altered(self, altered: Altered) -> None:
        edited, turn = altered.edited, self._newest()
        if edited.use is not None and altered.changed and self._view.box.text == edited.request:
            self._view.box.put_text("")  # it was given back when Spindle did not understand it
        if turn is None or edited.undone or edited.by_hand or (not edited.missed and altered.changed):
            return
        words = ", ".join(edited.missed) if altered.changed else edited.request
        standing = _Standing(turn, words)
        folder = altered.project.folder
        if edited.use is not None:  # it was another model that could not say it: a part of one's own may
            self._ask(standing, (PART,), lambda: self._helpers.offer("custom", folder))
        else:
            self._ask(standing, (TRY, PART), lambda: self._helpers.offer("edit", folder, confidence=0.0))

    def _on_missed(self, missed: Missed) -> None:
        turn, project = self._newest(), self._asking.project
        if turn is None or project is None or missed.task != "edit" or not missed.by:
            return
        standing = _Standing(turn, missed.request)
        self._ask(
            standing,
            (TRY, PART),
            lambda: self._helpers.offer("edit", project.folder, confidence=0.0, after=missed.by),
        )

    def _on_failed(self, failure: Failure) -> None:
        """A wish for a part that needs a word of the person first. Its turn stands already."""
        turn, ask = self._newest(), self._asking.current
        if turn is None:
            return
        if failure.key == "own_part_theirs" and ask is not None:
            self._standing = _Standing(turn, ask.words, ask=replace(ask, overwrite=True))
            self._view.propose(turn, Proposal(say("shell_models.overwrite_ask"), (OVERWRITE,)))
        elif failure.key == "others_nobody":
            self._standing = _Standing(turn, "")
            self._view.propose(turn, Proposal(say("shell_models.nobody"), (MODELS,)))

    def _ask(self, standing: _Standing, deeds: tuple[str, ...], ask: Callable[[], Offer | None]) -> None:
        self._standing = standing

        def show(offer: Offer | None) -> None:
            if offer is not None and self._standing is standing:
                self._standing = replace(standing, by=offer.candidate.id)
                sentence = offer.sentence
                if TRY not in deeds:
                    sentence = say("shell_models.part_offer", offer=sentence)
                room = MOST_OFFERED - len(self._view.meanings(standing.turn))
                self._view.propose(standing.turn, Proposal(sentence, deeds[:room]))

        # What cannot be found out is not offered; whoever wants to know why looks into the settings.
        self._errands.run(ask, show)

    def _on_taken(self, turn: Turn, deed: str) -> None:
        standing, project = self._standing, self._asking.project
        if deed == MODELS:
            self.models_wanted.emit()
        elif standing is None or standing.turn is not turn or project is None:
            return
        elif deed == TRY:
            self._let_try(standing, project)
        elif deed == PART:
            self._asking.ask(Ask(standing.words, part=True))
        elif standing.ask is not None:
            self._asking.ask(standing.ask)

    def _let_try(self, standing: _Standing, project: Project) -> None:
        words = standing.words
        if standing.seed is not None:
            self._asking.do(OtherTake(project, words, standing.seed, standing.by), words, "other_take")
        else:
            self._asking.do(ChangeBy(project, words, standing.by), words, "other_change")

    def _withdraw(self) -> None:
        """What was offered about an earlier answer is gone when other work begins."""
        standing, self._standing = self._standing, None
        if standing is not None:
            self._view.propose(standing.turn, None)

    def _newest(self) -> Turn | None:
        return self._view.turns[-1] if self._view.turns else None

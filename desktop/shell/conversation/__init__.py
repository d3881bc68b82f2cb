"""What was asked and what came of it, turn by turn; and the box for asking more.

    Conversation()                  the list of turns, what waits its turn, and the box
    Turn                            one request and its answer, as a value
    Ask                             what the person wants next
    Proposal                        what is offered below a turn
    recalled(project) -> Recalled   a project's turns, from its history; for an errand

The widgets show turns and emit wishes; nothing in here asks the model or writes a file.
"""

from __future__ import annotations

from desktop.shell.conversation.ask import Ask
from desktop.shell.conversation.conversation import Conversation
from desktop.shell.conversation.offer_row import Proposal
from desktop.shell.conversation.turn import Turn

__all__ = ["Ask", "Conversation", "Proposal", "Turn"]

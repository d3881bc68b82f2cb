"""The hub: which model files there are, and whether they are whole. A manifest in, checked paths out.

It opens no socket; fetching other models when the person asks for one will live here and nowhere else.

May import: nothing.
"""

from __future__ import annotations

from desktop.hub.manifest import ModelFile, ModelFiles, shipped_model

__all__ = ["ModelFile", "ModelFiles", "shipped_model"]

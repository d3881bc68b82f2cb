"""A request in, a draft of a blueprint out: Spindle reads, remembers and writes.

The reader (a fine-tuned encoder, run by an engine) marks the words that matter; the memory finds the
nearest blueprints it knows; the writer (our decoder, under the grammar) writes the draft, and where it does
not keep to what was read, the assembler does. Must not: touch disk except to load the shipped files, open a
window, or change a blueprint that somebody already has.

May import: blueprint, engine, hub.
"""

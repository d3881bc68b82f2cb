"""A request in, a draft of a blueprint out, or a change of one: Spindle reads, remembers and writes.

The readers (fine-tuned encoders, run by an engine: one for new apps, one for changes) mark the words that
matter; the memory finds the nearest blueprints it knows; the writer (our decoder, under the grammar) writes
the draft, and where it does not keep to what was read, the assembler does. What a request changes in an app,
`editing/` works out as an edit script. Must not: touch disk except to load the shipped files, or open a
window.

May import: blueprint, engine, hub.
"""

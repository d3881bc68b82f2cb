"""A project folder in, a live page out; the only room that knows QtWebEngine.

The page is treated as a stranger: it is served from its own folder under its own address
(`homespun://<project>/index.html`), every other address is refused and written down, nothing is
permitted, and its problems come back as values, among them that it does not answer. The one thing that it
may ask for is its own records, which lie as `data.sqlite` in its folder. A script in a world of its own
lets a person point at parts of the page (`pointing.py`); what it says is read as a stranger's word
(`heard.py`). A page that nobody has seen yet can be tried first, hidden (`trial.py`). Call
`start.prepare_browser()` before the QApplication is made, then show a `view.PreviewView`.

The room does not decide what to build or where projects live, and shows no text of its own but the
refusals and problems that it reports. Importing this package loads no Qt; its modules do.

May import: library, records.
"""

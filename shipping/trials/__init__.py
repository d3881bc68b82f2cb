"""Tries the bundle where it has to work: `python run.py ship try`. Needs Linux, root and what it names.

    room            a computer with nothing on it, in a folder: namespaces, no network, an ordinary user
    empty_root      the bundle there: commands, and the window under Xvfb
    old_processor   the bundle on emulated processors of 2008, 2011 and 2013
    everybody       the .deb, the tarball and the stick, for users of every kind
    documents       what the documents say of an installed program, typed as it stands there

What they show cannot be shown in the test suite: it needs half a gigabyte, root and minutes.
"""

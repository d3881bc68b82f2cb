"""What is made for macOS: the program as an .app, signed, in a disk image. Not yet run on a Mac.

May import: desktop.version, run, shipping.
"""

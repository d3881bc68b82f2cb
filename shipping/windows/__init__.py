"""What is made for Windows: two packages for its own installer, and the folder for a stick.

The bundle is made on Windows; the packages of it are made there with WiX 3, or on Linux with msitools.

May import: desktop.version, run, shipping.
"""

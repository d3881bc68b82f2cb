"""The program's version, said in this one place: packages and the origin of every app read it."""

PROGRAM_VERSION = "0.9.0"

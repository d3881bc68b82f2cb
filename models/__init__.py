"""How Spindle is made and what it can do: data, training, export, evaluation. Not part of the program."""

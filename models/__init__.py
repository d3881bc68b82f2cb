"""How Spindle is made and what it can do: data, training, export and evaluation. Not shipped with the program."""

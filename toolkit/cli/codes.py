"""Exit codes."""

#: A check or gate did not pass, or something was left undone.
FOUND = 1
#: Bad usage or bad input.
USAGE = 2
INTERRUPTED = 130
#: The reader of the output went away.
BROKEN_PIPE = 141

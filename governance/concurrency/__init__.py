"""Two people or two presses at once: versions seen, merging, saving once, unique rules."""

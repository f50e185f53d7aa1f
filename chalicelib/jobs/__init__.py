"""What is done in the background: ``queue.py`` asks for it, ``running.py`` does it."""

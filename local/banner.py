"""What ``make run`` prints once everything is up."""

import shlex

from local.state import Demo, StateFolder


def banner(demo: Demo, state: StateFolder, dax_stats_url: str) -> str:
    """Return the few lines that somebody needs who sees the stack for the first time.

    curl reads the token from a file, so a command that was pasted works hours later too.
    """
    curl = f"curl -K {shlex.quote(str(state.curlrc))}"
    todos = f"{demo.api_url}/todos"
    body = """-H 'Content-Type: application/json' -d '{"title": "Buy milk"}'"""
    return f"""
MyTodoList runs on {demo.api_url}. Ctrl-C stops it, and keeps everything.

Add a to-do:
  {curl} {body} {todos}
List them:
  {curl} {todos}

You are {demo.username}, your password is {demo.password}
The API, to read:     {demo.api_url}/docs
One more user:        make user NAME=anna
Your folder in S3:    .venv/bin/python examples/folder/folder.py {shlex.quote(str(state.demo))}
Ids and a token:      {state.demo}
DAX, hits and misses: curl {dax_stats_url}
"""

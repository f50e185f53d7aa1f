"""How it is asked for and answered over HTTP."""

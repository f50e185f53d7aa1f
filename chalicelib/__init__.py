"""Everything behind the routes of ``app.py`` that goes to Lambda."""

__version__ = "0.1.0"

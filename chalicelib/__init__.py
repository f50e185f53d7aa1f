"""Everything behind the routes of ``app.py`` that goes to Lambda."""

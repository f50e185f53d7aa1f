"""Brings the app to AWS: the API's definition, the package, one template, and the guard over it.

Nothing of this goes to Lambda. ``app.py`` imports it only where Chalice's command line loads it.
"""

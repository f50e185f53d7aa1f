"""The API's contract, OpenAPI 3.1: made from the routes and the models, at build time.

Nothing here goes to Lambda. ``make openapi`` writes what does, ``chalicelib/web/openapi.json``.
"""

"""A server that speaks DAX's protocol, in front of any DynamoDB endpoint.

It imports nothing of the project around it. ``wire`` knows bytes, ``cache`` knows what DAX
promises and ``server`` knows sockets; what they hand each other is in ``shapes``.
"""

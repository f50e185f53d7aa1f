"""The whole stack on one machine: an AWS emulator, and the app behind a strict API Gateway.

Nothing in here reaches Lambda.
"""

"""Sockets: who may connect, where the nodes are, and one thread for each connection."""

"""Gatehouse (校卫): who stands at each school gate, is that lawful, is it enough, what are we doing about it."""

__version__ = "0.1.0"

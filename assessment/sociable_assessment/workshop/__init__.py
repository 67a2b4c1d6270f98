"""The workshop: a room full of people answers on phones; the votes stay hidden until they are shown to all at once.

command, extension → handlers → pages → room → store → session (rules, no I/O)
"""

"""The maturity assessment: models, responses, scores, positions and what can be made of them.

Import the modules by name; importing this package alone loads none of them, so that it starts at once.
"""

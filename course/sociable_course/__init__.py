"""The course room: opening the kit in JupyterLab, and what lessons are made of.

It may import the assessment and the data, never grading.
"""

"""The data room: tables about organisations and social media, each with a datasheet, and their loader.

It owns the data and its description. It knows nothing of the course, the assessment or grading. No table has
been added yet.
"""

"""The grading room: releasing a course's exercises, running what learners hand in, reporting the marks.

It owns rubrics, model answers and the gradebook's use; it may import the course, and nothing may import it.
`sociable-grade` is its command; nbgrader keeps the formats, the gradebook and the pages.
"""

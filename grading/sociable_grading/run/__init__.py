"""Running what learners hand in: fast, isolated, and graded cell by cell as nbgrader would.

    batch ─→ executor (submit, results) ─→ sitting ─→ zygote, keeper ─→ worker | tester
    (trusted: gradebook, hidden tests, scores, notebooks)            (own namespaces: the learner's code)

What each part may trust, and what nobody can promise, stands in `grading/SECURITY.md`.
"""

"""The self-assessment that a notebook shows, in JupyterLab and under Voilà.

Views only: what answers mean is found out elsewhere.
"""

from sociable_assessment.app.self_assessment import SelfAssessment

__all__ = ["SelfAssessment"]

"""On the path of every process that tests start: what `sociable_assessment.grammars` does, for all that is imported."""

import sys

sys.modules["rfc3987_syntax"] = None

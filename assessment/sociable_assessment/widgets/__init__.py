"""The widgets of the assessment. They collect answers and show text; what the answers mean is none of theirs."""

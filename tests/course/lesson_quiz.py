"""A small quiz with one part of each kind, and of each kind that is graded; and a notebook that asks it."""

from __future__ import annotations

from typing import Any

from sociable_course.quiz import Quiz, parse_quiz, strip_keys

LESSON = "99_fixture"


def quiz_data() -> dict[str, Any]:
    """Give the quiz as its author would write it."""
    return {
        "format": "sociable-quiz/1",
        "lesson": LESSON,
        "misconceptions": [
            {"id": "medium-makes-social", "text": "The medium makes people social."},
            {"id": "silence-is-absence", "text": "Who writes nothing gets nothing out of it."},
            {"id": "tenth-of-acts", "text": "A tenth of the people do a tenth of the work."},
        ],
        "predictions": [
            {
                "id": "silent-share",
                "objectives": ["plan"],
                "prompt": "Of 100 members of an online community, how many write nothing at all?",
                "unit": "of 100 members",
                "minimum": 0,
                "maximum": 100,
            },
            {
                "id": "who-leads",
                "objectives": ["plan"],
                "prompt": "Who answers most of the questions in a repair forum?",
                "options": [
                    {"id": "staff", "text": "The maker's own staff"},
                    {"id": "few", "text": "A few members, again and again"},
                    {"id": "all", "text": "Everybody a little"},
                ],
            },
        ],
        "checks": [
            {
                "id": "before-platforms",
                "objectives": ["tell"],
                "question": "In 1936 the women of a small town met at 14 parties. "
                "What does the chart of who came to which show?",
                "options": [
                    {
                        "id": "circles",
                        "text": "Two circles that overlap in a few women, as in any feed today",
                        "right": True,
                        "feedback": "The circles were there before any platform drew them. A medium shows ties; "
                        "it seldom makes them.",
                    },
                    {
                        "id": "no-network",
                        "text": "No network: there was no medium to make one",
                        "misconception": "medium-makes-social",
                        "feedback": "True, nobody posted. But the women chose whom to meet, and that choice "
                        "is the network.",
                    },
                    {
                        "id": "lurkers",
                        "text": "Those who came to one party only got nothing from it",
                        "misconception": "silence-is-absence",
                        "feedback": "They came once, so they are easy to overlook. What they took home the chart "
                        "does not tell.",
                    },
                ],
            },
            {
                "id": "graded-check",
                "objectives": ["tell"],
                "points": 2,
                "question": "Which of these would hold without any platform?",
                "options": [
                    {"id": "a", "text": "People help those they know", "right": True, "feedback": "Yes."},
                    {
                        "id": "b",
                        "text": "A hashtag gathers strangers",
                        "misconception": "medium-makes-social",
                        "feedback": "No.",
                    },
                ],
            },
        ],
        "sorts": [
            {
                "id": "motives",
                "objectives": ["tell"],
                "prompt": "Why does each of these people join in? Choose the main motive.",
                "categories": [
                    {"id": "keep-up", "text": "Keep up with people they know"},
                    {"id": "meet", "text": "Meet people like them"},
                    {"id": "help", "text": "Get or give help"},
                    {"id": "show", "text": "Show what they made"},
                ],
                "cards": [
                    {
                        "id": "fitter",
                        "text": "A fitter photographs a seized coupling and asks how to free it.",
                        "category": "help",
                        "feedback": "He wants the line to run again by noon.",
                        "confusions": [
                            {
                                "category": "show",
                                "misconception": "medium-makes-social",
                                "feedback": "The photograph shows something, but he would rather have no need of it.",
                            }
                        ],
                    },
                    {
                        "id": "aunt",
                        "text": "An aunt looks at her nephew's holiday pictures and says nothing.",
                        "category": "keep-up",
                        "feedback": "Silent, and fully served.",
                    },
                    {
                        "id": "guard",
                        "text": "A museum's night guard posts the drawing he made on his shift.",
                        "category": "show",
                        "feedback": "It is his, and he would like it to be seen.",
                    },
                    {
                        "id": "newcomer",
                        "text": "Someone new in town asks who goes climbing on Thursdays.",
                        "category": "meet",
                        "feedback": "The climbing is the way in; the people are the point.",
                    },
                    {
                        "id": "nurse",
                        "text": "A night nurse reads, every week, how others organise hand-over.",
                        "category": "help",
                        "feedback": "She takes help without asking for it.",
                    },
                    {
                        "id": "choir",
                        "text": "A choir's members send each other the new dates.",
                        "category": "keep-up",
                        "feedback": "They know each other; the medium saves a round of calls.",
                    },
                ],
            }
        ],
        "texts": [
            {
                "id": "offer",
                "objectives": ["plan"],
                "prompt": "Write an offer to the silent members of a community you know: what do they come for, "
                "and what would you do for them?",
                "minimum_words": 8,
                "rubric": [
                    {"id": "names-motive", "text": "It names one motive and the people who have it."},
                    {"id": "no-post", "text": "It does not ask them to post."},
                    {"id": "date", "text": "Someone could start on it next Monday."},
                ],
                "sample": "Our fitters come to read, not to write.\n\nFrom Monday, each answer in the forum gets a "
                "headline that says which part it is for.",
            }
        ],
        "numbers": [
            {
                "id": "top-tenth",
                "objectives": ["plan"],
                "prompt": "What share of all edits did the most active tenth make?",
                "unit": "percent",
                "minimum": 0,
                "maximum": 100,
                "answer": 42.9,
                "tolerance": 0.5,
                "mistakes": [
                    {
                        "answer": 10,
                        "tolerance": 0.05,
                        "misconception": "tenth-of-acts",
                        "feedback": "A tenth of the people, yes. Their edits are more than a tenth of all.",
                    }
                ],
            }
        ],
    }


def make_quiz() -> Quiz:
    """Give the learner's view of the quiz."""
    return parse_quiz(strip_keys(quiz_data()))

# %% [markdown] name="title"
# # A garden that people share
#
# A lesson for the tests of the builder. It has one of everything, and keeps every rule.
#
# ## Who waters it?

# %% name="setup"
from sociable_course import open_lesson

lesson = open_lesson("90_garden")

# %% [markdown]
# A cell without a name, of which there may be some. Twenty people share a garden. Some of them water it.

# %% name="waterers"
lesson.predict("waterers")

# %% name="season"
lesson.predict("season")

# %% [markdown] name="debrief"
# ### What the list on the shed says
#
# Three of twenty. The other seventeen like to sit there.

# %% name="shed"
from sociable_assessment import pictures
from sociable_assessment.markup import table

figure = pictures.house_figure("Three of twenty water the garden", "People, 2026")
twin = table("Who waters", ["Who", "People"], [["water", "3"], ["sit", "17"]])
lesson.show(pictures.Picture(figure, "Three of twenty water the garden.", twin, "The list on the shed."))

# %% name="sitters"
lesson.check("sitters")

# %% name="tools"
lesson.sort("tools")

# %% name="share"
lesson.number("share")

# %% name="sign"
lesson.write("sign")

# %% [markdown] name="marked"
# ## What is marked

# %% name="fence-test" nbgrader={"grade": true, "grade_id": "fence-test", "points": 1, "locked": true}
lesson.check("fence")

# %% name="beds-test" nbgrader={"grade": true, "grade_id": "beds-test", "points": 2, "locked": true}
lesson.sort("beds")

# %% name="harvest-code" nbgrader={"grade_id": "harvest", "solution": true} minutes=4
baskets = [4, 9, 1, 1]
top_share = None
### BEGIN SOLUTION
top_share = 100 * max(baskets) / sum(baskets)
### END SOLUTION

# %% name="harvest-test" nbgrader={"grade": true, "grade_id": "harvest-test", "points": 3, "locked": true}
lesson.number("harvest", code=top_share)
### BEGIN HIDDEN TESTS
given = lesson.given("harvest", top_share)
assert given is not None, "not answered"
assert abs(given - 26.7) > 0.5, "took the first basket, not the fullest"
assert abs(given - 60) <= 0.5, "another number than 60"
### END HIDDEN TESTS


# %% name="rain-code" nbgrader={"grade_id": "rain", "solution": true} minutes=2
def litres(millimetres, metres):
    """Give the litres of rain that fall on so many square metres."""
    ### BEGIN SOLUTION
    return millimetres * metres
    ### END SOLUTION


# %% name="rain-test" nbgrader={"grade": true, "grade_id": "rain-test", "points": 1, "locked": true}
lesson.number("rain", code=litres(5, 30))

# %% name="rule"
lesson.write("rule")

# %% name="rule-kept"
lesson.read("rule")

# %% [markdown] name="rule-task" nbgrader={"grade_id": "rule-task", "points": 2, "locked": true, "task": true}
# **What the marker looks for** (2 points).
#
# ### BEGIN MARK SCHEME
# One point for a rule that someone could break, one for a reason.
# ### END MARK SCHEME

# %% name="saved"
lesson.saved()

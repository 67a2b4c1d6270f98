# %% [markdown] name="title"
# # Same goals, captured differently
#
# Fifty minutes. Seven forecasts that came out wrong, two firms that sell to quite different people, and a budget to
# spend.
#
# When you are through you can
#
# - name the four goals of marketing, and tell them from signs of activity,
# - measure how far a forecast missed, and hold it against the simplest one,
# - compare firms that sell to firms with those that sell to consumers,
# - choose a place by what people do there, and a measure by the goal it shows,
# - plan where a budget goes.
#
# Begin with **Run → Run All Cells**. On a public server, download your work before a break.

# %% name="setup"
from sociable_course import open_lesson

lesson = open_lesson("02_same_goals")

# %% [markdown] name="look-back"
# ## Before we begin
#
# Without looking it up: of 100 members of an online community, how many write nothing, by the rule of thumb? And
# when does telling everyone beat a message made for a motive?
#
# <details><summary>Compare with what you remember</summary>
#
# 90, and it is a rule of thumb, not a survey. Telling everyone wins when nearly everyone has the reason already, or
# when those who have it can't be found.
#
# </details>

# %% [markdown] name="four-goals"
# ## Four goals, and they are old
#
# A post of 2011 that this course starts from says: the goals of marketing didn't change when social media came.
# There are four.
#
# | Goal | The customer says |
# |---|---|
# | **Awareness** | I know that they exist |
# | **Preference** | I would ask them first |
# | **Purchase** | I bought |
# | **Loyalty** | I bought again, and told a friend |
#
# A maker of couplings had these goals in 1950. It still has them. What changes is how people can be reached, and what
# they will put up with.
#
# So when someone proposes a goal that is none of the four, ask which one it serves.

# %% name="goals-same"
lesson.check("goals-same")

# %% [markdown] name="forecasts"
# ## How well do the experts see ahead?
#
# Twice a year a survey of US marketers asks which share of their budget goes to social media, and which share they
# expect in five years. The first forecasts can now be held against what came.

# %% name="came-true"
from sociable_course import budgets

lesson.predict("came-true", then=budgets.draw_forecasts)

# %% [markdown] name="forecasts-debrief"
# <details><summary>What came of the forecasts (open it after your prediction)</summary>
#
# All seven were too high. One came within two points: August 2013, which expected 15.8 and got 13.8. The other six
# missed by 6 to 10 points.
#
# </details>
#
# Mind what can't be said. Each wave asked other people, so nobody was wrong twice. Budgets are shares, and the whole
# may have grown. And the wave of June 2020, in the first months of the pandemic, found 23.2 percent: four months
# after 13.3. The forecast of February 2015, 22.4, would have looked brilliant that summer.
#
# **Worked example.** August 2011 expected 17.5 percent, August 2016 found 11.7. The error is 17.5 less 11.7: **5.8
# percentage points**, too high.
#
# **Half of it is yours.**

# %% name="half-error"
lesson.number("half-error")

# %% [markdown] name="simplest"
# **Now alone.** An error means little by itself. Hold it against the simplest forecast there is: *nothing changes*.
# If a clever forecast can't beat that, it isn't clever.
#
# The mean absolute error of the marketers' seven forecasts is 7.3 points. What is it for *nothing changes*? Take
# `now` less `found` in each row, drop the sign, and average.
#
# - *By hand:* the next box has the seven rows. Type your result further below.
# - *In pandas:* write a line that computes it from `seven`, where it says so.

# %% name="seven-forecasts"
import pandas as pd

seven = pd.DataFrame(budgets.list_forecasts())
seven.round(1)

# %% name="mean-error-code" nbgrader={"grade": false, "grade_id": "mean-error", "locked": false, "schema_version": 3, "solution": true, "task": false}
no_change_error = None  # in pandas: a number of percentage points
### BEGIN SOLUTION
no_change_error = (seven["now"] - seven["found"]).abs().mean()
### END SOLUTION

# %% name="mean-error-test" nbgrader={"grade": true, "grade_id": "mean-error-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
lesson.number("mean-error", code=no_change_error)
### BEGIN HIDDEN TESTS
given = lesson.given("mean-error", no_change_error)
assert given is not None, "not answered"
assert isinstance(given, int | float) or hasattr(given, "dtype"), "not a number"
assert abs(given - 7.3) > 0.06, "the error of what was expected, not of no change"
assert abs(given - 28.6) > 0.15, "the sum of the errors, not their mean"
assert abs(given - 7.8) > 0.06, "the mean share, not the mean error"
assert given > 0, "left the signs in"
assert abs(given - 4.1) <= 0.06, "another number than 4.1"
### END HIDDEN TESTS

# %% name="forecast-right"
lesson.check("forecast-right")

# %% [markdown] name="sectors"
# ## Is it for firms that sell to firms?
#
# The post says that selling to firms may gain as much as selling to consumers. Many doubt it. Where did the money go?

# %% name="smallest-share"
lesson.predict("smallest-share", then=budgets.reveal_sectors)

# %% [markdown] name="sectors-debrief"
# <details><summary>Where the money went (open it after your prediction)</summary>
#
# In February 2013 services sold to firms got 9.6 percent, exactly as much as products sold to consumers. Consumer
# services got 9.9. Only products sold to firms lay behind, with 7.5. A year later all four had less.
#
# </details>
#
# The survey says where marketers put their money, not what they got for it. The claim that business customers may be
# as attractive isn't proven here. It isn't refuted either: the firms in question didn't behave as if it were false.

# %% name="b2b-attractive"
lesson.check("b2b-attractive")

# %% [markdown] name="where-they-are"
# ## Go where your people are, and mind what they do there
#
# The same goal needs another road for other people. Age is the plainest example.

# %% name="ages"
from sociable_course import measures

lesson.show(measures.draw_ages())

# %% [markdown] name="ages-debrief"
# Platforms change faster than people age: some of these will be gone when you read this. The habit stays. First name
# the people, then look where they are, then ask them what they do there. Using a platform is not the same as wanting
# to hear from a museum on it.

# %% name="who-is-there"
lesson.check("who-is-there")

# %% [markdown] name="funnel"
# ## Measure the goal, not the noise
#
# A measure should show one goal. Here is what marketers looked at.

# %% name="profit-measured"
lesson.predict("profit-measured", then=measures.draw_measures)

# %% [markdown] name="measures-debrief"
# <details><summary>What marketers measured (open it after your prediction)</summary>
#
# In August 2014, 45 percent counted followers. 17 percent looked at sales, 12.5 at revenue per customer, 6 at profit
# per customer. Four years before, followers had been at 24.
#
# </details>
#
# The easiest count won. That doesn't make the others good for everything: profit per customer says nothing about
# awareness in the first quarter of a new product. Lesson 05 comes back to this, when a relationship pays off late.
#
# **Worked example.** For *loyalty*, the couplings firm takes the share of last year's buyers who ordered again. It is
# a share of people, it moves only when they buy again, and the firm has it already. Now sort eight more. This one is
# marked: half a point each.

# %% name="funnel-measures-test" nbgrader={"grade": true, "grade_id": "funnel-measures-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
lesson.sort("funnel-measures")

# %% [markdown] name="spread-the-money"
# ## Spend it
#
# Two of our invented firms. **The couplings firm** sells to engineers: few, known by name, slow to change, worth
# 9,000 € a quarter each. **The tea shop** sells by post: thousands of strangers at 25 €.
#
# People move from *never heard of it* to *buys*, a few percent each quarter. Money speeds up a step, and each further
# euro on the same step does less. All numbers are ours.

# %% name="couplings-plan"
from sociable_course import funnel

lesson.predict("couplings-plan", then=funnel.reveal("couplings", funnel.CHOICES))

# %% [markdown] name="couplings-debrief"
# <details><summary>What came of the three plans (open it after your decision)</summary>
#
# All on being known sells for less than a third of equal shares: nearly everyone knew the firm already. Nothing on
# being known, and most on being preferred and bought, sells for a seventh more.
#
# </details>
#
# The firm that sells to firms leaks in the middle. Its engineers know it and ask someone else. Does the same plan
# suit the tea shop? Try. Then give both firms two quarters instead of eight: who would be fired too early?

# %% name="explore-plans"
parts = (0, 4, 1)
firms = [firm.title for firm in funnel.FIRMS.values()]
goals = dict.fromkeys(funnel.GOALS, parts)
told = ("couplings-plan",)
lesson.explore(funnel.draw_plan, label="Split the budget", after=told, firm=firms, quarters=["8", "4", "2"], **goals)

# %% [markdown] name="plans-debrief"
# For the tea shop, being known pays, but only if it has two years. Within two quarters awareness looks like waste in
# both firms. And equal shares are hard to beat by much: when you don't know where people get lost, spread the money
# and find out.
#
# The four goals were the same for both firms. What they must do about them was not.

# %% name="b2b-funnel"
lesson.write("b2b-funnel")

# %% [markdown] name="summary"
# ## What to take with you
#
# - The four goals are older than any platform. Whatever is proposed serves one of them, or none.
# - Hold a forecast against *nothing changes*. Seven forecasts of experts lost to it.
# - A share of a budget is a bet, not a return.
# - Name the people first, then the place, then the measure.
# - Put money where people get lost, and give it the time that the step needs.
#
# **Handing in.** Press *Download my work* below, and give the file to your instructor, or to the platform they use.
#
# Next: [Lesson 03: When people are the product](../03_people_as_product/03_people_as_product.ipynb).

# %% name="saved"
lesson.saved()

# %% [markdown] name="references"
# ## References
#
# - The CMO Survey (Moorman, Duke University), waves of 2010 to 2020, mostly as quoted by third parties; tables
#   `social_budget_share`, `social_budget_by_sector`, `metrics_used`.
# - Pew Research Center (2021), as quoted by third parties; table `platform_use`.
# - The claims are those of *Media is not social – people are*, a post of 21 May 2011. The wording here is ours, and so
#   are the doubts. The couplings firm and the tea shop are invented.

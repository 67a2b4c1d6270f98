# %% [markdown] name="title"
# # People, not media, are social
#
# You start with a quarrel in a karate club in the 1970s. You end with an offer that somebody has a reason to take.
# About an hour.
#
# When you are through you can
#
# - distinguish the ties that people have from the medium that shows them,
# - measure how unequally ties are spread, by hand or in pandas,
# - plan for the members of a community who write nothing,
# - match an offer to the reason that people have for taking part,
# - choose between a message for everyone and one that serves a reason,
# - argue for an offer, and say what would prove it wrong.
#
# Begin with **Run → Run All Cells**, now and whenever you come back: your answers return. On a public server,
# download your work before a break.

# %% name="setup"
from sociable_course import open_lesson

lesson = open_lesson("01_people_not_media")

# %% [markdown] name="club"
# ## A club breaks in two
#
# In the early 1970s an anthropologist, Wayne Zachary, watched a university karate club. The instructor and the
# president fell out. The members had to choose, and in the end the club was two clubs.
#
# Zachary had written down who met whom outside the classes, and in how many places: at a bar, in a lecture, at a
# tournament. Nobody had a phone in a pocket. There were no groups to join and no posts to like.
#
# Suppose you have his list of meetings, and know who the two leaders are. No opinions, no arguments, no history.

# %% name="club-split"
from sociable_course import networks

lesson.predict("club-split", then=networks.draw_split)

# %% [markdown] name="club-debrief"
# <details><summary>What the list of meetings foretells (open it after your prediction)</summary>
#
# 33 of 34, the two leaders included. Zachary cut the network where the fewest meetings join the two sides. Only one
# member stands on the wrong side of the cut. A coin, and knowing the leaders, would place about 18.
#
# They took sides with those they were tied to.
#
# </details>
#
# The thesis of this course is that **people were social first**. A tie is whatever joins two people: a meeting, a
# marriage, a debt. A medium makes ties visible and cheap. Some it makes as well: one user in ten came for new
# friends in lesson 00. Most were there before.
#
# Don't trust the picture too much. One man drew up the list, and he knew of the quarrel. There are 34 people in
# it, and the way to cut was chosen by someone who knew how the story ended. It is an illustration with a known
# end, not proof that ties decide everything.

# %% [markdown] name="three-networks"
# ## Three networks and no medium
#
# Women who went to the same parties in Natchez, Mississippi. Florentine families that married their children to each
# other. The karate club. Choose one, look who has the most ties, then take that member away.

# %% name="explore-networks"
leaving = ["nobody", "the best-tied member"]
lesson.explore(networks.draw_network, label="Explore a network", network=list(networks.NETWORKS), without=leaving)

# %% [markdown] name="three-networks-debrief"
# In Florence one family's absence breaks the network in three. The Medici stood between families who had no other
# way to each other. In Natchez nobody else is cut off.
#
# So a place in a network can be worth something, with no medium at all. And not every network has such a place.
# When somebody sells you *influencers*, ask which kind of network they have in mind.

# %% name="before-platforms"
lesson.check("before-platforms")

# %% [markdown] name="unequal"
# ## How unequal is it?
#
# "A few people do most of it" is easily said. Put a number on it: what do the top fifth hold?
#
# **Worked example: Florence.** 15 families, 20 marriages. Each marriage has two ends, so there are 40 ends to
# hand out. A fifth of 15 families is 3. The three with most ties:
#
# | Family | Ties |
# |---|---|
# | Medici | 6 |
# | Guadagni | 4 |
# | Strozzi | 4 |
#
# 6 + 4 + 4 = 14, and 14 of 40 ends are **35 percent**. If all were equal, a fifth of the families would hold 20.
#
# **Now half of it is yours: Natchez.** 18 women, 46 ties in the picture above, so 92 ends. A fifth of 18 is 4, rounded.

# %% name="davis-fifth"
lesson.number("davis-fifth")

# %% [markdown] name="alone"
# **Now alone: the karate club** (4 points). 34 members, 78 ties, and each tie has two ends. There are two roads to the
# same points. Take one; if you take both, the code counts.
#
# - *By hand:* the next box lists the members with most ties. Work out the percentage and type it further below.
# - *In pandas*, Python's tool for tables: write a line that computes it from `club`, where it says so.

# %% name="club-ties"
import pandas as pd

club = pd.DataFrame(networks.count_ties(networks.find_network("A karate club, 1970s")), columns=["who", "ties"])
club.index += 1
club.head(8)

# %% name="top-fifth-code" nbgrader={"grade": false, "grade_id": "top-fifth", "locked": false, "schema_version": 3, "solution": true, "task": false}
top_fifth = None  # in pandas: the percentage, such as 12.3
### BEGIN SOLUTION
top_fifth = 100 * club["ties"].nlargest(7).sum() / club["ties"].sum()
### END SOLUTION

# %% name="top-fifth-test" nbgrader={"grade": true, "grade_id": "top-fifth-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
lesson.number("top-fifth", code=top_fifth)
### BEGIN HIDDEN TESTS
given = lesson.given("top-fifth", top_fifth)
assert given is not None, "not answered"
assert isinstance(given, int | float) or hasattr(given, "dtype"), "not a number"
assert abs(given - 97.4) > 0.5, "divided by ties, not by ends of ties"
assert abs(given - 41.0) > 0.5, "took the top five, not the top fifth"
assert abs(given - 51.9) > 0.5, "took eight members, not seven"
assert abs(given - 20.6) > 0.7, "took the share of members, not of ties"
assert given > 1, "gave a share, not a percentage"
assert abs(given - 48.7) <= 0.5, "another number than 48.7"
### END HIDDEN TESTS

# %% [markdown] name="who-takes-part"
# ## Most people watch
#
# In each of the three networks, a fifth of the people held a third to a half of all ends. Now look at who *writes* in
# an online community.

# %% name="silent"
from sociable_course import participation

lesson.predict("silent", then=participation.draw_silent)

# %% [markdown] name="silent-debrief"
# <details><summary>What the rule of thumb says (open it after your prediction)</summary>
#
# Of 100 members, 90 write nothing, 9 write now and then, 1 writes nearly everything. Jakob Nielsen gave this rule
# in 2006. In Wikipedia it was steeper, by one quoted count: 99.8 percent of its users never edited anything.
#
# This is where a medium does add something, against our thesis. Offline, you can't watch a party for two years
# without being seen. Online you can. Compare with care, though: a tie is had, a post is written. Who spoke most in
# the karate club, nobody counted.
#
# </details>
#
# Two warnings. *90-9-1* is a rule of thumb, not a survey: nobody drew a sample. And it speaks of one community at
# a time. Ask people about everything that they do online, and another picture comes out.

# %% name="ladder"
lesson.show(participation.draw_ladder())

# %% [markdown] name="ladder-debrief"
# In this survey a quarter of American online adults published *something, somewhere* by 2009, and more left comments
# and ratings (critics). That doesn't contradict the rule. A person who writes in one place watches in ten others.
#
# The two charts have different bases, members of a community and adults online, so they never share an axis. Put
# them into one chart and you would compare a room with a town.
#
# For a company it comes down to one habit. **Plan for those who watch.** They are most of your audience; they won't
# tell you that they are there.

# %% name="four-thousand"
lesson.check("four-thousand")

# %% [markdown] name="reasons"
# ## Reasons come first
#
# Why do people come at all? Ask them, and they give reasons that have little to do with companies. In lesson 00
# you saw the survey of 2011: friends and family, by far. Here is a younger one.

# %% name="fell-most"
from sociable_course import motives

lesson.predict("fell-most", then=motives.draw_change)

# %% [markdown] name="reasons-debrief"
# <details><summary>What changed from 2017 to 2020 (open it after your prediction)</summary>
#
# All ten reasons lost. Friends lost most, from 42 to 33 percent; shopping and fun lost least. News, at 36.5, was now
# the first of them.
#
# When everything falls, ask first whether the question changed, or who was asked. The page with the older figures
# carries no date; 2017 is inferred.
#
# </details>
#
# So the order of reasons moved within a few years, if the figures can be trusted that far. Ask again before each
# plan. And don't lay this survey beside that of 2011: Pew asked Americans who used social networks about *major*
# reasons; GlobalWebIndex asked internet users in many countries to choose their main ones.
#
# The course's claim is that reasons drive what people do: who wants news reads, who wants friends answers. These
# surveys can't show it, as they ask nobody what they then did. You will test it on made-up people below.
#
# **From a reason to an offer.** Seven organisations offer something. What would you come for?

# %% name="motives"
lesson.sort("motives")

# %% [markdown] name="place"
# Where to make the offer is the second question, not the first. Go where people with that reason already are, and
# respect what the place is good at. Fitters talk in a closed group; a power cut is discussed in the open.

# %% name="same-people-other-place"
lesson.check("same-people-other-place")

# %% [markdown] name="spread"
# ## Decide, then live with it
#
# You have money for 60 contacts. Two plans:
#
# - **Tell everyone.** 60 people at random, one general message.
# - **Serve a reason.** Look for people who have it, and send what serves it. Finding them costs money, so you reach
#   fewer.
#
# Whoever acts may tell friends, who may act too. The people and their friendships are made up by the computer, 60
# times anew; each plan meets the same people. All numbers are assumptions of ours. You can change them below.
#
# **Case 1.** A coupling joins a motor to a machine; a fitter installs it. A maker of couplings has a trick for freeing
# one that is stuck. One person in ten is a fitter. Fitters know fitters. Finding one costs three contacts.

# %% name="coupling-plan"
from sociable_course import spread

lesson.predict("coupling-plan", then=spread.reveal("coupling"))

# %% [markdown] name="case-two"
# **Case 2.** A charger can catch fire. Nine people in ten own one. Finding an owner costs one and a half contacts.

# %% name="recall-plan"
lesson.predict("recall-plan", then=spread.reveal("recall"))

# %% [markdown] name="spread-debrief"
# <details><summary>What happened in the two cases (open it after your decisions)</summary>
#
# With the coupling, serving the reason moved more people in every one of the 60 runs: about 15 acted against 1. With
# the charger, telling everyone won most runs: about 45 against 38. When nearly everyone has the reason, looking for
# the right people is money spent to skip one person in ten.
#
# The third row is the hard question for our thesis: *the same people, found at the same cost, and told what everyone
# was told*. With the coupling it beats telling everyone too. So part of the success was finding the people, and only
# the rest was serving their reason. Marketers call the first part targeting.
#
# </details>
#
# Try the two other cases, and then our assumptions. What must be true for the fitters' plan to lose? No single change
# here is enough. A rule of thumb: it loses when the share who have the reason, times the cost of finding one, is more
# than the pull of the fitting message over the general one.

# %% name="explore-plans"
told = ("coupling-plan", "recall-plan")
lesson.explore(spread.draw_plans, label="Change what we assumed", after=told, **spread.DIALS)

# %% name="when-everyone"
lesson.check("when-everyone")

# %% [markdown] name="worked-offer"
# ## From a reason to an offer
#
# Seven lines are enough for an offer that can be argued with. Here is one in full. The firm is one of our invented
# examples: a maker of shaft couplings, with 340 fitters who install them.
#
# | Line | The couplings firm |
# |---|---|
# | **Who** | The 340 fitters who install our couplings |
# | **Their reason** | To be finished by four o'clock |
# | **They get** | A film of two minutes for each of the twelve worst jobs, shot by a fitter |
# | **Where** | Behind a code on the coupling, and in the fitters' own group |
# | **Carried on by** | Fitters who like to be known for the trick |
# | **We were wrong if** | By 30 June fewer than 100 codes have been scanned at work |
# | **Tell everyone instead if** | A coupling is dangerous: then every owner has the reason |
#
# Read the second line again. It is theirs. "To learn about our new series" would be ours.

# %% [markdown] name="half-an-offer"
# **Half of it is yours.** The city museum, invented too, has 9,000 old photographs of the town. Its offer begins:
#
# | Line | The museum |
# |---|---|
# | **Who** | People over fifty who grew up here, wherever they live now |
# | **Their reason** | To recognise a street, or a grandmother |
# | **They get** | One unlabelled photograph a day, and a place to say who is in it |
# | **Where** | … |
# | **Carried on by** | … |
# | **We were wrong if** | … |
# | **Tell everyone instead if** | … |

# %% name="museum-offer"
lesson.write("museum-offer")

# %% [markdown] name="your-offer"
# **Now alone** (6 points). Take an organisation that you know, or our invented savings bank: 640 people, 14 branches,
# an app that customers judge and a compliance office that reads every public sentence. On a public server, leave
# confidential matters out.
#
# A person will mark three things, two points each. *People and reason:* they could be counted, and the reason is
# theirs. *Fit:* what they get serves it, in a place where they already are. *Risk:* a number and a date that would
# show you were wrong, and when you would tell everyone instead.

# %% name="offer"
lesson.write("offer")

# %% [markdown] name="about-kept"
# The next box shows what a marker will read, as of when it last ran. When you have kept your text, click into it and
# press **Shift** and **Enter**.

# %% name="offer-kept"
lesson.read("offer")

# %% [markdown] name="offer-task" nbgrader={"grade": false, "grade_id": "offer-task", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": true}
# **Your offer** (6 points): people and reason, fit, risk; two points each.

# %% [markdown] name="summary"
# ## What to take with you
#
# - Ties come before media. A club broke along them in the 1970s.
# - A medium does change something: what it costs to watch, to answer, to reach. Most members only watch.
# - People come with reasons of their own, and reasons change. Ask for them again before each plan.
# - Serve a reason where few people share it and finding them is cheap. Else tell everyone.
# - An offer names people, their reason and what would prove it wrong.
#
# **Handing in.** Press *Download my work* below, and give the file to your instructor, or to the platform they use.
# Learning alone? The solutions are public, in the course's repository, under `course/lessons`.
#
# Next: [Lesson 02: Same goals, captured differently](../02_same_goals/02_same_goals.ipynb).

# %% name="saved"
lesson.saved()

# %% [markdown] name="references"
# ## References
#
# - Davis, A., Gardner, B. B., and Gardner, M. R. (1941). *Deep South.* University of Chicago Press. The women of
#   Natchez.
# - Forrester Social Technographics, waves of 2007 to 2010, as quoted by third parties; table `technographics`.
# - GlobalWebIndex (2017, 2020) and Pew Internet (15 November 2011), as quoted by third parties; table `motivations`.
# - Nielsen, J. (9 October 2006). *The 90-9-1 rule for participation inequality in social media and online
#   communities.* Nielsen Norman Group; table `participation`.
# - Padgett, J. F., and Ansell, C. K. (1993). The Florentine marriages, as in `networkx`.
# - Zachary, W. W. (1977). An information flow model for conflict and fission in small groups. *Journal of
#   Anthropological Research* 33, 452–473.
# - The thesis is that of *Media is not social – people are*, a post of 21 May 2011. The wording here is ours, and so
#   are the doubts.

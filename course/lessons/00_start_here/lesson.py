# %% [markdown] name="title"
# # Start here
#
# **Media is not social — people are** is a course about social strategy: why people take part, what each
# department can do with that, and how an organisation finds out where it stands.
#
# This first lesson takes less than ten minutes. When it ends you can
#
# - run a lesson from top to bottom, and see that everything in it works,
# - commit to a prediction before you see the data,
# - keep your answers, take them with you, and bring them back.

# %% [markdown] name="cells"
# ## Run a cell
#
# A lesson is a page of text with small programs in between. You don't need to write any. You do need to run them.
#
# Click into the grey box below and press **Shift** and **Enter** together. It prepares the lesson.

# %% name="setup"
from sociable_course import open_lesson

lesson = open_lesson("00_start_here")

# %% [markdown] name="about-running"
# A number in brackets beside the box says that it has run. Nothing else is meant to show.
#
# In a hurry? **Run → Run All Cells** in the menu runs the whole page. Nothing breaks when you do: a question
# that you haven't answered waits for you.
#
# A box shows `[*]` while it is working. If a text suddenly shows stars and hashes, you have clicked it twice: press
# **Shift** and **Enter** and it is back.

# %% [markdown] name="about-self-test"
# ## Does everything work here?
#
# The next box tests the place where you work. Run it. It should say *Everything works*.

# %% name="self-test"
lesson.self_test()

# %% [markdown] name="about-trouble"
# If a page hangs, choose **Kernel → Restart Kernel and Run All Cells**. The kernel is the program that does the work
# behind the page. JupyterLab warns you that *all variables will be lost*: your answers aren't among them. They are
# still there afterwards.

# %% [markdown] name="predict-first"
# ## Say what you think, then look
#
# Data teaches most when it proves you wrong. So every lesson asks you first. Your prediction is stored and can't
# be changed once the data is on the table. Nobody marks it.
#
# Type a number, then press **Commit**.

# %% name="new-friends"
from sociable_course.motives import draw_reasons

lesson.predict("new-friends", then=draw_reasons)

# %% [markdown] name="what-it-shows"
# <details><summary>What the data says (open it after your prediction)</summary>
#
# Of 100 American users in 2011, 9 called making new friends a major reason. Staying in touch with friends they
# already had: 67. With family: 64. Reading what public figures write: 5.
#
# *Social network* sounds like meeting people. The users of 2011 told Pew something else: they came for the people
# they already knew. Whoever wants to reach them walks in on a conversation among friends.
#
# </details>
#
# Mind the small print under each chart. This one was read in quotations of the survey, asks Americans only, and
# is from 2011. Lesson 01 shows a newer survey, and says why the two can't be compared.

# %% [markdown] name="keep-your-work"
# ## Keep your work
#
# Every button that says *Commit*, *Check* or *Keep* writes to `answers.json`, and says so. On your own machine
# nothing more is needed.
#
# On a public server such as Binder, everything is deleted after ten idle minutes. Before a break, press
# **Download my work**. When you are back, open the lesson and choose the file under **Bring it back**.
#
# A page that was closed forgets what it showed. When you come back, choose **Run → Run All Cells**: your answers
# return from the file.

# %% name="saved"
lesson.saved()

# %% [markdown] name="about-checks"
# ## Check yourself
#
# Checks have one right answer. Each wrong one stands for one mistake; read what it says and try again.
# Tries are counted, so that you and your instructor can see what was hard. They cost nothing.

# %% name="where-are-answers"
lesson.check("where-are-answers")

# %% [markdown] name="next"
# ## What comes next
#
# You have run a lesson, lost or won a bet against a survey, and seen where your answers lie.
# [Lesson 01: People, not media, are social](../01_people_not_media/01_people_not_media.ipynb) starts in a karate club
# of the 1970s, with no medium in sight.
#
# **Source.** Pew Internet, *Why Americans use social media*, 15 November 2011. The figures are in the table
# `motivations`, with the address of every page that they were read on.

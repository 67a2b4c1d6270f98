# %% [markdown] name="title"
# # When people are the product: service organisations
#
# A coupling waits in a box until somebody needs it. A haircut can't. It is made while you sit there, by a person,
# and half of it is the talk.
#
# This lesson asks what such organisations gain by putting those people in public, and what they can break. It takes
# just under an hour. When you are through you can
#
# - tell what was made beforehand from what people do with the customer,
# - compare sectors, and say what can't be compared,
# - explain why people who serve well stay silent in public, and what helps,
# - weigh what an answer in the open saves against what it breaks,
# - design a blueprint of a service, step by step,
# - argue for it, even where nothing belongs in public.
#
# Begin with **Run → Run All Cells**. On a public server, download your work before a break.

# %% name="setup"
from sociable_course import open_lesson

lesson = open_lesson("03_people_as_product")

# %% [markdown] name="look-back"
# ## From memory
#
# Lesson 01: a message that serves a reason can lose against telling everyone. Name two numbers that decide it. Lesson
# 02: in February 2013, did services put a clearly larger share of their marketing budgets into social media than products?
#
# <details><summary>Compare with what you remember</summary>
#
# How many have the reason already, and what it costs to find them. And no: services lay 2.1 points ahead of products
# among firms that sell to firms, 0.3 among those that sell to consumers. A year later it was 0.3 and 1.2. A point or two,
# from samples of unknown size, is nothing.
#
# </details>

# %% [markdown] name="made-with-you"
# ## Bought before it exists
#
# A product can be looked at, compared and sent back. A service is bought before it exists. What you look at instead
# is the people: do they know their trade, will they be on my side? Their minds and manners are what the firm sells.
#
# So much for the difference. It runs through firms, though, and not only between them.

# %% name="who-delivers"
lesson.sort("who-delivers")

# %% [markdown] name="services-data"
# ## Do services lead?
#
# If people are the product, and social media is made of people, services should be ahead of manufacturers. Are they?
# Statistical offices have asked.

# %% name="services-lead"
from sociable_course import sectors

lesson.predict("services-lead", then=sectors.draw_services)

# %% [markdown] name="services-debrief"
# <details><summary>What the office found (open it after your prediction)</summary>
#
# 58 of 100 service firms, 36 of 100 manufacturers: 22 points apart. "Use" means that a firm has an account somewhere.
# It says nothing about who writes, or whether anyone answers.
#
# </details>
#
# One country, two sums. Look at the others, one at a time: they asked in other years, and some press texts name only
# the first and the last sector. No two of them share a chart here.

# %% name="explore-sectors"
lesson.explore(sectors.draw_sectors, label="Choose a country", country=sectors.EXPLORED)

# %% [markdown] name="one-sector"
# Services are ahead in each country that gives the sums. Yet in Finland transport, a service, stood level with
# construction at 21 percent. And whether banks and insurers were asked isn't on any of these pages.
#
# **Worked example: Germany, 2019.** Three sectors: information and communication 77, accommodation and food 66,
# construction 29. Builders make things, so two are services. From the one that uses it most to the one that uses it
# least: 77 less 66, **11 percentage points**.
#
# **Now alone: Italy, 2017** (4 points). The next box has its rows, as the table has them. Mind the population.
#
# - *By hand:* pick the two rows, subtract, and type the result further below.
# - *In pandas:* write lines that find it in `italy`, where it says so.

# %% name="italy-rows"
import pandas as pd

italy = pd.DataFrame(sectors.list_rows("Italy", 2017))
italy.round(1)

# %% name="sector-gap-code" nbgrader={"grade": false, "grade_id": "sector-gap", "locked": false, "schema_version": 3, "solution": true, "task": false}
sector_gap = None  # in pandas: a number of percentage points
### BEGIN SOLUTION
services = ["Accommodation", "Travel agencies and tour operators", "Real estate"]
found = italy.loc[italy["sector"].isin(services), "percent"]
sector_gap = found.max() - found.min()
### END SOLUTION

# %% name="sector-gap-test" nbgrader={"grade": true, "grade_id": "sector-gap-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
lesson.number("sector-gap", code=sector_gap)
### BEGIN HIDDEN TESTS
given = lesson.given("sector-gap", sector_gap)
assert given is not None, "not answered"
assert isinstance(given, int | float) or hasattr(given, "dtype"), "not a number"
assert abs(given - 59.1) > 0.06, "took a builder or a maker for a service"
assert abs(given - 58.6) > 0.06, "took a builder or a maker for a service"
assert abs(given - 34.1) > 0.06, "mixed small enterprises with larger ones"
assert abs(given - 16.3) > 0.06, "services less manufacturing, not services among each other"
assert abs(given - 2.5) > 0.06, "a ratio, not percentage points"
assert abs(given - 154.6) > 0.6, "a ratio, not percentage points"
assert given > 0, "subtracted the wrong way round"
assert abs(given - 52.1) <= 0.06, "another number than 52.1"
### END HIDDEN TESTS

# %% [markdown] name="gap-debrief"
# Hold your number against another: among Italy's *small* enterprises, services lay 16.3 points ahead of manufacturing.
# The two have different bases, so take them as an order of size only. It was enough to make us doubt our own question.
# *Are you a service?* seems to tell less than *which one?*

# %% [markdown] name="banks"
# ## The hard case: a bank
#
# In November 2009 a man in financial services wrote on his blog that he couldn't quite see it: how does a service like
# theirs become social? His firm put pictures of its people on one network. On another it talked: about events, about the
# neighbourhood, about whatever a customer had trouble with.
#
# Fourteen years later the American Bankers Association asked US banks.

# %% name="banks-serve"
lesson.predict("banks-serve", then=sectors.draw_banks)

# %% [markdown] name="banks-debrief"
# <details><summary>What banks said (open it after your prediction)</summary>
#
# 57 of 100 named customer service, the least named of the five. 89 named communication, 75 recruiting, 71 financial
# education, 59 marketing and sales.
#
# </details>
#
# So there are banks that find a way. How many, the survey can't say: whoever is keen on the subject is likelier to answer.
# Nor did it ask how well it works.

# %% name="bank-years"
lesson.check("bank-years")

# %% [markdown] name="barrier"
# ## The same sentence, four times
#
# *Your transfer failed because the limit is 2,000 a day. I'll raise it.* Mrs Adeyemi says it at the counter thirty
# times a week. Now she is to write it:
#
# | Where | Who sees a mistake | What it takes |
# |---|---|---|
# | at the counter | one customer | nothing: it is her job |
# | inside the house | colleagues | a little |
# | among signed-in members | some thousands, under her name | more |
# | in public | anyone, for years | courage, or somebody beside her |
#
# It is the same knowledge each time. What grows is the barrier: what it takes a person to be seen writing. In 2011 it was
# a wall post that the boss might read. Today it is a picture of her answer that travels without her.

# %% name="why-silent"
lesson.check("why-silent")

# %% [markdown] name="inside"
# ## Inside first
#
# Two things lower it.
#
# **Roles.** Not everyone must do everything. An **expert** knows the answer, and writes it or says it. A
# **facilitator** makes it easy: asks the expert, shortens it, agrees with compliance what may be said, looks it over,
# keeps the conversation going. Some experts never touch a keyboard.
#
# **Internal marketing.** Whoever delivers the value must first be won for it, by what marketing does outside: know
# their reasons, make an offer, listen. For Mrs Adeyemi the offer might be fewer calls on Friday afternoon.

# %% name="inside-first"
lesson.check("inside-first")

# %% [markdown] name="decide"
# ## Decide, then live with it
#
# Our savings bank, invented, has 640 people. 80 of them serve customers, and remember a course on what is
# forbidden. The director wants all six steps of the service in public.
#
# The computer makes up the 80 people, sixty times anew, and follows them for a year. Everything is counted in working
# hours. An answer that many find **saves** the time of giving it again. Writing it, the facilitator and internal
# marketing are **work**. A wrong answer that others see, or a private matter that slips out, is **harm**. Some steps fit
# the public and some don't; which ones, you will decide yourself further below.
#
# <details><summary>All that we assumed (nothing of it was measured)</summary>
#
# | Place | Willingness it takes | Customers who find it | Colleagues who find it | Harm that is seen |
# |---|---|---|---|---|
# | in public | 0.75 | 50 % | 50 % | 100 % |
# | among members | 0.55 | 35 % | 30 % | 40 % |
# | inside the house | 0.25 | 10 % | 60 % | 0 % |
#
# | Who acts | Barrier falls by | Hours a month | Hours an answer | Slips that remain |
# |---|---|---|---|---|
# | nobody new | 0 | 0 | 1.5 | 100 % |
# | an expert | 0.1 | 1 | 1 | 70 % |
# | a facilitator | 0.3 | 6 | 0.5 | 30 % |
#
# At the bank people's willingness is 0.3 on average. Internal marketing adds 0.25 within six months, and takes 0.1 hours
# a person and month. Whoever is willing enough writes 0.15 answers a month at each open step, and a step takes 8 at most.
# 12 answers serve two thirds of the questions that are alike. One answer in 20 is wrong, which takes 20 hours to mend;
# of answers on private matters one in 10 shows too much, which takes 400.
#
# </details>

# %% name="bank-plan"
from sociable_course import service_picture

lesson.predict("bank-plan", then=service_picture.reveal_plans)

# %% [markdown] name="decide-debrief"
# <details><summary>What came of the four plans (open it after your decision)</summary>
#
# *Told to post:* nothing, in all sixty runs. Nobody crosses the barrier, so nothing is gained and nothing lost.
#
# *All steps, with help:* about 1,700 hours lost. Now people write, and in four of the six steps private matters slip
# out.
#
# *Fitting steps:* about 480 hours gained by experts alone, 760 with a facilitator. Without internal marketing
# it would be 280 and 730. It pays where experts stand alone; beside a facilitator it hardly does.
#
# </details>
#
# So help made the director's plan worse. Silence had protected the bank from it.
#
# Now change our assumptions. At the bank, when does the facilitator stop paying? At the museum, does internal marketing
# pay? And is there any setting in which the clinic should open a step?

# %% name="explore-plans"
lesson.explore(
    service_picture.draw_plans, label="Change what we assumed", after=("bank-plan",), **service_picture.DIALS
)

# %% name="when-it-loses"
lesson.check("when-it-loses")

# %% [markdown] name="who-gains"
# The post of 2011 that this course starts from wonders whether service organisations have more to gain here than others,
# as their people are the offer. Take it as a thesis: *they gain most by putting their people in public.* Here are four
# organisations. One of them sells a product.

# %% name="gains-most"
lesson.predict("gains-most", then=service_picture.draw_gains)

# %% [markdown] name="gains-debrief"
# <details><summary>Who gains most (open it after your prediction)</summary>
#
# By our numbers the maker of couplings: about 15 hours a year for each of twelve people. The bank gains 9, the museum 7,
# the clinic nothing. Fitters ask the same things, and no fitter minds being seen with a stuck coupling.
#
# </details>
#
# So the thesis loses here twice. But look at what we count: hours. That a customer read Mrs Adeyemi's answer and came
# to her because of it is not in the model, and it may be worth more than the hours. That is what the post hoped for.
# Nor is the chatbot of today in it. If it gives the ten answers well, the gain shrinks to what only people can do.

# %% [markdown] name="worked-blueprint"
# ## The blueprint
#
# Take a service apart into the steps that a customer goes through. Then ask of each: could it have a counterpart online?
# Four questions per step are enough.
#
# 1. Would one answer serve many?
# 2. Is anything private, the asking included?
# 3. Who acts: an expert, a facilitator with experts, nobody new?
# 4. What holds them back? That is what you mend first, inside.
#
# **Worked example: the city museum.**
#
# | Step | Where | Who | What holds them back |
# |---|---|---|---|
# | Plan a visit: 600 times a month, 8 of 10 alike | In public | A facilitator | No rule on what to say |
# | What is in this photograph? 250 times, half of them alike | In public | An expert | All would see a mistake |
# | Prepare a school class: 80 times a month, 7 of 10 alike | In public | A facilitator | No hours for it |
# | Report a broken or lost loan | It stays one to one | Nobody new | It is a private matter |
#
# Curators sign what they write, yet fear a wrong guess in the open. So the museum agreed that *probably* is an answer:
# that is internal marketing at its smallest. The last row is a decision too. *As it is* may be right.

# %% [markdown] name="half-blueprint"
# **Half of it is yours: the bank.** Two of its six steps are done.
#
# | Step | Where | Who | What holds them back |
# |---|---|---|---|
# | Choose an account: 500 times a month, 6 of 10 alike | In public | A facilitator | No rule on what to say |
# | Apply for a loan, with payslips | It stays one to one | Nobody new | It is a private matter |
#
# Decide the other four. The picture then shows a year of your blueprint, with internal marketing. Change it as often as
# you like.

# %% name="bank-blueprint"
lesson.blueprint("bank-blueprint", then=service_picture.draw_blueprint)

# %% [markdown] name="office"
# **Now alone** (5 points). Moor & Lind, invented, is a law office for families in a small town: two partners, three
# young lawyers, four others. A consultant has sold them the idea that lawyers must be visible. The partners have no wish to be.
#
# Decide from what each step says. There is no picture this time, and no note: it is marked when you hand in. Nothing
# in public can be a right answer, if it is right for each step.

# %% name="office-blueprint-test" nbgrader={"grade": true, "grade_id": "office-blueprint-test", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
lesson.blueprint("office-blueprint")

# %% [markdown] name="reasons"
# **And argue it** (6 points). Write to the partners, or to the head of an organisation that you know. On a public
# server, leave confidential matters out.
#
# A person will mark three things, two points each. *In public:* which steps, or none, and why. *Inside:* what those
# who serve get and say before anything starts, and who has which role. *Risk:* a number and a date that would show
# that you were wrong, and what then.

# %% name="office-reasons"
lesson.write("office-reasons")

# %% [markdown] name="about-kept"
# The next box shows what a marker will read, as of when it last ran. When you have kept your text, click into it and
# press **Shift** and **Enter**.

# %% name="reasons-kept"
lesson.read("office-reasons")

# %% [markdown] name="reasons-task" nbgrader={"grade": false, "grade_id": "reasons-task", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": true}
# **Your blueprint's reasons** (6 points): in public, inside first, risk; two points each.

# %% [markdown] name="summary"
# ## What to take with you
#
# - In a service, people are what is sold, in any sector.
# - Being seen writing is a barrier. An order doesn't lower it; roles and internal marketing do.
# - Decide step by step. One answer for many, and nothing private: open it. Else leave it, and look inside.
# - *As it is* is a decision, and can be the right one for a whole house.
#
# **Handing in.** Press *Download my work* below, and give the file to your instructor, or to the platform they use.
#
# Next: [Lesson 04: Where it sits](../04_where_it_sits/04_where_it_sits.ipynb).

# %% name="saved"
lesson.saved()

# %% [markdown] name="references"
# ## References
#
# - American Bankers Association (2019, 2023). *The State of Social Media in Banking*, partly on a copy of its release;
#   table `bank_uses`.
# - The CMO Survey (Moorman, Duke University), February 2013 and 2014, as quoted by third parties; table
#   `social_budget_by_sector`.
# - Destatis, INE, Istat, Statistics Finland, SURS, TUIK (2013 to 2019), partly as quoted by third parties; table
#   `adoption_by_sector`.
# - The claims are those of *Media is not social – people are*, a post of 21 May 2011; the banker's words are told after *Social
#   media versus social strategy*, 16 November 2009. The wording here is ours, and so are the doubts. All four organisations, the
#   law office and Mrs Adeyemi are invented.

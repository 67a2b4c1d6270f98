# %% [markdown] name="title"
# # Where it sits: seven departments
#
# One sentence in a fitters' forum, and seven people in one firm who should read it. A good hour, with a break in the
# middle.
#
# When you are through you can
#
# - tell which of seven departments a need belongs to, and what that department would do,
# - read a share together with its base,
# - choose a home from the need, and say what would change the choice,
# - find the price of a call from which help in public pays, and say when it never does,
# - measure how far loud voices mislead, and choose between listening and asking,
# - argue for a home, and say what would prove you wrong.
#
# Begin with **Run → Run All Cells**. On a public server, download your work before a break.

# %% name="setup"
from sociable_course import open_lesson

lesson = open_lesson("04_where_it_sits")

# %% [markdown] name="look-back"
# ## What stayed?
#
# Without looking it up. From lesson 01: a member of a community has never written a word. What do you know about her?
# From lesson 02: one firm spends twice the share of its budget on social media that another does. What do you know
# about its results?
#
# <details><summary>Compare with what you remember</summary>
#
# Nothing, both times. Nine in ten write nothing, by the rule of thumb, and she may read every week. And a share of a
# budget is a bet, not a return. You will need both today.
#
# </details>

# %% [markdown] name="one-sentence"
# ## One sentence, seven readers
#
# > Set screw on the new 40 works loose on mixers after a week. I put in a longer one, holds. Who do I tell?
#
# A fitter writes this in a forum. The screw holds a shaft coupling in place; the coupling is made by Brackwell, one of
# our invented firms. Who at Brackwell has a use for 24 words?
#
# - **Customer service** has an answer for the next two hundred fitters who would ring.
# - **Product development** has learned that a screw is too short, and paid nothing for it.
# - **Research** asks whether that is one mixer or one in three.
# - **Human resources** has met somebody who knows the job and can explain it.
# - **Public relations** has a story that a trade paper would print.
# - **Brand** hears what the new series is called when nobody from the firm is in the room: *the new 40*.
# - **The managing director** meets, for the first time, somebody who installs what she sells. Dealers and pump makers
#   stand between them.
#
# A post that this course starts from lists these seven homes. It adds a complaint: too often people think of
# marketing, and stop there. Is that so?

# %% [markdown] name="purposes"
# ## What is it used for?
#
# In 2013 the statistical offices of the EU asked enterprises with ten or more employees what they used social media for.

# %% name="recruits"
from sociable_course import purposes

lesson.predict("recruits", then=purposes.draw_purposes)

# %% [markdown] name="recruits-debrief"
# <details><summary>What enterprises did (open it after your prediction)</summary>
#
# 22 of 100 used it for their image, 15 for customers' opinions. Recruiting, development, partners and views inside the
# house had 9 each. Image first, the rest far behind: the complaint looks well founded.
#
# </details>
#
# Now the same year in Germany.

# %% name="german-users"
lesson.show(purposes.draw_users())

# %% [markdown] name="two-bases"
# 62 against 22. Are German firms three times as keen? Read the second line of each chart. The first counts **all**
# enterprises. The second counts only those that **use social media**. The *base* is who was counted, and two bases
# never share a chart. That is why there are two.
#
# Two bases of one place and one year can check each other, though.
#
# **Worked example.** Image, in the EU of 2013: 22 percent of all enterprises, and 73 percent of those on social media.
# So 22 is 73 percent of the users. 22 divided by 0.73 is **30**: of 100 enterprises, 30 were on it at all.
#
# **Half of it is yours.**

# %% name="on-it-at-all"
lesson.number("on-it-at-all")

# %% [markdown] name="bases-debrief"
# Twice about 30, and Eurostat's own figure for that year is 30. When three roads lead to one number, trust it more.
#
# Now the complaint again. Of the EU's users, 73 percent named their image, so 27 in 100 did not. And half of the users
# (so the report says, in words) gathered customers' opinions. So at most half can have used it for image *only*.

# %% name="marketing-only"
lesson.check("marketing-only")

# %% [markdown] name="staff"
# ## Who was put there?
#
# Use is one thing, somebody whose work it is another. In 2013 a firm of analysts asked companies in which departments
# at least one person was dedicated to social media.

# %% name="research-staff"
from sociable_course import homes

lesson.predict("research-staff", then=homes.draw_staff)

# %% [markdown] name="staff-debrief"
# <details><summary>Who had staff (open it after your prediction)</summary>
#
# 73 percent in marketing, 66 in communications, 40 in customer support. Then human resources with 29, product
# development with 16, executives with 11 and market research, last of all thirteen, with 8.
#
# </details>
#
# All seven homes had somebody somewhere, and marketing most. Read it with care: nobody says how many companies
# answered, and figures were paired with labels by order, so neighbours may have changed places. Nor is *no staff* the
# same as *no use*: in a survey of 2012, 65 percent said that it was done beside existing jobs.
#
# And ask who answered. In 2017 the marketers of US companies said what their company used it for: 46 percent building
# the brand, 15 marketing research, 7 improving products.

# %% name="who-was-asked"
lesson.check("who-was-asked")

# %% [markdown] name="seven-cases"
# ## Seven needs, seven cases
#
# What would each do with it? The organisations are invented, unless a source is named.
#
# **Brand: be known.** A city museum opens an exhibition in May. Its posters, the local paper and the town's history
# group all carry one question: who is in these photographs? The question is not an extra to the campaign, it *is* the
# campaign. Figure: townspeople who can name the exhibition. Not when everyone knows you already.
#
# **Product development: know what to change.** In 2011 that meant a focus group: eight strangers in a room, and a
# bill. Brackwell asks forty fitters to film the job they hate. It hears what nobody would have thought of asking.
# Figure: changes that began with a fitter. The room still wins when the product is secret, or when those who talk
# aren't those who buy.
#
# **Public relations: be passed on.** The river is rising. The savings bank has a statement of 400 words. Cutting it to
# 40 makes it *easier to digest*, and takes half an hour. *More interesting* is harder, because it isn't a matter of
# words: a map, by the hour, of which cash machines still work. Somebody must have the data, and be allowed to give it
# away. Figure: others who link to it, unasked.
#
# **Customer service: save calls, and please callers.** Saturday night, a lost card. Five questions, always the same
# five. A good answer in public spares the bank a call and the customer a wait. Not for *where is my money*: that answer
# is private. The sum is further down.

# %% [markdown] name="seven-cases-more"
# **Human resources: show the work, and find people.** A hospital looks for night nurses. A nurse shows the ward at four
# in the morning, broken coffee machine included, and answers questions. Figure: who applies, and who is still there
# after a year. This home filled fast. Of the organisations that the HR managers' association SHRM asked, 34 percent
# recruited through social networks in 2008 and 84 percent in 2015. Among those that didn't, in 2013, 52 percent named
# legal risk: a profile shows what you mustn't ask.
#
# **Research: know what customers think.** Watch what is said about you and your competitors, or run a community and ask
# it. The post says that asking is much more effective. You will test that.
#
# **Senior managers: meet customers past the intermediaries.** Once a month Brackwell's managing director answers
# fitters for an hour, under her own name. Figure: decisions in the minutes that quote a fitter. Not if somebody else
# writes her answers: people notice.
#
# Every organisation could use all seven. None begins with seven. Sort some needs.

# %% name="needs-to-homes"
lesson.sort("needs-to-homes")

# %% name="more-interesting"
lesson.check("more-interesting")

# %% [markdown] name="choose"
# ## Choose, then argue
#
# Where it sits depends on what the organisation needs *now*, says the post. Take Brackwell. The spare-parts desk answers
# the same few questions all day: that is the first need. Dealers keep the fitters away: the second. In product
# development one engineer has an hour a day for it. Nobody else has.

# %% name="brackwell-home"
lesson.predict("brackwell-home", then=homes.reveal("calls", "past", "product"))

# %% [markdown] name="choose-debrief"
# <details><summary>Where our points put it (open it after your choice)</summary>
#
# Product development, with 9 points against 7 for customer service. Take the engineer's hour away, and customer service
# leads, 7 to 6. The need decided until somebody had time. The next picture starts from this case.
#
# </details>
#
# The points are ours, and that is the use of them: you can see where we are wrong. For each need a home gets 0 to 3. The
# first need counts twice; time counts 3, because a home with nobody in it is an address. We also shake every point by
# one, up or down, sixty times. A lead that holds in 20 of 60 isn't a reason, it is a place to start talking.
#
# Put your own organisation in. If you don't believe the winner, give another home a point.

# %% name="explore-homes" minutes=3
lesson.explore(homes.draw_choice, label="Choose a home from the need", after=("brackwell-home",), **homes.DIALS)

# %% name="close-lead"
lesson.check("close-lead")

# %% [markdown] name="price"
# A good place for a break.
#
# ## Check the number before you multiply
#
# Customer service has the simplest business case: calls not made. The post puts the price of a call at 35 dollars. It
# names no source. What do others say?
#
# | Who says so | Year | Dollars a call | Where we read it |
# |---|---|---|---|
# | ContactBabel, mean of US contact centres | 2015 | 6.69 | quoted by others |
# | the same, a year later | 2016 | 5.25 | quoted by others; year assumed |
# | *Groundswell*, a general call | 2011 | 6 to 7 | notes of students |
# | *Groundswell*, technical support | 2011 | 10 to 20 | notes of students |
# | ClickFox, a vendor | 2011 | 15 | quoted by others |
# | HelpSocial, a vendor *(low confidence)* | no date | about 6 | a copy of its paper |
#
# No figure reaches 35, and none is of high confidence. Nobody says what counts as a cost: the minutes, or also the
# building? So don't average them either. The 35 may be right for some desk. We can't confirm it.
#
# Savings come with numbers too. In 2015 a telephone company entered its forum for a software vendor's award (low
# confidence: it reports on itself). It claimed 150,000 calls saved a month, and more than 250,000 dollars saved a year.

# %% name="cents-a-call"
lesson.number("cents-a-call")

# %% name="thirty-five"
lesson.check("thirty-five")

# %% [markdown] name="calls"
# ## What does a saved call bring?
#
# A maker of water heaters gets 60,000 calls a year. Four in ten could be answered in public, the same for everyone. One
# in four of those callers would find the answer and not ring. Not all of a call's price is saved, as people on shift
# are paid anyway: say 70 percent. Running the help costs 60,000 dollars a year.
#
# All this is guessed, so each guess is a range, 30 percent up and down. The computer draws from the ranges 200 times.

# %% name="pays-from"
from sociable_course import deflection

lesson.predict("pays-from", then=deflection.reveal)

# %% [markdown] name="calls-debrief"
# <details><summary>From which price it pays (open it after your prediction)</summary>
#
# The middle of each range saves 60,000 × 0.4 × 0.25 = 6,000 calls for 60,000 dollars. So each must save 10 dollars, and
# its price must be 10 ÷ 0.7 = 14.29. At 6 dollars it pays in 3 of 200 draws. At 15 it is a coin: 107. At the post's 35
# it pays in every one. One unconfirmed number decides the whole case.
#
# </details>
#
# In 2011 that help was a forum. Today a machine may read the answer out. The sum stays: who finds it, and is it right?
#
# **Worked example.** A museum's ticket line gets 10,000 calls. Half could be answered in public, and a fifth of those
# callers would find the answer: 10,000 × 0.5 × 0.2 = 1,000 calls saved. The help costs 8,000 dollars, so it pays from
# **8 dollars** a call.
#
# **Half of it is yours.** The savings bank gets 30,000 calls about cards. 60 percent can be answered in public, and a
# fifth of those callers find the answer. The help costs 54,000 dollars. To keep it simple, a call not made saves its
# whole price.

# %% name="bank-break-even"
lesson.number("bank-break-even")

# %% [markdown] name="explore-calls-intro"
# Now look for the firms that should never begin for the sake of calls. Begin with 6,000 calls a year, then with answers
# that hardly anybody finds. Can a better price save them?

# %% name="explore-calls" minutes=3
lesson.explore(deflection.draw_deflection, label="What saved calls bring", after=("pays-from",), **deflection.DIALS)

# %% name="never-pays"
lesson.check("never-pays")

# %% [markdown] name="calls-alone"
# **Now alone** (4 points). A bicycle shop, invented, knows why people call. *found* is the share of those callers who
# would find the answer in public first. The help costs 94,800 dollars a year; a call not made saves its whole price.
# From which price of a call does it pay? Two roads to the same points; if you take both, the code counts.
#
# - *By hand:* the next box has five rows. Type your result further below.
# - *In pandas:* write a line that computes it from `reasons`, where it says so.

# %% name="call-reasons"
import pandas as pd

reasons = pd.DataFrame(deflection.list_reasons())
reasons.head()

# %% name="break-even-code" minutes=3 nbgrader={"grade": false, "grade_id": "break-even", "locked": false, "schema_version": 3, "solution": true, "task": false}
break_even_price = None  # in pandas: dollars a call
### BEGIN SOLUTION
break_even_price = 94_800 / (reasons["calls"] * reasons["found"]).sum()
### END SOLUTION

# %% name="break-even-test" nbgrader={"grade": true, "grade_id": "break-even-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
lesson.number("break-even", code=break_even_price)
### BEGIN HIDDEN TESTS
given = lesson.given("break-even", break_even_price)
assert given is not None, "not answered"
assert isinstance(given, int | float) or hasattr(given, "dtype"), "not a number"
assert abs(given - 1.58) > 0.01, "divided by all calls, not by the saved ones"
assert abs(given - 2.37) > 0.01, "took every caller whose answer is public as one who finds it"
assert abs(given - 9.88) > 0.02, "averaged the shares, though the reasons differ in size"
assert abs(given - 0.083) > 0.002, "divided the wrong way round"
assert abs(given - 12) <= 0.05, "another number than 12"
### END HIDDEN TESTS

# %% [markdown] name="listening"
# Look at your reasons for calling before you look at the number of calls.
#
# ## Who speaks, and who is silent?
#
# Back to research. The savings bank has a new app and 20,000 customers. This time the truth is known, because we made
# it up: 12 in 100 are unhappy. The bank reads every post about the app.

# %% name="complaints"
from sociable_course import listening_picture

lesson.predict("complaints", then=listening_picture.draw_voices)

# %% [markdown] name="complaints-debrief"
# <details><summary>What the posts say (open it after your prediction)</summary>
#
# 81 of 100 posts complain, from 12 unhappy customers in 100. We assumed that one unhappy customer in ten posts, four
# times each, and one content customer in a hundred, seldom twice. Anger writes. Contentment has other things to do.
#
# </details>
#
# **Worked example.** *Bias* is what you find less what is true. Of 1,180 posts 960 complain: 81.4 percent. In truth it is
# 2,400 of 20,000: 12.0. The posts are off by **69.4 points**. 240 people wrote all those complaints. 19,584 customers
# said nothing at all.
#
# **Half of it is yours.** A colleague proposes to count people instead of posts. 240 unhappy customers posted, and 176
# content ones.

# %% name="bias-of-writers"
lesson.number("bias-of-writers")

# %% [markdown] name="loud-alone"
# Better, and still far off. **Now alone** (4 points). A museum, invented, changed its opening hours. It has 8,000 members.
# By how many percentage points do the *posts* overstate those against?
#
# - *By hand:* the next box has three groups. Type your result further below.
# - *In pandas:* write a line that computes it from `voices`, where it says so.

# %% name="museum-voices"
from sociable_course.listening import list_voices

voices = pd.DataFrame(list_voices())
voices.head()

# %% name="loud-minority-code" minutes=3 nbgrader={"grade": false, "grade_id": "loud-minority", "locked": false, "schema_version": 3, "solution": true, "task": false}
bias_of_posts = None  # in pandas: percentage points
### BEGIN SOLUTION
against = voices[voices["against"]]
bias_of_posts = 100 * (against["posts"].sum() / voices["posts"].sum())
bias_of_posts -= 100 * (against["members"].sum() / voices["members"].sum())
### END SOLUTION

# %% name="loud-minority-test" nbgrader={"grade": true, "grade_id": "loud-minority-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
lesson.number("loud-minority", code=bias_of_posts)
### BEGIN HIDDEN TESTS
given = lesson.given("loud-minority", bias_of_posts)
assert given is not None, "not answered"
assert isinstance(given, int | float) or hasattr(given, "dtype"), "not a number"
assert abs(given - 80) > 0.3, "the share of the posts; the truth was not taken away"
assert abs(given - 45) > 0.3, "counted people who post, not posts"
assert abs(given - 52.1) > 0.3, "left out those who are against and write less"
assert abs(given - 66.6) > 0.3, "left out those who are against and write less"
assert abs(given - 5.33) > 0.1, "a ratio, not a difference in points"
assert abs(given - 0.65) > 0.01, "gave shares, not percentage points"
assert given > 0, "took away the wrong way round"
assert abs(given - 65) <= 0.3, "another number than 65"
### END HIDDEN TESTS

# %% [markdown] name="asking"
# ## Or ask
#
# So run a community and ask its members: 150 of them, at 24,000 dollars a year, against 6,000 for listening. For the app
# it works: the members say about 10 where the truth is 12, though a single community of that size may say 2 or 17.
#
# Another question. A firm has sold 20,000 chargers, and ten overheat.

# %% name="overheating"
lesson.predict("overheating", then=listening_picture.reveal("fault"))

# %% [markdown] name="asking-debrief"
# <details><summary>Who heard of the ten chargers (open it after your choice)</summary>
#
# Listening, in all 60 runs. The community had an owner of a bad charger among those who answered in 4. With 10 in 20,000
# you would need luck, and a fire isn't the moment for it. Here the loud are the right ones to hear.
#
# </details>
#
# The third question is the nasty one: how many would pay for a personal adviser? Those who would also join the bank's
# community more readily. Choose it below, then take 500 members. Then have only 8,000 dollars.

# %% name="explore-listening" minutes=3
told = ("complaints", "overheating")
lesson.explore(listening_picture.draw_listening, label="Listen or ask", after=told, **listening_picture.DIALS)

# %% [markdown] name="asking-more"
# For the adviser the community says 30 and the posts 19; the truth is 10. Both mislead, and the dearer one more. 500
# members make it surer, not truer. Let all join alike, and it comes right.
#
# So the post's *much more effective* holds for one kind of question: how many think so, when those who join are like
# those who don't. No table of ours measures it; this is a simulation, and its numbers are ours. What you can take from
# it is what to ask: who writes, who joins, how rare is it, how soon, and for how much?

# %% name="which-way"
lesson.check("which-way")

# %% [markdown] name="recommend"
# ## Recommend
#
# **Alone** (6 points). An organisation that you know, or our savings bank: 640 people, 14 branches, an app that
# customers judge, the same calls every Saturday night. On a public server, leave confidential matters out. Write half
# a page to its management: where should social media sit first?
#
# A person will mark three things, two points each. *Need and home:* the need can be counted, the home follows from it,
# and you say why not the next best. *Evidence:* a figure with its source and base, and what it can't tell; or a sum
# with a range. *Wrong if:* a number, a date, and which home comes next.

# %% name="recommendation"
lesson.write("recommendation")

# %% [markdown] name="about-kept"
# The next box shows what a marker will read, as of when it last ran. When you have kept your text, click into it and
# press **Shift** and **Enter**.

# %% name="recommendation-kept"
lesson.read("recommendation")

# %% [markdown] name="recommendation-task" nbgrader={"grade": false, "grade_id": "recommendation-task", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": true}
# **Your recommendation** (6 points): need and home, evidence, wrong if; two points each.

# %% [markdown] name="summary"
# ## What to take with you
#
# - Seven homes, and marketing is one. Begin where the need is; somebody there must have time.
# - A share without its base is half a number.
# - Check a number before you multiply with it. If you can't, show from which value on it matters.
# - Help in public pays where many ask the same thing and find the answer. A question about *my* order is a call.
# - Listen for what is rare and urgent. Ask for how many, and ask who didn't join.
#
# **Handing in.** Press *Download my work* below, and give the file to your instructor, or to the platform they use.
#
# Next: [Lesson 05: Social strategy versus channel thinking](../05_social_strategy/05_social_strategy.ipynb).

# %% name="saved"
lesson.saved()

# %% [markdown] name="references"
# ## References
#
# - Altimeter (2013), *The State of Social Business*, infographic; table `departments_with_staff`.
# - The CMO Survey (Moorman, Duke University), wave inferred as February 2017, as quoted by Total Retail; table
#   `company_uses_2017`.
# - ContactBabel, ClickFox, *Groundswell* (Li and Bernoff, edition of 2011), HelpSocial, all as read on other people's
#   pages; table `cost_per_contact`. The forum's claims: table `service_facts`.
# - Eurostat, in the *Statistical Yearbook of Ireland 2014* and in *Statistics in focus* 28/2013; news release 195/2013.
#   Destatis (2013), as quoted by it-zoom.de. Tables `purposes_all_enterprises`, `purposes_social_media_users`,
#   `adoption_by_country`.
# - Ragan and NASDAQ OMX (2012); table `departments_and_staffing`. SHRM (2008 to 2015); tables `recruiting_organisations`
#   and `reasons_against_recruiting`.
# - The seven homes are those of *Where social media sits*, a post by Matt Rhodes after a list by Jim Tobin. The wording
#   here is ours, and so are the doubts. Brackwell, the savings bank, the museum, the heaters and the bicycle shop are
#   invented.

# %% [markdown] name="title"
# # More than marketing: communities and control
#
# On a Saturday night, at ten past nine, somebody at the savings bank switched the comments off. The page had been
# full of a false “support team” that asked customers for their codes. On Monday the chairman asked who had decided
# that, and why anybody had been allowed to write there at all.
#
# Both are fair questions. By the end, in about an hour, you can
#
# - measure how far a crowd misses, and say when one expert is better,
# - tell a purpose that carries a community from one that doesn't,
# - choose how much to read before it appears, and say what would change the choice,
# - read what the public makes of a brand, and decide how to meet criticism,
# - judge figures by the strategy that they should serve,
# - argue for a control policy.
#
# Two questions on earlier lessons come first. Begin with **Run → Run All Cells**. On a public server, download your work
# before a break.

# %% name="setup"
from sociable_course import open_lesson

lesson = open_lesson("06_more_than_marketing")

# %% [markdown] name="look-back"
# ## First, from memory
#
# Lesson 05: after four quarters at Brackwell, people-first lay behind. What told waiting from hoping? Lesson 04: for
# which kind of question does listening to posts beat asking a community?
#
# <details><summary>Compare with what you remember</summary>
#
# A number and a date, stated before the start: 200 customers tied by then. And listening wins when something is rare and
# urgent: of ten chargers that overheat, the community hardly ever hears. Both come back today.
#
# </details>

# %% [markdown] name="together"
# ## What else is it for?
#
# A blogger's thesis of 2011, one of those that this course starts from: raising awareness and making noise is the smaller
# part. The larger one is working together with everyone who has a stake in you, inside the house and outside. Take the
# set screw of lesson 04. A fitter knows that it is too short, a dealer in which boxes it lies, an engineer why, and the
# accountant what returns cost. None of them sits in marketing, and no two of them in one room.
#
# In 2012 consultants of McKinsey estimated what social technologies could be worth a year in four sectors: 900 to 1,300
# billion dollars.

# %% name="share-of-value"
from sociable_course import opinions

lesson.predict("share-of-value", then=opinions.draw_value)

# %% [markdown] name="together-debrief"
# <details><summary>Where they saw the value (open it after your prediction)</summary>
#
# Two thirds. Mind the words: *could be*, *estimated*, *consultants*. Nobody counted it afterwards in our tables, and
# the table with the value of each department was not to be found.
#
# </details>
#
# What did firms report? In 2011 McKinsey asked executives. For use inside the house, 74 percent named faster access to
# knowledge, 51 percent easier access to experts. For customers, 69 percent named more effective marketing, 47 percent
# more content customers. Those are two lists with two bases, perhaps of different executives. Don't compare them.

# %% name="what-the-estimate-says"
lesson.check("what-the-estimate-says")

# %% [markdown] name="crowd"
# ## Is the crowd any good?
#
# “The knowledge of the crowd” is why a firm should want to work with it. In 1906 there was a test. At a cattle show in
# Plymouth, 787 people each wrote on a card what an ox would weigh once it was slaughtered and dressed. Francis Galton
# borrowed the cards. The middle guess was 1,207 pounds. The ox weighed 1,198. A quarter of the people were too low by
# 36 pounds or more; the crowd was too high by 9.
#
# So are crowds wise? Look how the guesses were made. Each card was written alone. It cost sixpence, and there was a
# prize. Butchers and farmers wrote one, and people who knew little of cattle. Take one of these away, and see.
#
# Brackwell, our invented maker of couplings, wants to know how many of a new series will come back in the first year.
# It can ask sixty people: fitters, dealers, buyers, its own engineers. Or one expert. The truth is known to the
# computer, which tries it sixty times. A dot will be one try. The bar is their *median*: half of them missed by more,
# half by less.

# %% name="whom-to-trust"
from sociable_course import crowds_picture

lesson.predict("whom-to-trust", then=crowds_picture.draw_ways)

# %% [markdown] name="crowd-debrief"
# <details><summary>Who came nearest (open it after your prediction)</summary>
#
# Sixty people on paper miss by 4 percent, the expert by 7. Let the same sixty speak in turn, each leaning towards what
# was said before, and they miss by 19. So do, nearly, sixty of one background, on paper: 18. An expert who missed by 3
# would have beaten them all: ask how far yours missed last time.
#
# </details>
#
# Errors of people who think differently, each alone, point both ways and cancel. Nothing cancels when all err together,
# or when the third speaker leans on the first two.
#
# **Worked example.** The truth is 100. Three guess 80, 110 and 140. Their mean is 110: the crowd misses by **10**. One
# by one they miss by 20, 10 and 40, on average by 23. (Galton took the middle guess. The mean is simpler to reckon.) A crowd is never worse than its members are on average. Worse than
# its best one it often is.
#
# **Half of it is yours.** Five people write 60, 80, 90, 130 and 190. Their mean is 110, so the crowd misses by 10. The
# next day they meet. The first says 60, and the others lean: 62, 66, 70, 72.

# %% name="crowd-aloud"
lesson.number("crowd-aloud")

# %% [markdown] name="explore-crowd-intro"
# On paper they were 130 apart and nearly right. In the room they are 12 apart and far off. The report of that meeting
# will say *consensus*.
#
# Find three crowds that lose to the expert. Does it help to ask 500?

# %% name="explore-crowd" minutes=3
told = ("whom-to-trust",)
lesson.explore(crowds_picture.draw_crowd, label="A crowd and an expert", after=told, **crowds_picture.DIALS)

# %% [markdown] name="crowd-more"
# More people help against chance. They don't help against what all of them have in common: one trade, one speaker, one
# old number.
#
# This is a simulation, and its numbers are ours. One experiment points the same way. In 2011 Lorenz and three colleagues
# asked 144 students for figures such as the length of a border, and showed some of them what others had said. The
# guesses moved together, they did not get better, and people became surer of them.
#
# Today a thousand reviews may come from one machine, which is one guess, a thousand times. And there is a repair:
# since 2021 some users of Twitter (now X) can put a note under a post; it is shown only when people who usually disagree
# both find it helpful.

# %% name="crowd-or-expert"
lesson.check("crowd-or-expert")

# %% [markdown] name="purpose"
# ## What carries a community?
#
# The thesis wants communities with a purpose. Whose? Compare two beginnings. The savings bank gives away a car: 500 people
# join. Brackwell opens a forum where fitters help each other with stuck couplings: 30 join.

# %% name="two-starts"
from sociable_course import growth_picture

lesson.predict("two-starts", then=growth_picture.draw_starts)

# %% [markdown] name="purpose-debrief"
# <details><summary>Who is there after two years (open it after your prediction)</summary>
#
# 84 fitters, and 7 of those who came for the car. For the first year the bank had more members. Whoever is judged by
# the quarter has won four times.
#
# </details>
#
# The difference is one number: how many others each member brings before leaving. **Worked example.** A fitter writes 19
# useful posts before leaving. A hundred such posts bring nine members, as people search, find the answer and stay. So
# each brings 19 × 0.09 = **1.7**. Above 1 a community carries itself. Below 1 it needs pushing for ever.
#
# **Half of it is yours.** *Friends of a greener town*: everyone approves. A member writes once in twenty weeks, stays for
# fifty, and ten posts bring one new member.

# %% name="brings-others"
lesson.number("brings-others")

# %% [markdown] name="explore-growth-intro"
# A fine purpose, and it doesn't carry. Nobody there needs what another member wrote. What would have to change?
# Try it, and look at the museum's photographs too.

# %% name="explore-growth" minutes=3
told = ("two-starts",)
lesson.explore(growth_picture.draw_growth, label="How a community grows", after=told, **growth_picture.DIALS)

# %% [markdown] name="purpose-more"
# Five hundred approving friends only make the fall longer. The museum's community grows for half a year, then shrinks:
# nearly all 900 photographs have their names. It has done what it was for. Some purposes end, and that is no failure;
# a report that counts members would call it one.
#
# The numbers are ours again, and no table of ours counts how many of the communities that firms begin are alive two
# years later. So take neither beginning for the usual one. In a community of your own, ask each newcomer which post brought them. That is the figure to
# begin with.

# %% name="which-carries"
lesson.check("which-carries")

# %% [markdown] name="control"
# A good place for a break.
#
# ## The dial
#
# Management must give up some control, says the thesis. How much, and when is it wrong to? Control here means one thing
# that can be counted: the share of posts that somebody reads *before* they appear.
#
# Reading holds back harm. It also makes people wait, so some don't write; what isn't written answers nobody, and brings
# nobody. (Taking a post down later is cheaper. We leave it out: what has appeared has been read.)
#
# At Brackwell 3 in 100 posts do harm: a trick that ruins a shaft, say. One of those undoes two useful ones.

# %% name="fitters-dial"
from sociable_course import control_picture

lesson.predict("fitters-dial", then=control_picture.reveal("fitters"))

# %% [markdown] name="fitters-debrief"
# <details><summary>What the fitters' forum was worth (open it after your choice)</summary>
#
# Most when nobody reads first: 1,038 useful posts in the year against 33 harmful ones. When staff read everything, harm
# is gone, and so are three quarters of the useful posts. Here the thesis holds.
#
# </details>
#
# Now the bank's page, as it was on that Saturday: 30 in 100 posts are false support teams and the like.

# %% name="bank-dial"
lesson.predict("bank-dial", then=control_picture.reveal("bank"))

# %% [markdown] name="bank-debrief"
# <details><summary>What the bank's page was worth (open it after your choice)</summary>
#
# Most when staff read everything. With nothing read, customers leave until hardly one is left, and 317 harmful posts have
# appeared beside 756 useful ones. With everything read there are 27 and 1,228, and 152 customers are still there. *More*
# control brought *more* contribution: people don't talk in a room where they are robbed.
#
# </details>
#
# So was it wrong to switch the comments off? *Off* is the dial turned beyond *all*: nobody is robbed, and nobody is
# helped. For one night that can be right. As a policy it leaves the bank talking to itself.
#
# And the thesis, taken as a rule, has lost. It may be right in another way. Control need not be kept or dropped: it can be **handed
# over**, to members whom the others trust. They catch less, and they deter less. With whom do they win? Open the
# patients' forum, too, where one wrong dose undoes sixty good answers.

# %% name="explore-control" minutes=3
told = ("fitters-dial", "bank-dial")
lesson.explore(control_picture.draw_control, label="How much is read first", after=told, **control_picture.DIALS)

# %% name="when-control"
lesson.check("when-control")

# %% [markdown] name="price-of-harm"
# ## Put a price on harm
#
# Trusted members win with the gardeners. On the bank's page and among the patients they catch too little. What staff cost
# isn't counted; count it, and the dial moves towards reading less.
#
# And all rests on one guess: how bad one harmful post is. No simulation knows. But you can ask **from which price on**
# the choice changes.
#
# **Worked example.** The fitters again: with nobody reading, 1,038 useful and 33 harmful posts; with trusted members
# reading all, 792 and 7. Reading loses 246 useful posts and spares 26 harmful ones. So it pays from 246 ÷ 26 = **9.5**:
# when one harmful post undoes more than nine or ten useful ones. A ruined shaft doesn't. A crushed hand does.
#
# **Half of it is yours.** The patients: with nobody reading, 1,611 useful and 68 harmful; with staff reading all, 490
# and 1.

# %% name="patients-price"
lesson.number("patients-price")

# %% [markdown] name="price-alone"
# **Now alone** (4 points). A garden centre, invented, lets gardeners help each other. Some advice kills a hedge, some a
# dog. Three policies were simulated for a year. From which price on is *staff read all posts first* the best **of the
# three**? Two roads to the same points; if you take both, the code counts.
#
# - *By hand:* the next box has the three policies. Type your result further below.
# - *In pandas:* write lines that compute it from `policies`, where it says so.

# %% name="policies"
import pandas as pd

from sociable_course.communities import list_policies

policies = pd.DataFrame(list_policies())
policies.head()

# %% name="control-price-code" minutes=3 nbgrader={"grade": false, "grade_id": "control-price", "locked": false, "schema_version": 3, "solution": true, "task": false}
price_from = None  # in pandas: how many useful posts one harmful post must undo
### BEGIN SOLUTION
staff, others = policies.iloc[-1], policies.iloc[:-1]
price_from = ((others["useful"] - staff["useful"]) / (others["harmful"] - staff["harmful"])).max()
### END SOLUTION

# %% name="control-price-test" nbgrader={"grade": true, "grade_id": "control-price-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
lesson.number("control-price", code=price_from)
### BEGIN HIDDEN TESTS
given = lesson.given("control-price", price_from)
assert given is not None, "not answered"
assert isinstance(given, int | float) or hasattr(given, "dtype"), "not a number"
assert abs(given - 28.2) > 0.3, "compared with nobody reading; trusted members are better before that"
assert abs(given - 12.1) > 0.3, "the price from which trusted members beat nobody reading"
assert abs(given - 640) > 2, "the price at which nothing is left, not the one at which the best policy changes"
assert abs(given - 0.0108) > 0.001, "divided the wrong way round"
assert abs(given - 92.5) <= 1, "another number than 92.5"
### END HIDDEN TESTS

# %% [markdown] name="brand"
# ## Who makes the brand?
#
# A brand, says the thesis, is no more than the sum of what the public thinks of it. Fournier and Avery put it more rudely
# in 2011: on the social web the brand wasn't invited. Many firms fear what they would read there.
#
# Twenty people each rated thousands of texts, from very negative to very positive: tweets by anybody, snippets of product
# reviews and of film reviews, and of editorials in the *New York Times*.

# %% name="most-negative"
lesson.predict("most-negative", then=opinions.draw_kinds)

# %% [markdown] name="brand-debrief"
# <details><summary>What was rated lowest (open it after your prediction)</summary>
#
# The editorials, written by professionals and read by editors: a little below nought. Tweets by anybody came out highest,
# at 0.5, with 26 in 100 negative. Of the film reviews 48 in 100 were.
#
# One thing they show well. Films and editorials have nearly the same average, close to nothing. Behind the one are texts
# that love and texts that hate, with almost nobody between; behind the other, more often a shrug.
#
# </details>
#
# Read it with care. The texts were collected to test a method, before 2014, in English. None is about your firm, and who
# writes isn't who buys: lesson 04.
#
# And one objection to the thesis. A brand is what people say, and it is also what the thing does on a Monday. A screw that
# is too short isn't an opinion.

# %% name="average-zero"
lesson.check("average-zero")

# %% [markdown] name="criticism"
# ## When they complain
#
# If the public makes the brand, you may as well be in the room when it does. The thesis: answer concerns in the open.
# How fast did firms answer? In 2015 somebody asked 500 US retailers, and timed them.

# %% name="twitter-hours"
lesson.predict("twitter-hours", then=opinions.draw_replies)

# %% [markdown] name="criticism-debrief"
# <details><summary>How long they took (open it after your prediction)</summary>
#
# 31 hours on Twitter, 27 on Facebook, 8 by e-mail. Where everybody could see the question, the answer took three to
# four times as long. These are means of those who answered at all, and a vendor measured them.
#
# </details>
#
# What did customers expect? In the same study 64 of 100 consumers expected an answer on Twitter within the hour. In 2017,
# of US consumers who had asked for help that way, 50 of 100 did; 7 expected none. Hours given and shares who expect are
# two measures with two bases, so no chart holds both.
#
# What none of our tables shows is what an answer does to a brand. By one survey, 71 percent of consumers would recommend
# a firm after good service through social media: that is what people say. So judge case by case.

# %% name="criticism-cases"
lesson.sort("criticism-cases")

# %% [markdown] name="criticism-more"
# Three of these end with deleting or with saying nothing. Openness has its own rules: take down what harms people, never
# what hurts only us, and say in public what you took down and why.

# %% [markdown] name="success"
# ## Was it a good year?
#
# The last part of the thesis comes first in the blog: your strategy decides what you measure, and what you call a success.
# Brackwell's forum, two years in four figures:
#
# | | Last year | This year |
# |---|---|---|
# | Times a post was shown | 1,200,000 | 700,000 |
# | Calls about fitting, a month | 200 | 140 |
# | Changes to a coupling that a fitter began | 1 | 3 |
# | Orders that began in the forum | 12 | 11 |

# %% name="good-year"
lesson.check("good-year")

# %% [markdown] name="switched-off"
# Whoever wanted to be known has lost; whoever wanted fewer calls has won; whoever wanted better couplings has, too. Write
# the verdict down beforehand: *We open the forum to spare calls. Fewer than 150 a month by June, or we close it.*
#
# And some figures belong to no strategy. Test them: **suppose that nobody had read or used a single post. Would the
# figure be the same?** If so, it counts what we did. A page of such figures is one more loudspeaker. (Keep one for the night
# on which the river rises. It isn't what you have 640 people for.)

# %% name="activity"
lesson.sort("activity")

# %% [markdown] name="policy"
# ## Write the policy
#
# **Worked example: Brackwell.** *For what:* fitters help each other; fewer than 150 calls a month. *Harm:* a ruined shaft,
# about two useful answers; a hurt hand, any number of them. *Dial:* nothing is read first. Anything about lifting or
# guards is held until one of three fitters, named and chosen by the others, has read it; that holds about one post in
# twenty, and perhaps a third of those won't be written. *Criticism* stays, and an
# engineer answers within a working day. *Tighter if* two harmful posts in a quarter stood for more than a day; *looser
# if* held posts wait longer than four hours. *We look again* on 30 June.
#
# **Alone** (6 points). An organisation that you know, or the savings bank on that Monday: 640 people, a page with 300
# customers who write, a false support team. On a public server, leave confidential matters out. Answer the chairman in
# half a page.
#
# A person will mark three things, two points each. *Purpose and harm:* what the place is for, as a figure; which harm, and
# about how many useful posts one undoes. *Dial:* what is read before, by whom, what that costs in contributions; what
# happens to criticism. *Turning back:* a number and a date that would tighten it, and one that would loosen it.

# %% name="control-policy"
lesson.write("control-policy")

# %% [markdown] name="about-kept"
# The next box shows what a marker will read. Run it again when you have changed your text.

# %% name="control-policy-kept"
lesson.read("control-policy")

# %% [markdown] name="control-policy-task" nbgrader={"grade": false, "grade_id": "control-policy-task", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": true}
# **Your control policy** (6 points): purpose and harm, dial, turning back; two points each.

# %% [markdown] name="summary"
# ## What to take with you
#
# - A crowd is worth asking when its people differ and haven't talked yet. Otherwise ask somebody who knows.
# - A purpose carries when members need what other members write. Approval doesn't carry.
# - How much control is right depends on how much harm there is, and what one harm undoes. Handing control over is a
#   third way between keeping and dropping it.
# - An average opinion hides whether people are divided or don't care.
# - Say what it is for before you count. What would be the same if nobody had read it is noise.
#
# **Handing in.** Press *Download my work* below, and give the file to your instructor, or to the platform they use.
#
# Next: [Lesson 07: Who owns it?](../07_who_owns_it/07_who_owns_it.ipynb).

# %% name="saved"
lesson.saved()

# %% [markdown] name="references"
# ## References
#
# - McKinsey Global Institute (2012), *The social economy*, and *McKinsey Quarterly*, July 2012; tables
#   `social_value_facts` and, for 2011, `benefits_reported`.
# - F. Galton (1907), *Vox populi*, Nature 75, 450–451; read in reprints.
# - J. Lorenz, H. Rauhut, F. Schweitzer and D. Helbing (2011), *How social influence can undermine the wisdom of crowd
#   effect*, PNAS 108, 9020–9025.
# - S. Wojcik and others (2022), *Birdwatch: crowd wisdom and bridging algorithms*, arXiv 2210.15723.
# - C. J. Hutto and E. E. Gilbert (2014), ground truth of VADER; table `sentiment_by_text_type`.
# - S. Fournier and J. Avery (2011), *The uninvited brand*, Business Horizons 54, 193–207.
# - Eptica (2015) as quoted by S. Hyken, Arise (2017), NM Incite as quoted by McKinsey (2014); tables `reply_time_given`,
#   `reply_time_expected`, `service_facts`.
# - The claims are those of *Social media: more than marketing*, a post of 2011. The wording here is ours, and so are the
#   doubts. Brackwell, the savings bank, the patients, the museum, the garden centre and the greener town are invented.

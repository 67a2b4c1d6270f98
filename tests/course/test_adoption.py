"""Growth on the Fortune 500: curves, a band that is honest where its shape is true, and one that fails."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_course import adoption, adoption_picture
from sociable_course.adoption import PLATFORMS, Curve, count_kept, fit, go_on, know_until, read_series
from tests.assessment.models import examples

percents = st.floats(1, 99)


def test_the_years_are_as_the_lesson_says():
    years = {platform: {share.year: share.value for share in read_series(platform)} for platform in PLATFORMS}
    assert years["Twitter"] == {2009: 35, 2010: 60, 2011: 62, 2012: 73, 2013: 77, 2015: 78}
    assert years["Facebook"] == {2010: 56, 2011: 58, 2012: 66, 2013: 70, 2015: 74}
    assert years["Blog"] == {2008: 16, 2009: 22, 2010: 23, 2011: 23, 2012: 28, 2013: 34, 2014: 31, 2015: 21}


def test_derived_years_are_marked():
    assert [share.year for share in read_series("Blog") if not share.sure] == [2008, 2012, 2014]


def test_the_best_curve_is_found_where_there_is_one():
    truth = Curve(75.0, 0.6, 2011.0)
    best = fit({year: truth.at(year) for year in range(2006, 2017)}, [2015]).best
    assert (best.ceiling, best.speed, best.middle) == pytest.approx((75, 0.6, 2011))


@examples(15)
@given(st.dictionaries(st.integers(2008, 2013), percents, min_size=2), st.sampled_from([2.0, 4.0, 8.0]))
def test_a_band_lies_in_order_and_between_0_and_100(known, stray):
    for band in fit(known, range(2008, 2021), stray).bands.values():
        assert 0 <= band.low <= band.middle <= band.high <= 100


def test_no_curve_falls():
    bands = fit(know_until("Blog", 2015), range(2008, 2021)).best
    assert all(bands.at(year) <= bands.at(year + 1) for year in range(2008, 2020))


def test_further_ahead_the_band_is_no_narrower():
    bands = fit(know_until("Blog", 2013), range(2014, 2021)).bands.values()
    widths = [band.high - band.low for band in bands]
    assert all(later >= earlier - 0.25 for earlier, later in pairwise(widths))


def test_more_known_years_narrow_the_band():
    few, more = (fit(know_until("Twitter", year), [2015]).bands[2015] for year in (2011, 2013))
    assert more.high - more.low < few.high - few.low


def test_the_band_is_honest_where_its_shape_is_true():
    assert count_kept() == 179  # of 200, as the lesson says


def test_the_band_of_twitter_held_and_that_of_blogs_failed():
    twitter, blogs = (fit(know_until(*known), [2015]) for known in (("Twitter", 2011), ("Blog", 2013)))
    assert [round(value) for value in (twitter.bands[2015].low, twitter.bands[2015].high)] == [60, 90]
    assert [round(value) for value in (blogs.bands[2015].low, blogs.bands[2015].high)] == [24, 46]
    assert round(blogs.best.at(2015)) == 40
    assert twitter.bands[2015].holds(78)
    assert not blogs.bands[2015].holds(21)
    wide = fit(know_until("Blog", 2013), [2015], 8.0).bands[2015]
    assert [round(wide.low), round(wide.high)] == [15, 51]


@examples(50)
@given(percents, percents)
def test_going_on_lets_the_odds_grow_once_more(before, last):
    coming = go_on(before, last)
    assert 0 < coming < 100
    assert (coming >= last - 1e-9) == (last >= before) or coming == pytest.approx(last)


@pytest.mark.parametrize(
    ("platform", "missed", "unchanged"), [("Twitter", 9.3, 1), ("Facebook", 5.8, 4), ("Blog", 26.0, 13)]
)
def test_no_change_missed_by_less_than_each_curve(platform, missed, unchanged):
    years = know_until(platform, 2015)
    assert round(go_on(years[2011], years[2013]) - years[2015], 1) == missed
    assert abs(years[2013] - years[2015]) == unchanged
    assert unchanged < missed


def test_no_change_would_have_missed_twitters_first_year_by_25():
    years = know_until("Twitter", 2010)
    assert years[2010] - years[2009] == 25


def test_the_worked_odds_are_right():
    assert (round(62 / 38, 2), round(77 / 23, 2), round(77 / 23 / (62 / 38), 2)) == (1.63, 3.35, 2.05)
    assert (round(58 / 42, 3), round(70 / 30, 3)) == (1.381, 2.333)
    assert round(3.35 * 2.05, 2) == 6.87
    assert round(100 * 6.87 / 7.87, 1) == 87.3


def test_what_came_is_said_with_the_prediction():
    assert adoption_picture.draw_band().finding == (
        "Blogs in 2015: 21, outside the 24 to 46 that the years to 2013 allow."
    )
    assert adoption_picture.reveal("Twitter", 2011)(80).finding.endswith("; you said 80.")


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("until", adoption_picture.DIALS["known_until"])
def test_every_dial_draws(platform, until):
    for ahead in adoption_picture.DIALS["look_ahead_to"].values():
        picture = adoption_picture.draw_band(platform, until, 4.0, ahead)
        assert f"the years to {until}" in picture.finding


def test_an_exercise_lists_the_years():
    assert adoption.list_series() == [{"year": share.year, "share": share.value} for share in read_series("Blog")]

"""The user's own figures: reply rates, guesses, and choices apart from luck."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal import rates
from coach.journal.outcomes import OUTCOMES, outcome_brief, outcome_words, went_well
from coach.vocabulary import Ending, Outcome, Situation, VerdictId
from tests.journal.summaries import TODAY, summary


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)],
)
def test_the_interval_is_wilsons(hits, n, low, high):
    assert rates.wilson(hits, n) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_with_nothing_known_the_interval_is_everything():
    assert rates.wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_bounds(counts):
    hits, n = counts
    low, high = rates.wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_reply_rates_count_a_no_as_a_reply_and_leave_out_what_does_not_say():
    summaries = [
        summary(outcome=Outcome.REPLIED),
        summary(outcome=Outcome.REFUSED),
        summary(outcome=Outcome.SILENT),
        summary(outcome=Outcome.SETTLED),
        summary(outcome=None),
        summary(outcome=Outcome.REPLIED, ending=Ending.NOT_SENT),
        summary(outcome=Outcome.SILENT, situation=Situation.REPAIR),
    ]
    repair, waiting = rates.reply_rates(summaries)
    assert (waiting.group, waiting.replied, waiting.n) == ("waiting", 2, 3)
    assert (repair.group, repair.replied, repair.n) == ("repair", 0, 1)


def test_that_they_kept_pushing_counts_as_no_reply():
    pushed = summary(outcome=Outcome.REPLIED, situation=Situation.UNWANTED)
    assert rates.reply_rates([pushed]) == ()


def test_reply_rates_by_reminders_put_many_together():
    summaries = [summary(outcome=Outcome.SILENT, nudges=nudges) for nudges in (0, 3, 7)]
    found = rates.reply_rates(summaries, rates.by_reminders)
    assert [(rate.group, rate.n) for rate in found] == [("0", 1), ("3 or more", 2)]


def guesses(*pairs):
    return [summary(percent=percent, percent_by=TODAY, came_true=came) for percent, came in pairs]


def test_nothing_is_said_about_fewer_than_twenty_guesses():
    assert rates.calibration(guesses(*[(50, True)] * 19, *[(50, None)] * 5)) is None


def test_the_brier_score_and_its_buckets():
    found = rates.calibration(guesses(*[(80, True)] * 8, *[(80, False)] * 2, *[(10, False)] * 10))
    assert found is not None
    assert found.n == 20
    assert found.brier == pytest.approx((8 * 0.04 + 2 * 0.64 + 10 * 0.01) / 20)
    assert found.steady == pytest.approx(0.24)
    assert [(each.percent, each.rate.replied, each.rate.n) for each in found.buckets] == [
        (10, 0, 10),
        (80, 8, 10),
    ]


def test_a_good_choice_with_bad_luck_is_told_apart():
    found = rates.luck(
        [
            summary(well_decided=True, outcome=Outcome.SILENT, again=True),
            summary(well_decided=True, outcome=Outcome.REPLIED, again=True),
            summary(well_decided=False, outcome=Outcome.SETTLED, again=False),
            summary(well_decided=None, outcome=Outcome.WORSE),
        ]
    )
    assert (found.well_and_badly, found.well_and_well) == (1, 1)
    assert (found.badly_and_well, found.badly_and_badly) == (1, 0)
    assert (found.again, found.asked) == (2, 3)


@pytest.mark.parametrize("verdict", [VerdictId.SILENCE, VerdictId.BOUNDARY, VerdictId.DECLINE])
def test_quiet_is_good_luck_after_unwanted_contact_and_an_answer_is_not(verdict):
    quiet = summary(
        situation=Situation.UNWANTED, verdict=verdict, outcome=Outcome.SILENT, well_decided=True
    )
    went_on = summary(
        situation=Situation.UNWANTED, verdict=verdict, outcome=Outcome.REPLIED, well_decided=True
    )
    found = rates.luck([quiet, went_on])
    assert (found.well_and_well, found.well_and_badly) == (1, 1)


@pytest.mark.parametrize(
    ("situation", "verdict", "outcome", "well"),
    [
        (Situation.WAITING, VerdictId.NUDGE, Outcome.SILENT, False),
        (Situation.WAITING, VerdictId.NUDGE, Outcome.REPLIED, True),
        (Situation.WAITING, VerdictId.WAIT, Outcome.SILENT, False),
        (Situation.WAITING, VerdictId.LET_GO, Outcome.SILENT, True),
        (Situation.OWING, VerdictId.DECLINE, Outcome.SILENT, True),
        (Situation.OWING, VerdictId.DECLINE, Outcome.REPLIED, True),
        (Situation.REPAIR, VerdictId.REPAIR_APOLOGY, Outcome.SILENT, False),
        (Situation.UNWANTED, VerdictId.ANSWER, Outcome.REPLIED, True),
        (Situation.WAITING, VerdictId.GET_HELP, Outcome.REPLIED, False),
    ],
)
def test_what_went_well_depends_on_what_was_hoped_for(situation, verdict, outcome, well):
    assert went_well(summary(situation=situation, verdict=verdict, outcome=outcome)) is well


@pytest.mark.parametrize("situation", Situation)
def test_worse_is_never_well_settled_always_and_unsaid_neither(situation):
    for verdict in VerdictId:
        one = {"situation": situation, "verdict": verdict}
        assert went_well(summary(**one, outcome=Outcome.WORSE)) is False
        assert went_well(summary(**one, outcome=Outcome.SETTLED)) is True
        assert went_well(summary(**one)) is None


def test_no_answer_is_called_quiet_where_contact_was_unwanted_and_silence_elsewhere():
    assert outcome_words(Situation.UNWANTED)[Outcome.SILENT] == "They stopped"
    assert outcome_words(Situation.WAITING)[Outcome.SILENT] == "Still no reply"
    assert outcome_words(None) == OUTCOMES
    assert all(len(word) <= 9 for each in Situation for word in outcome_brief(each).values())

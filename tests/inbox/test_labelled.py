"""The goal, over the labelled mailbox: what was tuned on, and what was held out."""

import pytest

from tools import inbox_figures


@pytest.mark.parametrize("held_out", [False, True])
def test_the_figures_reach_the_goal(held_out):
    figures, _ = inbox_figures.measure(held_out=held_out)

    assert figures.precision >= 0.95, figures.notes
    assert figures.recall >= 0.85, figures.notes
    assert figures.situation >= 0.85, figures.notes


def test_there_are_enough_conversations_and_a_third_is_held_out():
    labels = inbox_figures.labels()

    assert len(labels) >= 150
    assert sum(bool(each["held_out"]) for each in labels) * 3 >= len(labels)

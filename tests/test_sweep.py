"""A sweep tries every entry and names all that fail."""

import pytest

from tests.sweep import over


def test_all_that_fail_are_named_and_the_rest_is_tried():
    tried = []

    @over(("number", "even"), [(1, False), (2, False), pytest.param(3, True, id="three")])
    def check(number, even):
        tried.append(number)
        assert (number % 2 == 0) is even

    with pytest.raises(pytest.fail.Exception, match=r"2 of 3:\n2 · False: [\s\S]*\nthree: "):
        check()
    assert tried == [1, 2, 3]


def test_nothing_to_try_is_a_fault():
    with pytest.raises(AssertionError, match="nothing to try"):
        over("text", [])(lambda text: None)()

"""Text from outside, as it may be shown."""

from coach.sanitize import one_line, visible


def test_a_list_shows_no_control_characters_and_one_line():
    assert one_line("a\x1b[31m\nb\x9bc\t\u200d d") == "a\ufffd[31m b\ufffdc \u200d d"
    assert visible("a\nb\x00") == "a\nb\ufffd"

"""Keys named in a sentence, as they are now: the user may have given others."""

from textual.dom import DOMNode

from coach.ui.keys import default_key


def live(node: DOMNode, words: str, *ids: str) -> str:
    """These words with the keys of these bindings as the user has mapped them."""
    mapped = node.app._keymap
    for id in ids:
        if id in mapped:
            words = words.replace(default_key(id), mapped[id].split(",")[0].strip(), 1)
    return words

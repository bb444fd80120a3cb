"""Every key of the program, declared once.

The ids are a promise: users remap keys by them. Footer, palette and help are made from
this list, and what the settings may remap is checked against it.
"""

from dataclasses import replace

from textual.binding import Binding, BindingType
from textual.dom import DOMNode


def _key(id: str, key: str, action: str, label: str, tooltip: str) -> Binding:
    """``label`` stands in the footer (at most eight letters), ``tooltip`` in help and palette."""
    return Binding(key, action, label, id=id, tooltip=tooltip)


KEYS = (
    # Everywhere
    _key("help", "f1", "app.help", "Help", "Show the keys for this screen"),
    replace(
        _key("quit", "ctrl+q", "app.quit", "Quit", "Quit. Everything is saved"),
        priority=True,  # a dialog hears no other binding of the app
    ),
    _key("journal", "f3", "app.journal", "Journal", "Your past decisions"),
    _key("read", "f2", "read", "Read", "Read the guide for this step"),
    _key("leave", "escape", "leave", "Home", "Go home. Your work is saved"),
    # The session
    _key("walk.next", "ctrl+n", "next", "Next", "Continue to the next step"),
    _key("walk.back", "ctrl+r", "previous", "Back", "Go back one step. Nothing is lost"),
    _key(
        "walk.unsafe",
        "ctrl+g",
        "unsafe",
        "Safety",
        "Safety page: if you're afraid, who can help; nothing is sent",
    ),
    _key("walk.overrule", "ctrl+o", "overrule", "Decide", "Decide differently"),
    _key("draft.editor", "f4", "editor", "Editor", "Write in your own editor"),
    _key("draft.copy", "f5", "copy", "Copy", "Copy the message"),
    _key("draft.templates", "ctrl+t", "templates", "Begin", "Start from a template"),
    _key("draft.next_finding", "f8", "finding(1)", "Issue", "Go to the next issue"),
    _key("draft.previous_finding", "shift+f8", "finding(-1)", "Issue", "Go to the previous issue"),
    _key("draft.eye", "ctrl+o", "eye", "Preview", "Preview what they see first"),
    _key("draft.apply", "ctrl+l", "apply", "Apply", "Apply the suggestion"),
    _key("draft.keep", "ctrl+f", "keep", "Ignore", "Ignore this issue: keep it as written"),
    _key("send.file", "f9", "hand_over", "Save", "Save as an email file (.eml)"),
    # Home
    _key("home.drop", "d", "drop", "Delete", "Delete this unfinished session"),
    _key("home.undo", "u", "undo", "Undo", "Restore the last deleted session"),
    _key("home.inbox", "m", "app.inbox", "Inbox", "Find stalled conversations in email and chats"),
    # Stalled conversations
    _key("inbox.leave", "escape", "leave", "Back", "Go back"),
    _key("inbox.close", "c", "close_thread", "Close", "Close this conversation for good"),
    _key("inbox.put_off", "p", "put_off", "Later", "Show this conversation again in a week"),
    _key("inbox.undo", "u", "take_back", "Undo", "Undo the last change to this list"),
    # Looking back
    _key("past.leave", "escape", "leave", "Back", "Go back"),
    _key("journal.find", "slash", "find", "Find", "Search every decision"),
    _key("journal.narrow", "f", "narrow", "Filter", "Filter the decisions"),
    _key("journal.widen", "backspace", "widen", "Unfilter", "Remove the last filter"),
    _key("journal.order", "o", "order", "Order", "Sort by the next column"),
    _key("journal.reverse", "O", "reverse", "Reverse", "Reverse the order"),
    _key("journal.people", "p", "app.people", "People", "Everyone you've made a decision about"),
    _key("journal.insights", "i", "app.insights", "Insights", "See your reply rates and guesses"),
    _key("journal.export", "e", "export", "Export", "Export decisions to a file"),
    _key("journal.delete", "d", "delete", "Delete", "Delete this decision"),
    _key("journal.delete_now", "D", "delete_now", "For good", "Delete it for good right now"),
    _key("journal.undo", "u", "undo", "Undo", "Restore the last deleted decision"),
    _key("decision.note", "n", "note", "Outcome", "Record how it turned out"),
    _key("decision.leave_open", "escape", "leave_open", "Later", "Answer this later"),
    _key("decision.show", "v", "show", "Show", "Show a decision that's kept out of sight"),
    _key("decision.weigh", "w", "weigh", "Review", "Review the decision, however it turned out"),
    _key("decision.copy", "f5", "copy", "Copy", "Copy this decision as Markdown"),
    _key("decision.save", "f9", "save", "Save", "Save this decision as a text file"),
    _key("decision.calendar", "c", "calendar", "Date", "Save the date as a calendar file"),
    _key("decision.log", "l", "log", "Log", "Log of what happened: add to it, or save it"),
    _key("decision.person", "p", "person", "Person", "See everything about this person"),
    _key("decision.earlier", "left", "turn(-1)", "Earlier", "Go to the earlier decision"),
    _key("decision.later", "right", "turn(1)", "Later", "Go to the later decision"),
    _key("person.note", "n", "note", "Note", "Note how they behaved"),
    _key("person.same", "s", "same", "Same", "Add another spelling of this person's name"),
    _key("person.part", "t", "part", "Split", "Split off a spelling that belongs to someone else"),
    _key("person.unsafe", "x", "unsafe", "Unsafe", "Mark as unsafe: never suggest contact"),
    # Reading
    _key("reading.leave", "escape", "leave", "Back", "Go back"),
    _key("reading.close", "q", "close", "Close", "Close the guide"),
    _key("reading.library", "l", "library", "Library", "See every guide"),
    _key("library.search", "slash", "search", "Search", "Search every guide"),
    _key("library.regroup", "s", "regroup", "Group", "Group by situation or by step"),
    _key("library.to_list", "down", "to_list", "Down", "Go to the results"),
    _key("library.stop", "escape", "stop", "Back", "Clear the search, or go back"),
    _key("read.contents", "c", "contents", "Contents", "List the sections"),
    _key("read.sources", "s", "sources", "Sources", "Show the sources of this section"),
    _key("read.find", "slash", "find", "Find", "Find in this guide"),
    _key("read.bookmark", "b", "bookmark", "Bookmark", "Bookmark this guide"),
    _key("read.links", "f", "links", "Links", "List the links"),
    _key("read.stop", "escape", "stop_finding", "Back", "Stop searching"),
    _key("read.back", "left,backspace", "step_back", "Back", "Go back to where you were"),
    _key("read.forward", "right", "step_on", "Forward", "Go forward again"),
    _key("read.down", "j", "scroll_down", "Down", "Scroll down"),
    _key("read.up", "k", "scroll_up", "Up", "Scroll up"),
    _key("read.page_down", "space", "page_down", "On", "Scroll down one screen"),
    _key("read.top", "g", "scroll_home", "Top", "Go to the top"),
    _key("read.end", "G", "scroll_end", "End", "Go to the end"),
    _key("read.next_link", "tab", "link(1)", "Link", "Next link"),
    _key("read.previous_link", "shift+tab", "link(-1)", "Link", "Previous link"),
    _key("read.follow", "enter", "follow", "Follow", "Follow the link"),
    _key("read.next_hit", "n", "hit(1)", "Find on", "Next match"),
    _key("read.previous_hit", "N", "hit(-1)", "Find up", "Previous match"),
    _key("read.copy", "y", "copy_passage", "Copy", "Copy the selection or the section"),
    _key("read.settle", "escape", "settle", "Back", "Clear the highlights, or go back"),
    # Lists laid over what is read
    _key("chooser.close", "escape", "close", "Close", "Close without choosing"),
    _key("list.down", "j", "move(1)", "Down", "Next line"),
    _key("list.up", "k", "move(-1)", "Up", "Previous line"),
    _key("picker.close", "escape", "close", "Close", "Close without choosing"),
)

_BY_ID = {binding.id: binding for binding in KEYS}


def default_keys(id: str) -> tuple[str, ...]:
    """The keys of a binding, unless the user wants others."""
    return tuple(_BY_ID[id].key.split(","))


def default_key(id: str) -> str:
    """The key of a binding, unless the user wants another; of several the first."""
    return default_keys(id)[0]


def keys(*ids: str, hidden: tuple[str, ...] = ()) -> list[BindingType]:
    """The bindings with these ids, shown in the footer in this order, then the hidden ones."""
    shown = [replace(_BY_ID[id], show=True) for id in ids]
    return [*shown, *(replace(_BY_ID[id], show=False) for id in hidden)]


def also(key: str, action: str, *, priority: bool = False) -> Binding:
    """Another key of a deed, or one that such lists have everywhere; help leaves it out.

    ``priority`` lets it come before what the focused widget does with the key.
    """
    return Binding(key, action, show=False, priority=priority)


def live(node: DOMNode, words: str, *ids: str) -> str:
    """These words with the keys of these bindings as the user has mapped them."""
    mapped = node.app._keymap
    for id in ids:
        if id in mapped:
            words = words.replace(default_key(id), mapped[id].split(",")[0].strip(), 1)
    return words

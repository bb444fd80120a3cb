"""Every key of the program, declared once.

The ids are a promise: users remap keys by them. Footer, palette and help are made from
this list, and what the settings may remap is checked against it.
"""

from dataclasses import replace

from textual.binding import Binding, BindingType


def _key(id: str, key: str, action: str, label: str, tooltip: str) -> Binding:
    """``label`` stands in the footer (at most eight letters), ``tooltip`` in help and palette."""
    return Binding(key, action, label, id=id, tooltip=tooltip)


KEYS = (
    # Everywhere
    _key("help", "f1", "app.help", "Help", "What you can do here"),
    _key("quit", "ctrl+q", "app.quit", "Quit", "Quit; everything is saved"),
    _key("journal", "f3", "app.journal", "Journal", "Your past decisions"),
    _key("read", "f2", "read", "Read", "The reading that belongs to this moment"),
    _key("leave", "escape", "leave", "Home", "Leave; what you have is kept"),
    # The walk
    _key("walk.next", "ctrl+n", "next", "Next", "On to what follows"),
    _key("walk.back", "ctrl+r", "previous", "Back", "One step back; nothing is lost"),
    _key(
        "walk.unsafe",
        "ctrl+g",
        "unsafe",
        "Safety",
        "Safety page: if you're afraid, who can help; nothing is sent",
    ),
    _key("walk.overrule", "ctrl+o", "overrule", "Decide", "Decide otherwise"),
    _key("draft.editor", "f4", "editor", "Editor", "Write in your own editor"),
    _key("draft.copy", "f5", "copy", "Copy", "Copy the message"),
    _key("draft.templates", "ctrl+t", "templates", "Begin", "Begin from a template"),
    _key("draft.next_finding", "f8", "finding(1)", "Finding", "To the next finding"),
    _key("draft.previous_finding", "shift+f8", "finding(-1)", "Finding", "To the finding before"),
    _key("draft.eye", "ctrl+o", "eye", "Preview", "Their view: what the other side sees first"),
    _key("draft.apply", "ctrl+l", "apply", "Apply", "Take the suggestion"),
    _key("draft.keep", "ctrl+f", "keep", "Keep", "Mean the finding as it stands"),
    _key("send.file", "f9", "hand_over", "Save", "Save as a mail file (.eml)"),
    # Home
    _key("home.drop", "d", "drop", "Delete", "Throw this unfinished walk away"),
    _key("home.undo", "u", "undo", "Undo", "Bring back the walk thrown away last"),
    _key("home.inbox", "m", "inbox", "Mail", "Find stalled conversations in your mail and chats"),
    # Stalled conversations
    _key("inbox.leave", "escape", "leave", "Back", "One page back"),
    _key("inbox.close", "c", "close_thread", "Close", "Close this conversation for good"),
    _key("inbox.put_off", "p", "put_off", "Later", "List this conversation again in a week"),
    _key("inbox.undo", "u", "take_back", "Undo", "Take back the last closing or putting off"),
    # Looking back
    _key("past.leave", "escape", "leave", "Back", "Back to where you were"),
    _key("journal.find", "slash", "find", "Find", "Find words in all decisions"),
    _key("journal.narrow", "f", "narrow", "Narrow", "Show only some decisions"),
    _key("journal.widen", "backspace", "widen", "Widen", "Undo the last narrowing"),
    _key("journal.order", "o", "order", "Order", "Sort by the next column"),
    _key("journal.reverse", "O", "reverse", "Reverse", "Sort the other way round"),
    _key("journal.people", "p", "people", "People", "Everyone you decided about"),
    _key("journal.insights", "i", "insights", "Insights", "What came of it all"),
    _key("journal.export", "e", "export", "Export", "Export them all, or those shown, to a file"),
    _key("journal.delete", "d", "delete", "Delete", "Delete this decision"),
    _key("journal.delete_now", "D", "delete_now", "For good", "Delete it for good, now"),
    _key("journal.undo", "u", "undo", "Undo", "Bring back the last one deleted"),
    _key("decision.note", "n", "note", "Outcome", "Say how it turned out"),
    _key("decision.leave_open", "escape", "leave_open", "Later", "Leave the question open"),
    _key("decision.weigh", "w", "weigh", "Weigh", "Judge the choice, not the luck"),
    _key("decision.copy", "f5", "copy", "Copy", "Copy it all as Markdown"),
    _key("decision.save", "f9", "save", "Save", "Save it all as a text file"),
    _key("decision.calendar", "c", "calendar", "Date", "Save its date for a calendar"),
    _key("decision.person", "p", "person", "Person", "All that is known of them"),
    _key("decision.earlier", "left", "turn(-1)", "Earlier", "The decision before"),
    _key("decision.later", "right", "turn(1)", "Later", "The decision after it"),
    _key("person.note", "n", "note", "Note", "Note how they behaved"),
    _key("person.same", "s", "same", "Same", "The same person, another spelling"),
    _key("person.part", "t", "part", "Part", "A spelling that is somebody else"),
    _key("person.unsafe", "x", "unsafe", "Unsafe", "Never suggest to write to them"),
    # Reading
    _key("reading.leave", "escape", "leave", "Back", "Back to where you were"),
    _key("reading.close", "q", "close", "Close", "Close the reading"),
    _key("reading.library", "l", "library", "Library", "All of them"),
    _key("library.search", "slash", "search", "Search", "Search every article"),
    _key("library.regroup", "s", "regroup", "Group", "By situation, by step"),
    _key("library.down", "j", "move(1)", "Down", "The next article"),
    _key("library.up", "k", "move(-1)", "Up", "The article before"),
    _key("library.to_list", "down", "to_list", "Down", "From the words to what they found"),
    _key("library.stop", "escape", "stop", "Back", "No search, or back"),
    _key("read.contents", "c", "contents", "Contents", "All sections"),
    _key("read.sources", "s", "sources", "Sources", "What this section rests on"),
    _key("read.find", "slash", "find", "Find", "Find words in this article"),
    _key("read.bookmark", "b", "bookmark", "Bookmark", "Keep this at hand"),
    _key("read.links", "f", "links", "Links", "All links of this article"),
    _key("read.stop", "escape", "stop_finding", "Back", "Back to the text"),
    _key("read.back", "left,backspace", "step_back", "Back", "Where I was"),
    _key("read.forward", "right", "step_on", "Forward", "Where I went"),
    _key("read.down", "j", "scroll_down", "Down", "A line down"),
    _key("read.up", "k", "scroll_up", "Up", "A line up"),
    _key("read.page_down", "space", "page_down", "On", "A screen down"),
    _key("read.top", "g", "scroll_home", "Top", "To the title"),
    _key("read.end", "G", "scroll_end", "End", "To the end"),
    _key("read.next_link", "tab", "link(1)", "Link", "The next link"),
    _key("read.previous_link", "shift+tab", "link(-1)", "Link", "The link before"),
    _key("read.follow", "enter", "follow", "Follow", "Follow the link"),
    _key("read.next_hit", "n", "hit(1)", "Find on", "The next find"),
    _key("read.previous_hit", "N", "hit(-1)", "Find up", "The find before"),
    _key("read.copy", "y", "copy_passage", "Copy", "Copy the selection or section"),
    _key("read.settle", "escape", "settle", "Back", "Marks off, or back"),
    # Lists laid over what is read
    _key("chooser.close", "escape", "close", "Close", "Choose nothing"),
    _key("chooser.down", "j", "move(1)", "Down", "The next entry"),
    _key("chooser.up", "k", "move(-1)", "Up", "The entry before"),
    _key("picker.close", "escape", "close", "Close", "Choose nothing"),
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

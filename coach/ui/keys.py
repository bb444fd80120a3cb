"""Every key of the program, declared once.

The ids are a promise: users remap keys by them. Footer, palette, help and the
table in the README are made from this list.
"""

from textual.binding import Binding

KEYS = (
    Binding("f1", "app.help", "Help", id="help", tooltip="What you can do here"),
    Binding("ctrl+q", "app.quit", "Quit", id="quit", tooltip="Quit; everything is saved"),
    Binding("f3", "app.journal", "Journal", id="journal", tooltip="Your past decisions"),
    Binding("f2", "read", "Read", id="read", tooltip="The reading that belongs to this moment"),
    Binding("escape", "leave", "Home", id="leave", tooltip="Leave; what you have is kept"),
    Binding("ctrl+n", "next", "Next", id="walk.next", tooltip="On to what follows"),
    Binding("ctrl+r", "previous", "Back", id="walk.back", tooltip="One step back; nothing is lost"),
    Binding(
        "ctrl+g",
        "unsafe",
        "Unsafe",
        id="walk.unsafe",
        tooltip="I feel unsafe: go straight to the safety advice",
    ),
    Binding("ctrl+o", "overrule", "Decide", id="walk.overrule", tooltip="Decide otherwise"),
    Binding("f4", "editor", "Editor", id="draft.editor", tooltip="Write in your own editor"),
    Binding("f5", "copy", "Copy", id="draft.copy", tooltip="Copy the message"),
    Binding("ctrl+t", "templates", "Begin", id="draft.templates", tooltip="Begin from a template"),
    Binding("f8", "finding(1)", "Finding", id="draft.next_finding", tooltip="To the next finding"),
    Binding(
        "shift+f8",
        "finding(-1)",
        "Finding",
        id="draft.previous_finding",
        tooltip="To the finding before",
    ),
    Binding("ctrl+o", "eye", "Eye", id="draft.eye", tooltip="What the other side sees first"),
    Binding("ctrl+l", "apply", "Apply", id="draft.apply", tooltip="Take the suggestion"),
    Binding("ctrl+f", "keep", "Keep", id="draft.keep", tooltip="Mean the finding as it stands"),
    Binding("f9", "hand_over", "Save", id="send.file", tooltip="Save as a mail file (.eml)"),
    Binding("d", "drop", "Delete", id="home.drop", tooltip="Throw this unfinished walk away"),
    Binding("u", "undo", "Undo", id="home.undo", tooltip="Bring back the walk thrown away last"),
    Binding("n", "note", "Outcome", id="decision.note", tooltip="Say how it turned out"),
    Binding("escape", "leave", "Back", id="past.leave", tooltip="Back to where you were"),
    Binding("slash", "find", "Find", id="journal.find", tooltip="Find words in all decisions"),
    Binding("f", "narrow", "Narrow", id="journal.narrow", tooltip="Show only some decisions"),
    Binding("backspace", "widen", "Widen", id="journal.widen", tooltip="Undo the last narrowing"),
    Binding("o", "order", "Order", id="journal.order", tooltip="Sort by the next column"),
    Binding("O", "reverse", "Reverse", id="journal.reverse", tooltip="Sort the other way round"),
    Binding("p", "people", "People", id="journal.people", tooltip="Everyone you decided about"),
    Binding("i", "insights", "Insights", id="journal.insights", tooltip="What came of it all"),
    Binding("d", "delete", "Delete", id="journal.delete", tooltip="Delete this decision"),
    Binding("u", "undo", "Undo", id="journal.undo", tooltip="Bring back the last one deleted"),
    Binding("w", "weigh", "Weigh", id="decision.weigh", tooltip="Judge the choice, not the luck"),
    Binding("f5", "copy", "Copy", id="decision.copy", tooltip="Copy it all as Markdown"),
    Binding("f9", "save", "Save", id="decision.save", tooltip="Save it all as a text file"),
    Binding(
        "c", "calendar", "Date", id="decision.calendar", tooltip="Save its date for a calendar"
    ),
    Binding("p", "person", "Person", id="decision.person", tooltip="All that is known of them"),
    Binding("left", "turn(-1)", "Earlier", id="decision.earlier", tooltip="The decision before"),
    Binding("right", "turn(1)", "Later", id="decision.later", tooltip="The decision after it"),
    Binding("n", "note", "Note", id="person.note", tooltip="Note how they behaved"),
    Binding("s", "same", "Same", id="person.same", tooltip="The same person, another spelling"),
    Binding("t", "part", "Part", id="person.part", tooltip="A spelling that is somebody else"),
    Binding("x", "unsafe", "Unsafe", id="person.unsafe", tooltip="Never suggest to write to them"),
)

_BY_ID = {binding.id: binding for binding in KEYS}


def keys(*ids: str, hidden: tuple[str, ...] = ()) -> list[Binding]:
    """The bindings with these ids, shown in the footer in this order, then the hidden ones."""
    shown = [_with_show(_BY_ID[id], True) for id in ids]
    return [*shown, *(_with_show(_BY_ID[id], False) for id in hidden)]


def _with_show(binding: Binding, show: bool) -> Binding:
    return Binding(
        binding.key,
        binding.action,
        binding.description,
        show=show,
        id=binding.id,
        tooltip=binding.tooltip,
    )

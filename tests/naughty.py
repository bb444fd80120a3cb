"""Text that has broken programs before, for every test of "it comes through unharmed".

Each string is legal text a person may type, paste or be called. None holds a NUL,
which no file format here allows. ``ALL`` is all of them; ``ONE_LINE`` those without
a line break, for names, subjects and topics.
"""

MARKUP = (
    "[@click=app.quit]quit[/]",
    "[bold red]loud[/bold red] [/] [[ ]]",
    "[link=file:///etc/passwd]x[/link]",
    "$accent $$ \\[not markup] \\",
    "<b>bold</b> &amp; <script>1</script>",
    "**bold** _under_ `code` # heading",
    "| a | b |",
    "+++",
    "---",
    "-- ",
    "> quoted",
)
"""What a screen, Markdown or front matter might take for its own."""

TERMINAL = (
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H\x1bc",
    "\x9b31m one-character control sequence",
    "bell\x07 back\x08space delete\x7f form\x0cfeed",
    "vertical\x0btab\ttab",
)
"""What a terminal might obey."""

SCRIPTS = (
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "\U0001f44d\U0001f3fd \U0001f1ec\U0001f1e7 1\ufe0f\u20e3",
    "\u5f20\u4f1f \u5148\u751f",
    "\ud55c\uad6d\uc5b4 \u306b\u307b\u3093\u3054",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 abc",
    "\u202eoverride\u202c \u2066isolate\u2069 \u200fmark\u200e",
    "zero\u200bwidth\u200c\u200d\u2060 soft\u00adhyphen \ufeffmark",
    "e\u0301 a\u0308\u0323 \u1e69\u0307 Z\u0351\u036b\u0343\u036a\u0302algo",
    "\u00c5ngstr\u00f6m \ufb01 \u2126 \u212b",
    "\u0130stanbul \u0131 \u1e9e stra\u00dfe",
    "\u2018single\u2019 \u201cdouble\u201d \u00abdouble\u00bb \u2013 \u2014 \u2026",
    "\U0001d4d7\U0001d4ee\U0001d4f5\U0001d4f5\U0001d4f8 \U0010ffff",
    "no\u00a0break\u202fspace \u3000wide\u2003space",
)
"""What a width, a case or a comparison might get wrong."""

FIELDS = (
    "{person} {topic} {nothing}",
    "{",
    "}",
    "{{}} }{ {} {0} {person!r} {a.b[c]}",
    "%s %(name)s %d%% %",
    "$name ${name} `name` $(name)",
    "\u2039your name\u203a",
    "\u2039 \u203a \u2039\u203a \u203aback\u2039 \u2039open",
    "<your name> \u3008x\u3009 \u276ey\u276f \u2329z\u232a",
    "\\1 \\g<0> \\n \\u0041 \\N{DIGIT ONE}",
)
"""What a template or a regular expression might fill in again."""

STORED = (
    '"quoted" \'both\' """three"""',
    "a = 1 # not a comment",
    "[section]",
    "null",
    "true",
    "0",
    "NaN",
    "2026-11-22",
    "C:\\temp\\new",
    "../../etc/passwd",
    "CON",
    ".hidden",
    "'; DROP TABLE sessions; --",
    '{"json": [1, 2]}',
    "Subject: not a subject",
    "=1+1",
)
"""What a file, a table or a path might mistake for something else."""

SIZES = (
    "",
    " ",
    "   leading and trailing   ",
    "x",
    "Donaudampfschifffahrtsgesellschaftskapit\u00e4n" * 12,
    "a" * 10_000,
    "\u5f20" * 300,
    "word " * 500,
)
"""Nothing, hardly anything, and far too much."""

LINES = (
    "two\nlines",
    "two\r\nlines\r\n",
    "old\rmac",
    "line\u2028separator paragraph\u2029separator next\u0085line",
    "\n\n\n",
    "trailing space \n\n\ttab\n",
)
"""Line ends of every kind."""

ONE_LINE = MARKUP + TERMINAL + SCRIPTS + FIELDS + STORED + SIZES
ALL = ONE_LINE + LINES

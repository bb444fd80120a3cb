"""``coach completion``: a script by which a shell completes the command line.

Exit status 0 done, 1 when the library that writes it is not installed.
"""

import argparse
import sys

FINE, MISSING = 0, 1

_NAMES = r"coach read 2>/dev/null | sed -n 's/^  \([^ ]*\) .*/\1/p' | sort -u"
_PREAMBLE = {
    "bash": f'_coach_articles() {{ compgen -W "$({_NAMES})" -- "$1"; }}',
    "zsh": f'_coach_articles() {{ compadd -- ${{(f)"$({_NAMES})"}}; }}',
}
"""Shell functions that list what can be read, the user's own articles too."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the program's parser.

    The root parser must be given as the default ``whole``: a callable that
    returns the whole grammar, every command included.
    """
    parser = subparsers.add_parser(
        "completion",
        help="completion for bash, zsh or tcsh",
        description="Print a script that lets your shell complete coach commands.",
        epilog="For bash: coach completion bash > ~/.local/share/bash-completion/completions/coach",
    )
    parser.add_argument(
        "shell", choices=("bash", "zsh", "tcsh"), help="the shell to write the script for"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the script; returns the exit status."""
    try:
        import shtab
    except ImportError:
        print("This needs the Python package shtab.", file=sys.stderr)
        return MISSING
    print(shtab.complete(args.whole(), args.shell, preamble=_PREAMBLE.get(args.shell, "")))
    return FINE

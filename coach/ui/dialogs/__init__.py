"""Dialogs over a screen: each asks one thing and returns it. All have one base."""

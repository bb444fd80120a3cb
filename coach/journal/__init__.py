"""Past decisions: people, conversations, what is due, outcomes, rates, exports. Pure."""

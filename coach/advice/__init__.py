"""From answers to a recommendation: facts, decision tables, engine, timing, plan. Pure."""

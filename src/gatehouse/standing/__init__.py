"""Judgement: what each campus amounts to on any day, and the totals of units."""

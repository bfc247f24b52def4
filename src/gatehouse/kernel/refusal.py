"""Why the register cannot take an act or a report – as data, so that every door can say it in the reader's language."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple


class Refusal(Exception):  # noqa: N818 - the base of errors, not an error of its own
    """An act or a report that cannot be taken; whatever raises it has written nothing.

    ``code`` names the kind (kebab-case) within the class; the sentence and its remedy are looked up by it and filled
    with ``params``: keys of units, campuses and guards, days, figures. ``str`` tells it in English, for logs.
    """

    TEXTS: ClassVar[dict[str, str]] = {}
    """By code: what happened, in English, with the parameters' names as placeholders."""

    def __init__(self, code: str, /, **params: Any) -> None:  # noqa: ANN401 - keys, days, figures, texts
        """Keep what is wrong. Raises KeyError for a code or a parameter that the text does not know."""
        super().__init__(self.TEXTS[code] % params)
        self.code = code
        self.params = params


class Told(NamedTuple):
    """A refusal in the reader's language: what is wrong, and what to do."""

    reason: str
    remedy: str

"""What is wrong with a cell, or with what a row says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gatehouse.census.presenters.sentence import Sentence

_EXACT_NUMBER = _("Write the exact number in digits, such as 35.")
_A_DAY = _("Write year, month and day, such as 2019-03-05; the day may be left out.")
_AS_ON_THE_CARD = _("Compare the number digit by digit with the ID card and correct it.")
_ID_AS_TEXT = _("Format the column as text, then type all 18 characters of the ID number again.")
_CHECK_BOTH = _("Nothing needs to be done if the ID number is right; otherwise correct it.")

CELL_SENTENCES = {
    "required-empty": Sentence(_("“%(field)s” is empty."), _("Fill in this cell.")),
    "word-unknown": Sentence(
        _("“%(value)s” is not understood as “%(field)s”."), _("Write one of these words: %(accepted)s.")
    ),
    "text-too-long": Sentence(
        _("“%(value)s” is too long; at most %(most)s characters can be kept."), _("Write it shorter.")
    ),
    "number-unreadable": Sentence(_("“%(value)s” is no number."), _EXACT_NUMBER),
    "number-approximate": Sentence(_("“%(value)s” is only an approximate number."), _EXACT_NUMBER),
    "number-unknown": Sentence(_("“%(value)s” tells no number."), _EXACT_NUMBER),
    "number-negative": Sentence(_("“%(value)s” is less than nothing."), _EXACT_NUMBER),
    "number-decimal": Sentence(_("“%(value)s” is no whole number."), _EXACT_NUMBER),
    "number-too-large": Sentence(
        _("“%(value)s” cannot be right; at most %(most)s is accepted."), _("Check the number for a digit too many.")
    ),
    "date-unreadable": Sentence(_("“%(value)s” is no day."), _A_DAY),
    "date-impossible": Sentence(_("There is no such day: “%(value)s”."), _A_DAY),
    "date-too-early": Sentence(_("“%(value)s” lies before the year 1900."), _("Check the year.")),
    "date-in-future": Sentence(_("“%(value)s” lies after %(latest)s."), _("Check the year.")),
    "date-month-unsure": Sentence(
        _("“%(value)s” was read as January; it may have been October, as Excel drops the last 0 of a number."),
        _("If October is meant, write the month as in 2019-10."),
    ),
    "school-code-form": Sentence(
        _("“%(value)s” is no school identification code: that has 10 digits."),
        _("Correct the code, or empty the cell if the school has none."),
    ),
    "credit-code-invalid": Sentence(
        _("“%(value)s” is no valid unified social credit code; the row counts without it."),
        _("Compare the 18 characters with the certificate and correct them."),
    ),
    "id-length": Sentence(_("The ID number does not have 18 characters: 17 digits and a digit or X."), _AS_ON_THE_CARD),
    "id-old-15-digits": Sentence(
        _("This is an ID number of the old form with 15 digits."), _("Write the 18 characters of the present ID card.")
    ),
    "id-digits-lost": Sentence(
        _("The last digits of the ID number are lost, as Excel keeps only 15 digits of a number."), _ID_AS_TEXT
    ),
    "id-birth-date": Sentence(_("Digits 7 to 14 of the ID number are no possible day of birth."), _AS_ON_THE_CARD),
    "id-check-digit": Sentence(
        _("The last character of the ID number does not fit the others: one of them is wrong."), _AS_ON_THE_CARD
    ),
    "certificate-digits-lost": Sentence(
        _("The last digits of the certificate number are lost, as Excel keeps only 15; the row counts without it."),
        _("Format the column as text, then type the certificate number again."),
    ),
}

ROW_SENTENCES = {
    "campus-unnamed": Sentence(
        _("The row does not tell at which campus the guard serves."),
        _("Write the campus's name or its school identification code."),
    ),
    "sex-conflict": Sentence(
        _("“%(value)s” does not agree with the ID number, which says %(sex)s; the ID number counts."), _CHECK_BOTH
    ),
    "birth-date-conflict": Sentence(
        _("“%(value)s” does not agree with the ID number, which says %(birth_date)s; the ID number counts."),
        _CHECK_BOTH,
    ),
    "age-conflict": Sentence(
        _("“%(value)s” does not agree with the ID number, which makes the age %(age)s; the ID number counts."),
        _CHECK_BOTH,
    ),
    "age-impossible": Sentence(
        _("By the ID number this guard is %(age)s years old, which cannot be."), _AS_ON_THE_CARD
    ),
    "age-minor": Sentence(
        _("By the ID number this guard is %(age)s years old; guards must be at least 18."),
        _("Check the ID number. If it is right, the fact is recorded and has to be put right at the campus."),
    ),
    "certified-blank": Sentence(
        _("It is not told whether the guard holds a certificate; the guard counts as uncertified."),
        _("Fill in this cell."),
    ),
    "certified-conflict": Sentence(
        _("The guard is told to hold no certificate, yet one is named; the guard counts as uncertified."),
        _("If the certificate is valid, change the answer to yes."),
    ),
    "certificate-number-missing": Sentence(
        _("The guard is told to hold a certificate, but its number is missing."), _("Add the certificate number.")
    ),
    "persons-conflict": Sentence(
        _("“%(value)s” is not the sum of %(students)s students and %(staff)s staff, which is %(sum)s."),
        _("Check the three numbers. Students and staff count; the sum does not."),
    ),
    "boarders-exceed-students": Sentence(
        _("There are more boarders (%(value)s) than students (%(students)s)."), _("Check both numbers.")
    ),
    "label-missing": Sentence(
        _("It is not told whether this is a city or a town kindergarten."), _("Write one of these words: %(accepted)s.")
    ),
    "label-conflict": Sentence(
        _("The label “%(value)s” does not agree with the kind “%(kind)s”."), _("Correct one of the two.")
    ),
    "label-not-for-school": Sentence(
        _("“%(value)s” is a label for kindergartens, but the kind is “%(kind)s”; the campus counts as a school."),
        _("Check the kind and the label."),
    ),
    "duplicate-campus": Sentence(
        _("The row repeats the campus of row %(row)s on sheet “%(sheet)s”."),
        _("Delete the row that is not right; if they are two campuses, tell them apart by name or code."),
    ),
    "duplicate-guard": Sentence(
        _("The row repeats the guard of row %(row)s on sheet “%(sheet)s”: the same ID number at the same campus."),
        _("Delete the row that is not right; if they are two persons, correct the ID number."),
    ),
    "full-time-conflict": Sentence(
        _("The campus reports %(value)s full-time guards, but the roster has %(counted)s."),
        _("Check the roster of this campus. The roster counts; the reported number does not."),
    ),
}

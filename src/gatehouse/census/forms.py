"""The form with which a workbook is sent in."""

from __future__ import annotations

from typing import cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gatehouse.census import queries
from gatehouse.census.models import Campaign
from gatehouse.territory.types import UnitOn


class CampaignField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among campaigns by their names."""

    def label_from_instance(self, obj: Campaign) -> str:
        """The campaign's name."""
        return obj.name


class WorkbookForm(forms.Form):
    """Which campaign, which unit reports, and the file."""

    campaign = CampaignField(label=gettext_lazy("Campaign"), queryset=Campaign.objects.none(), empty_label=None)
    unit = forms.ChoiceField(label=gettext_lazy("Reporting unit"))
    file = forms.FileField(label=gettext_lazy("Workbook (.xlsx)"), allow_empty_file=True)

    def __init__(
        self, units: list[UnitOn], data: QueryDict | None, files: MultiValueDict[str, UploadedFile] | None
    ) -> None:
        """Offer the units for which the viewer may report."""
        super().__init__(data, files)
        english = (get_language() or "").startswith("en")
        campaign = cast("CampaignField", self.fields["campaign"])
        campaign.queryset = queries.campaigns()
        choices = cast("forms.ChoiceField", self.fields["unit"])
        named = [(str(unit.id), unit.name_en if english else unit.name) for unit in units]
        choices.choices = named if len(named) == 1 else [("", _("Choose the unit")), *named]
        self.units = {str(unit.id): unit for unit in units}

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large to be a census workbook before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        limit = settings.GATEHOUSE_MAX_UPLOAD
        if file.size is not None and file.size > limit:
            raise ValidationError(
                _("The file has %(size)d MB; at most %(limit)d MB can be read. Send it in several parts.")
                % {"size": file.size // 1024**2, "limit": limit // 1024**2}
            )
        return file

    @property
    def reporting_unit(self) -> UnitOn:
        """The unit chosen."""
        return self.units[self.cleaned_data["unit"]]

"""Every sample and example loads without a complaint in both browsers, and fits a telephone."""

from __future__ import annotations

from pathlib import Path

from opener import Opener
from sample_files import every_sample, walk


@every_sample
def test_a_sample_loads_in_silence_and_fits_a_telephone(open_app: Opener, sample: Path) -> None:
    tab = open_app(sample, width=390, height=800)
    for page in walk(tab):
        tab.assert_fits(390)
        assert tab.count("main h1") == 1, page

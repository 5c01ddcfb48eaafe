"""Templates and static files of the pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the template engine is loaded where a page is made
    from jinja2 import Environment, Template


@cache
def read_asset(name: str) -> str:
    """A static file of the package."""
    return files("reelbridge.web").joinpath("static").joinpath(name).read_text("utf-8")


def template(name: str) -> Template:
    """A template in which every text is escaped and every missing name is an error."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("reelbridge.web", "static"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

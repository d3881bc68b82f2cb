"""Templates see the plan and a few filters, and reach nothing else."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateError

from desktop.compiler.environment import make_environment


@pytest.mark.parametrize(
    "template",
    [
        "{{ app.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ app.append(1) }}",
        "{{ words.update({'save': 'x'}) }}",
        "{{ '{0.__class__}'.format(app) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ app|attr('__class__') }}",
        "{{ range(10) }}",
        "{% include '../../desktop/paths.py' %}",
    ],
)
def test_a_template_cannot_reach_out_of_the_sandbox(template: str) -> None:
    with pytest.raises(TemplateError) as caught:
        make_environment().from_string(template).render(app=[], words={})
    assert isinstance(caught.value, SecurityError | TemplateError)


def test_a_name_that_is_not_in_the_plan_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        make_environment().from_string("{{ app.colour }}").render(app={})


def test_what_a_template_prints_is_escaped() -> None:
    printed = make_environment().from_string("<p>{{ name }}</p>").render(name="<b>\"'&")
    assert printed == "<p>&lt;b&gt;&#34;&#39;&amp;</p>"


def test_names_of_the_person_are_never_read_as_a_template() -> None:
    assert make_environment().from_string("{{ name }}").render(name="{{ 7*7 }}") == "{{ 7*7 }}"

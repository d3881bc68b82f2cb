"""Chat templates of people who mean harm, or of nobody who tried them; each is what a model's file may bring."""

from __future__ import annotations

# What reached the system in llama-cpp-python before its sandbox (CVE-2024-34359), and its relatives.
REACHING = {
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "popen": (
        "{% for c in ().__class__.__base__.__subclasses__() %}{% if 'Popen' in c.__name__ %}"
        "{{ c('touch PLACE', shell=True) }}{% endif %}{% endfor %}"
    ),
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "builtins by the filter": "{{ messages | attr('__class__') | attr('__mro__') }}",
    "environment of the undefined": "{{ nobody._undefined_message.__globals__ }}",
    "self": "{{ self.__init__.__globals__.__builtins__.open('PLACE', 'w') }}",
    "self, by its block": "{{ self._TemplateReference__context.environment }}",
    "lipsum": "{{ lipsum.__globals__['os'].system('touch PLACE') }}",
    "cycler": "{{ cycler.__init__.__globals__.os.system('touch PLACE') }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "range": "{{ range.__self__ }}",
    "raise_exception": "{{ raise_exception.__globals__ }}",
    "strftime_now": "{{ strftime_now.__globals__.datetime.sys.modules.os.system('touch PLACE') }}",
    "format": "{{ '{0.__class__.__mro__}'.format(messages) }}",
    "format_map": "{{ '{m.__class__}'.format_map({'m': messages}) }}",
    "format filter": "{{ '%s' | format(messages.__class__) }}",
    "map with an attribute": "{{ messages | map(attribute='__class__') | list }}",
    "groupby": "{{ messages | groupby('__class__') }}",
    "encode": "{{ 'x'.encode().__class__ }}",
    "code of a frame": "{{ (messages | map('upper')).gi_frame.f_globals }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as os %}{{ os.getcwd() }}",
    "extends": "{% extends '/etc/passwd' %}",
    "from": "{% from '/etc/hosts' import x %}",
    "statement of an extension": "{% do messages.append(1) %}",
    "debug": "{% debug %}",
    "changing what is said": "{% set x = messages.append({'role': 'user', 'content': 'evil'}) %}",
    "changing one message": "{% set x = messages[0].update({'role': 'system'}) %}",
    "emptying": "{% set x = messages.clear() %}",
}
"""Each tries to reach what it must not. In none of them is what was said."""

HUGE = {
    "a repeated text": "{{ 'x' * 10000000000 }}",
    "a repeated list": "{% set x = [0] * 10000000000 %}",
    "a text repeated by a text's length": "{{ 10000000000 * 'x' }}",
    "a power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "a negative power of nothing": "{{ 0 ** -1 }}",
    "padding": "{{ 'x'.ljust(10000000000) }}",
    "padding by zeros": "{{ 'x'.zfill(10000000000) }}",
    "centring": "{{ 'x' | center(10000000000) }}",
    "a format's width": "{{ '{:10000000000}'.format(1) }}",
    "a per cent's width": "{{ '%10000000000d' % 1 }}",
    "a format filter's width": "{{ '%10000000000d' | format(1) }}",
    "tabs": "{{ 'x\t'.expandtabs(10000000000) }}",
    "an indent": "{{ 'x\ny' | indent(10000000000) }}",
    "an indent of JSON": "{{ [[1]] | tojson(indent=10000000000) }}",
    "a word's wrap": "{{ ('x ' * 1000) | wordwrap(1, wrapstring='y' * 10000) }}",
    "a range": "{% for i in range(10000000000) %}x{% endfor %}",
    "lorem ipsum": "{{ lipsum(n=1000000000) }}",
    "a date": "{{ strftime_now('%10000000000d') }}",
    "a rounding": "{{ 1.5 | round(10000000000) }}",
    "doubling": "{% set ns = namespace(x='x') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "adding": "{% set ns = namespace(x='x') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "lists in lists, told as JSON": (
        "{% set ns = namespace(x=['x']) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}"
        "{{ ns.x | tojson }}"
    ),
    "a block kept": (
        "{% set ns = namespace(x='x') %}{% for i in range(60) %}{% set y %}{{ ns.x }}{{ ns.x }}{% endset %}"
        "{% set ns.x = y %}{% endfor %}"
    ),
    "replacing": (
        "{% set ns = namespace(x='xx') %}{% for i in range(60) %}"
        "{% set ns.x = ns.x | replace('x', 'xx') %}{% endfor %}"
    ),
    "squaring": "{% set ns = namespace(x=3) %}{% for i in range(60) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
    "a long result": "{% for i in range(90000) %}{% for j in range(90000) %}xxxxxxxx{% endfor %}{% endfor %}",
    "what was said, again and again": (
        "{% for i in range(90000) %}{{ messages[0].content }}{{ messages[0].content }}{% endfor %}"
    ),
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a loop that calls itself": "{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}",
    "brackets in brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "lists in lists": "{{ " + "[" * 5000 + "]" * 5000 + " }}",
    "ifs in ifs": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "a source too long": "{# " + "x" * 200_000 + " #}{{ messages[0].content }}",
    "not many": "{{ " + "not " * 20000 + "1 }}",
    "a number of many digits": "{{ " + "9" * 50_000 + " }}",
}
"""Each wants more memory, depth or room than there is."""

ENDLESS = {
    "loops in loops": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}"
        "{% endfor %}"
    ),
    # Compared inside one native call, which nothing in Python can interrupt.
    "two trees compared": (
        "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}"
        "{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}"
    ),
}
"""Neither comes to an end while anybody waits for it."""

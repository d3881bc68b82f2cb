"""The little scripts with which the tests look at a page: the same ones in both browsers."""

from __future__ import annotations

import json

PAINTED = """new Promise((done) => {
    const { requestAnimationFrame, setTimeout } = window.homespunClock?.real ?? window;
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)));
})"""
FRAME = """new Promise((done) => {
    const { requestAnimationFrame, setTimeout } = window.homespunClock?.real ?? window;
    requestAnimationFrame(() => setTimeout(done, 0));
})"""
READY = "document.readyState === 'complete' && document.documentElement.dataset.ready === 'yes'"
FORGET_READY = "delete document.documentElement.dataset.ready"

CENTRE = """((selector, text) => {
    const words = (element) => `${element.innerText} ${element.ariaLabel ?? ""}`;
    const all = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const found = all.find((element) => !text || words(element).includes(text));
    if (!found) return null;
    found.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = found.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
})"""

FIELD = """((label) => {
    const controls = "input, select, textarea, [contenteditable]";
    const clean = (words) => (words ?? "").replace(/[\\s*:]+$/, "").trim();
    const names = (control) =>
        [control.ariaLabel, ...[...(control.labels ?? [])].map((one) => one.innerText)].map(clean);
    const byData = () => {
        const row = `form [data-field="${CSS.escape(label)}"]`;
        return document.querySelector(`dialog ${row}`) ?? document.querySelector(row);
    };
    const byLabel = () => {
        const all = [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility());
        return all.find((one) => names(one).includes(label)) ?? null;
    };
    const bySelector = () => {
        try { return document.querySelector(label); } catch { return null; }
    };
    const found = byData() ?? byLabel() ?? bySelector();
    if (!found) return null;
    for (const marked of document.querySelectorAll("[data-being-filled]")) delete marked.dataset.beingFilled;
    found.dataset.beingFilled = "yes";
    return (found.matches(controls) ? found : found.querySelector(controls))?.type ?? "text";
})"""
"""Finds a field by its `data-field`, its label or a selector, marks it, and gives its type."""

MARKED = "[data-being-filled]"
CHOOSE = """((words) => {
    const place = document.querySelector("[data-being-filled]");
    const control = place.matches("input, select") ? place : place.querySelector("input, select");
    control.focus();
    control.value = [...(control.options ?? [])].find((option) => option.text === words)?.value ?? words;
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
})"""
"""For controls whose picker belongs to the system, which no script can reach."""

FOCUSED = """(() => {
    const focus = document.activeElement;
    return focus === document.body ? "" : focus.ariaLabel ?? focus.labels?.[0]?.innerText ?? focus.innerText;
})()"""


TOO_WIDE = """((width) => {
    const scrolls = (one) =>
        one && one !== document.body && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
    const wide = (one) => one.getBoundingClientRect().right > width + 1 || one.getBoundingClientRect().left < -1;
    return [...document.body.querySelectorAll("*")]
        .filter((one) => wide(one) && !scrolls(one.parentElement))
        .slice(0, 5)
        .map((one) => `${one.cloneNode().outerHTML.slice(0, 120)} to ${one.getBoundingClientRect().right}`);
})"""
"""What reaches out of a window of this width, and is in nothing that scrolls by itself."""


def call(function: str, *arguments: str | float) -> str:
    """Write the call of a JavaScript function."""
    return f"{function}({', '.join(json.dumps(argument) for argument in arguments)})"


def as_expression(script: str) -> str:
    """Make one expression of a script: of a block, a promise of what it returns."""
    code = script.strip().rstrip(";")
    return f"(async () => {code}\n)()" if code.startswith("{") else f"({code}\n)"

// Slides, one after the other: with the buttons, the arrow keys or a swipe. They move by themselves
// only where the blueprint says so, never for people who asked for less motion, and can be stopped.
// Needs: blocks/site, blocks/patterns, formats.
"use strict";

homespun.sections.carousel = (section) => {
  const { make, say } = homespun;
  const slides = section.items;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let shown = 0;
  let running = Boolean(section.seconds) && slides.length > 1 && !still.matches;
  let resting = false;
  let timer = 0;

  const slide = (item, at) =>
    make(
      "div",
      { class: "slide", role: "group", "aria-roledescription": say("carousel_slide"), "aria-label": say("carousel_place", { number: at + 1, count: slides.length }), from: item.line },
      homespun.drawPicture(item.picture, item.label, section.key, at),
      make("div", { class: "slide-words" }, make("h3", { dir: "auto" }, item.label), item.text ? make("p", { dir: "auto" }, item.text) : null, item.button ? homespun.leadOn(item.button, item, "main") : null),
    );

  const track = make("div", { class: "slides", tabindex: "0", role: "group", "aria-label": say("carousel_slides"), onkeydown: onKey }, slides.map(slide));
  const dots = slides.map((item, at) => make("button", { type: "button", class: "slide-dot", "aria-label": say("carousel_go", { number: at + 1 }), onclick: () => show(at) }));
  const turn = make("button", { type: "button", class: "quiet icon-only", onclick: () => run(!running) });
  const step = (by, key, name) => make("button", { type: "button", class: "icon-only", "aria-label": say(key), onclick: () => show(shown + by) }, homespun.icon(name));
  const controls = make("div", { class: "slide-controls" }, step(-1, "carousel_back", "left"), make("div", { class: "dots" }, dots), step(1, "carousel_on", "right"), section.seconds ? turn : null);

  // The slides lie in a row that scrolls, so that a finger can do what the buttons do.
  function show(at) {
    shown = (at + slides.length) % slides.length;
    const step = track.children[shown].offsetLeft - track.children[0].offsetLeft;
    track.scrollTo({ left: step, behavior: still.matches ? "auto" : "smooth" });
    mark();
  }

  function mark() {
    dots.forEach((dot, at) => (at === shown ? dot.setAttribute("aria-current", "true") : dot.removeAttribute("aria-current")));
    [...track.children].forEach((child, at) => (child.inert = at !== shown));
  }

  // A finger moves the row too: where it comes to rest is the slide that is shown.
  function settle() {
    if (!track.clientWidth) return;
    shown = Math.min(slides.length - 1, Math.round(Math.abs(track.scrollLeft) / track.clientWidth));
    mark();
  }

  let settling = 0;
  function settleSoon() {
    clearTimeout(settling);
    settling = setTimeout(settle, 150);
  }

  function onKey(event) {
    const onward = getComputedStyle(track).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.target !== track || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    show(shown + (event.key === onward ? 1 : -1));
  }

  function run(wish) {
    running = wish;
    turn.replaceChildren(homespun.siteMark(running ? "pause" : "play"));
    turn.setAttribute("aria-label", say(running ? "carousel_pause" : "carousel_play"));
    clearInterval(timer);
    if (running) timer = setInterval(() => !resting && !document.hidden && show(shown + 1), section.seconds * 1000);
  }

  const element = homespun.site(section, track, slides.length > 1 ? controls : null);
  element.setAttribute("aria-roledescription", say("carousel_name"));
  element.setAttribute("aria-label", section.title || say("carousel_slides"));
  for (const type of ["pointerenter", "focusin"]) element.addEventListener(type, () => (resting = true));
  for (const type of ["pointerleave", "focusout"]) element.addEventListener(type, () => (resting = element.matches(":hover, :focus-within")));
  if ("onscrollend" in window) track.addEventListener("scrollend", settle);
  else track.addEventListener("scroll", settleSoon);
  run(running);
  mark();
  return { element, leave: () => clearInterval(timer) };
};

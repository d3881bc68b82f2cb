// Pointing at a part of the running app: outlines, the choice of one part, and dragging it among its neighbours.
//
// This runs in a world of its own beside the page: both see the same elements, but neither the other's scripts
// and objects. The page is a stranger. It can put wrong line numbers on its elements, which is confusing and
// nothing worse; events that it makes up itself are not trusted and count for nothing. What is told goes out by
// the channel of this world, at most once a frame, and is checked again on the other side (desktop/preview/heard.py).
"use strict";

(function () {
  const DRAG_AFTER_PX = 6;
  const MOST_MARKS = 200;
  const MOST_FRAMES_WAITED = 180;
  const [LINE, HALO] = ["#2d4b8e", "#ffffff"];

  let tell = () => {};
  let on = false;
  let names = {}; // line → what it is called
  let groups = {}; // line → those of one group can change places
  let hovered = null;
  let chosen = null;
  let marks = [];
  let press = null; // where the button went down, and on what
  let drop = null; // what is dragged, and beside what it would come to stand
  let toldBox = "";
  let isDue = false;

  // --- finding -----------------------------------------------------------------------------------------------

  const lineOf = (element) => {
    const line = Number(element?.dataset?.from);
    return Number.isInteger(line) && line > 0 ? line : 0;
  };
  const partAt = (node) => {
    let element = node instanceof Element ? node.closest("[data-from]") : null;
    while (element && !lineOf(element)) element = element.parentElement?.closest("[data-from]") ?? null;
    return element;
  };
  const above = (element) => partAt(element?.parentElement ?? null);
  const isSeen = (element) => element.getClientRects().length > 0;
  const all = () => [...document.querySelectorAll("[data-from]")].filter((element) => lineOf(element) && isSeen(element));
  const allOf = (line) => [...document.querySelectorAll(`[data-from="${line}"]`)].filter(isSeen);
  const inside = (element) => all().filter((each) => above(each) === element);
  const beside = (element) => all().filter((each) => above(each) === above(element));

  // --- drawing -----------------------------------------------------------------------------------------------
  // The outlines lie in a closed tree on top of everything, where the page's style does not reach.

  const host = document.createElement("homespun-pointing");
  const tree = host.attachShadow({ mode: "closed" });
  const dress = (element, style) => Object.entries(style).forEach(([name, value]) => element.style.setProperty(name, value, "important"));
  const box = (style) => {
    const element = document.createElement("div");
    dress(element, { position: "fixed", "box-sizing": "border-box", "pointer-events": "none", display: "none", "border-radius": "6px", ...style });
    tree.append(element);
    return element;
  };
  dress(host, { all: "initial", position: "fixed", inset: "0", width: "100%", height: "100%", margin: "0", padding: "0", border: "0", background: "transparent", overflow: "hidden", "pointer-events": "none", "z-index": "2147483647" });
  host.popover = "manual";
  host.ariaHidden = "true";
  const hover = box({ outline: `2px dashed ${LINE}`, "box-shadow": `0 0 0 3px ${HALO}66` });
  const ring = box({ outline: `2px solid ${LINE}`, "box-shadow": `0 0 0 4px ${HALO}cc` });
  const gap = box({ background: LINE, "box-shadow": `0 0 0 2px ${HALO}` });
  const tag = box({ background: LINE, color: HALO, font: "500 12px/1.3 system-ui, sans-serif", padding: "3px 8px", "max-width": "60vw", "white-space": "nowrap", overflow: "hidden", "text-overflow": "ellipsis" });
  const lights = [];

  // Chosen are elements with a `from`; for those without a box of their own (cells of a row that is laid out
  // otherwise) the first rectangle stands.
  const rectOf = (element) => {
    const rect = element.getBoundingClientRect();
    return rect.width || rect.height ? rect : (element.getClientRects()[0] ?? rect);
  };
  function put(shape, element, by = 2) {
    if (!element?.isConnected || !isSeen(element)) return dress(shape, { display: "none" });
    const { left, top, width, height } = rectOf(element);
    dress(shape, { display: "block", left: `${left - by}px`, top: `${top - by}px`, width: `${width + 2 * by}px`, height: `${height + 2 * by}px` });
  }

  function raise() {
    if (!host.isConnected) document.documentElement.append(host);
    if (host.matches(":popover-open")) return;
    try {
      host.showPopover();
    } catch {
      // The document is going; there is nothing to draw on.
    }
  }

  function draw() {
    isDue = false;
    if (!on && !marks.length) {
      host.remove();
      return;
    }
    raise();
    put(hover, on && !drop && hovered !== chosen ? hovered : null);
    put(ring, on ? chosen : null);
    drawTag();
    drawDrop();
    while (lights.length < marks.length) lights.push(box({ outline: `2px solid ${LINE}`, background: `${LINE}14` }));
    lights.forEach((light, at) => put(light, marks[at] ?? null));
    if (on) tellBox();
  }

  function drawTag() {
    const name = names[lineOf(hovered)];
    if (!on || drop || !name || hovered === chosen || !hovered.isConnected || !isSeen(hovered)) return dress(tag, { display: "none" });
    const { left, top, bottom } = rectOf(hovered);
    tag.textContent = name;
    dress(tag, { display: "block", left: `${Math.max(4, Math.min(left, innerWidth - 80))}px`, top: `${top > 32 ? top - 28 : Math.min(bottom + 6, innerHeight - 28)}px` });
  }

  function drawDrop() {
    if (!drop?.near) return dress(gap, { display: "none" });
    const { left, top, right, bottom, width, height } = rectOf(drop.near);
    const shape = drop.across
      ? { left: `${(drop.after ? right + 4 : left - 6)}px`, top: `${top}px`, width: "3px", height: `${height}px` }
      : { left: `${left}px`, top: `${(drop.after ? bottom + 4 : top - 6)}px`, width: `${width}px`, height: "3px" };
    dress(gap, { display: "block", ...shape });
  }

  function redraw() {
    if (isDue || (!on && !marks.length && !host.isConnected)) return;
    isDue = true;
    requestAnimationFrame(draw);
  }

  // --- telling -----------------------------------------------------------------------------------------------

  const boxOf = (element) => {
    const { left, top, width, height } = rectOf(element);
    return [left, top, width, height].map(Math.round);
  };

  function tellBox() {
    if (!chosen) return;
    if (!chosen.isConnected || !isSeen(chosen)) return choose(null);
    const now = boxOf(chosen).join();
    if (now === toldBox) return;
    toldBox = now;
    tell({ moved: { box: boxOf(chosen) } });
  }

  function choose(element, byKeys = false) {
    chosen = element;
    if (!chosen) {
      toldBox = "";
      tell({ chosen: { line: 0, within: [], index: 0, box: [0, 0, 0, 0], keys: false } });
      return redraw();
    }
    const within = [];
    for (let at = above(chosen); at && within.length < 12; at = above(at)) within.push(lineOf(at));
    const line = lineOf(chosen);
    toldBox = boxOf(chosen).join();
    tell({ chosen: { line, within, index: allOf(line).indexOf(chosen), box: boxOf(chosen), keys: byKeys } });
    redraw();
  }

  // --- pointing with the mouse -------------------------------------------------------------------------------

  const swallow = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  function onMove(event) {
    if (press && !drop && Math.hypot(event.clientX - press.x, event.clientY - press.y) > DRAG_AFTER_PX) beginDrag();
    if (drop) dragTo(event.clientX, event.clientY);
    else hovered = partAt(event.target);
    redraw();
  }

  function beginDrag() {
    let element = chosen?.contains(press.on) ? chosen : press.on;
    while (element && groups[lineOf(element)] === undefined) element = above(element);
    if (!element) return (press = null);
    const line = lineOf(element);
    const seen = new Set([line]);
    const others = all().filter((each) => groups[lineOf(each)] === groups[line] && !seen.has(lineOf(each)) && seen.add(lineOf(each)));
    drop = others.length ? { element, line, others, near: null, after: false, across: false } : null;
    press = drop && press;
  }

  // Beside which neighbour it would come to stand: the one that is nearest to the pointer, on this or that side.
  function dragTo(x, y) {
    const away = (element) => {
      const { left, top, right, bottom } = rectOf(element);
      return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    };
    const near = drop.others.filter((each) => each.isConnected).sort((a, b) => away(a) - away(b))[0];
    if (!near) return;
    const [mine, rect] = [rectOf(drop.element), rectOf(near)];
    drop.near = near;
    drop.across = Math.min(mine.bottom, rect.bottom) - Math.max(mine.top, rect.top) > Math.min(mine.height, rect.height) / 2;
    drop.after = drop.across ? x > rect.left + rect.width / 2 : y > rect.top + rect.height / 2;
  }

  function onDown(event) {
    press = event.button === 0 ? { x: event.clientX, y: event.clientY, on: partAt(event.target) } : null;
  }

  function onUp() {
    const [pressed, done] = [press, drop];
    press = drop = null;
    if (done?.near) tell({ dropped: { line: done.line, beside: lineOf(done.near), after: done.after } });
    else if (pressed && !done) choose(pressed.on);
    redraw();
  }

  // --- pointing with the keys --------------------------------------------------------------------------------

  function step(key) {
    const from = hovered?.isConnected ? hovered : chosen;
    if (!from?.isConnected) return document.querySelector("main [data-from]") ?? all()[0] ?? null;
    if (key === "ArrowUp") return above(from) ?? from;
    if (key === "ArrowDown") return inside(from)[0] ?? from;
    const row = beside(from);
    const to = row.indexOf(from) + (key === "ArrowRight" ? 1 : -1);
    return row[Math.min(Math.max(to, 0), row.length - 1)];
  }

  function onKey(event) {
    if (event.key.startsWith("Arrow")) {
      hovered = step(event.key);
      hovered?.scrollIntoView({ block: "nearest", inline: "nearest" });
      redraw();
    } else if (event.key === "Enter" || event.key === " ") {
      if (hovered) choose(hovered, true);
    } else if (event.key === "Escape") {
      press = drop = null;
      tell({ left: {} });
    } else if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey || event.key.startsWith("F")) {
      return false; // the window's own
    }
    return true;
  }

  // --- what the page would see -------------------------------------------------------------------------------
  // These stand before the page's own listeners, as this script begins before the page does.

  const POINTER = { pointermove: onMove, pointerdown: onDown, pointerup: onUp };
  const QUIET = ["mousedown", "mouseup", "click", "dblclick", "auxclick", "contextmenu", "pointercancel", "dragstart", "selectstart", "beforeinput", "submit", "keyup", "keypress", "mouseover", "mouseout", "pointerover", "pointerout", "touchstart", "touchend"];
  for (const [kind, act] of Object.entries(POINTER)) {
    window.addEventListener(kind, (event) => {
      if (!on) return;
      swallow(event);
      if (event.isTrusted) act(event);
    }, true);
  }
  for (const kind of QUIET) window.addEventListener(kind, (event) => on && swallow(event), { capture: true, passive: false });
  window.addEventListener("keydown", (event) => {
    if (!on) return;
    if (!event.isTrusted || onKey(event)) swallow(event);
  }, true);
  document.addEventListener("pointerleave", () => {
    hovered = null;
    redraw();
  });
  for (const kind of ["scroll", "transitionend", "animationend", "toggle", "load"]) document.addEventListener(kind, redraw, { capture: true, passive: true });
  window.addEventListener("resize", redraw);
  new MutationObserver((changes) => changes.some((change) => change.target !== host) && redraw()).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });

  // Frames take the pointer for themselves; while somebody points they must not.
  const still = new CSSStyleSheet();
  still.replaceSync("* { cursor: crosshair !important; } iframe, object, embed { pointer-events: none !important; }");

  // --- what the window may ask of it -------------------------------------------------------------------------

  // The app draws itself a moment after it has loaded.
  function whenThere(find, then, frames = MOST_FRAMES_WAITED) {
    const found = find();
    if (found) then(found);
    else if (frames > 0) requestAnimationFrame(() => whenThere(find, then, frames - 1));
  }

  globalThis.homespunPointing = Object.freeze({
    start(known) {
      on = true;
      ({ names, groups } = known);
      if (!document.adoptedStyleSheets.includes(still)) document.adoptedStyleSheets.push(still);
      redraw();
    },
    stop() {
      on = false;
      hovered = chosen = press = drop = null;
      toldBox = "";
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still);
      redraw();
    },
    choose(line, index) {
      if (!line) return choose(null);
      whenThere(() => allOf(line)[index] ?? allOf(line)[0], (element) => on && choose(element));
    },
    mark(line) {
      marks = [];
      redraw();
      if (!line) return;
      whenThere(() => allOf(line)[0], (first) => {
        marks = allOf(line).slice(0, MOST_MARKS);
        const { top, bottom, height } = rectOf(first);
        const isInSight = top >= 0 && bottom <= innerHeight;
        if (!isInSight) first.scrollIntoView({ block: height < innerHeight ? "center" : "start", inline: "nearest" });
        redraw();
      });
    },
    scrollTo(x, y) {
      whenThere(() => document.documentElement.scrollHeight - innerHeight >= y - 1 && document.documentElement, () => window.scrollTo(x, y));
    },
  });

  new QWebChannel(qt.webChannelTransport, ({ objects }) => {
    tell = (news) => objects.ear.hear(JSON.stringify(news));
  });
})();

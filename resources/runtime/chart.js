// Bars, lines and pies as plain SVG, redrawn to the width there is; a table says the same to screen readers.
// Needs: measure, elements.
"use strict";

(function () {
  const { make, draw, say, missing } = homespun;
  const MOST_SLICES = 8;
  const LABEL_WIDTH = 7.2; // pixels that a letter of a label takes, on average

  // [{ name, short, value }] in the order of the options, of time, or of size.
  function groupsOf(section) {
    const entity = homespun.entityOf(section.entity);
    const by = homespun.fieldOf(entity, section.by);
    const isDate = by.type === "date" || by.type === "date and time";
    const groups = new Map();
    for (const view of homespun.measured(section)) {
      const value = view[by.name];
      const keys = Array.isArray(value) ? value : [missing(value) ? null : isDate ? String(value).slice(0, 7) : value];
      for (const key of keys.length ? keys : [null]) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(view);
      }
    }
    const keys = isDate ? everyMonth([...groups.keys()]) : [...groups.keys()].sort((one, other) => homespun.inOrder(one, other, by, false));
    const nameOf = (key) => (key === null ? say("none") : isDate ? homespun.asMonth(key) : homespun.asText(key, by) || say("none"));
    return keys
      .map((key) => ({ name: nameOf(key), short: isDate && key ? homespun.asShortMonth(key) : nameOf(key), value: homespun.aggregate(section, groups.get(key) ?? []), time: isDate && key !== null }))
      .filter((group) => group.value !== null);
  }

  // Months without records are part of a development, up to five years of them.
  function everyMonth(keys) {
    const there = keys.filter((key) => key !== null).sort();
    if (!there.length) return keys;
    const number = (key) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5, 7)) - 1;
    const [first, last] = [number(there[0]), number(there.at(-1))];
    if (last - first > 60) return [...there, ...(keys.includes(null) ? [null] : [])];
    const all = Array.from({ length: last - first + 1 }, (_, at) => `${String(Math.floor((first + at) / 12)).padStart(4, "0")}-${String(((first + at) % 12) + 1).padStart(2, "0")}`);
    return [...all, ...(keys.includes(null) ? [null] : [])];
  }

  const cut = (words, width) => {
    const letters = [...words];
    const room = Math.max(3, Math.floor(width / LABEL_WIDTH));
    return letters.length > room ? `${letters.slice(0, room - 1).join("")}…` : words;
  };
  const text = (x, y, anchor, words, kind = "") => draw("text", { x, y, "text-anchor": anchor, class: kind, direction: document.dir || "ltr" }, words);

  function bars(section, groups, width) {
    return groups.some((group) => group.time) ? columns(section, groups, width) : rows(section, groups, width);
  }

  function rows(section, groups, width) {
    const high = Math.max(...groups.map((group) => group.value), 0);
    const low = Math.min(...groups.map((group) => group.value), 0);
    const words = groups.map((group) => homespun.measureText(section, group.value));
    const labels = Math.min(width * 0.36, Math.max(...groups.map((group) => [...group.name].length)) * LABEL_WIDTH + 12);
    const numbers = Math.max(...words.map((each) => each.length)) * LABEL_WIDTH + 10;
    const room = Math.max(20, width - labels - numbers);
    const scale = room / (high - low || 1);
    const zero = labels + -low * scale;
    const step = 36;
    const parts = groups.flatMap((group, at) => {
      const y = at * step;
      const length = Math.max(2, Math.abs(group.value) * scale);
      const x = group.value < 0 ? zero - length : zero;
      return [
        text(labels - 10, y + 23, "end", cut(group.name, labels - 10), "label"),
        draw("rect", { x, y: y + 6, width: length, height: step - 12, rx: 5, class: "bar" }, draw("title", {}, `${group.name}: ${words[at]}`)),
        text(group.value < 0 ? zero + 8 : x + length + 8, y + 23, "start", words[at], "amount"),
      ];
    });
    return { height: groups.length * step, parts };
  }

  // A round number a little above the greatest, so that the scale reads well.
  function ceiling(value) {
    if (value <= 0) return 1;
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= value) ?? value;
  }

  function frame(section, groups, width) {
    const height = 240;
    const top = ceiling(Math.max(...groups.map((group) => group.value)));
    const low = Math.min(0, ...groups.map((group) => group.value));
    const bottom = low < 0 ? -ceiling(-low) : 0;
    const marks = [...new Set([bottom, 0, (top + Math.max(bottom, 0)) / 2, top])];
    const left = Math.max(...marks.map((mark) => homespun.measureText(section, mark).length)) * LABEL_WIDTH + 12;
    const y = (value) => 12 + ((top - value) / (top - bottom)) * (height - 44);
    const slot = (width - left - 8) / groups.length;
    const x = (at) => left + slot * (at + 0.5);
    const every = Math.ceil((7 * LABEL_WIDTH + 12) / slot);
    const parts = [
      ...marks.flatMap((mark) => [
        draw("line", { x1: left, x2: width, y1: y(mark), y2: y(mark), class: "rule" }),
        text(left - 8, y(mark) + 4, "end", homespun.measureText(section, mark), "label"),
      ]),
      ...groups.map((group, at) => (at % every === 0 ? text(x(at), height - 8, "middle", cut(group.short, slot * every), "label") : null)),
    ].filter(Boolean);
    return { height, parts, x, y, slot };
  }

  const hover = (section, group) => draw("title", {}, `${group.name}: ${homespun.measureText(section, group.value)}`);

  function columns(section, groups, width) {
    const { height, parts, x, y, slot } = frame(section, groups, width);
    const thick = Math.min(48, slot * 0.66);
    const drawn = groups.map((group, at) =>
      draw("rect", { x: x(at) - thick / 2, y: Math.min(y(group.value), y(0)), width: thick, height: Math.max(1, Math.abs(y(group.value) - y(0))), rx: Math.min(5, thick / 4), class: "bar" }, hover(section, group)),
    );
    return { height, parts: [...parts, ...drawn] };
  }

  function line(section, groups, width) {
    const { height, parts, x, y } = frame(section, groups, width);
    const points = groups.map((group, at) => `${x(at).toFixed(1)},${y(group.value).toFixed(1)}`);
    const area = draw("polygon", { points: `${x(0)},${y(0)} ${points.join(" ")} ${x(groups.length - 1)},${y(0)}`, class: "area" });
    const path = draw("polyline", { points: points.join(" "), class: "line-path" });
    const dots = groups.map((group, at) => draw("circle", { cx: x(at), cy: y(group.value), r: groups.length > 40 ? 2 : 4.5, class: "dot-mark" }, hover(section, group)));
    return { height, parts: [...parts, area, path, ...dots] };
  }

  function pie(section, groups) {
    const kept = groups.filter((group) => group.value > 0);
    const sorted = kept.length > MOST_SLICES ? [...kept].sort((one, other) => other.value - one.value) : kept;
    const slices = sorted.slice(0, kept.length > MOST_SLICES ? MOST_SLICES - 1 : MOST_SLICES);
    const rest = sorted.slice(slices.length);
    if (rest.length) slices.push({ name: say("others"), value: rest.reduce((sum, group) => sum + group.value, 0) });
    const total = slices.reduce((sum, group) => sum + group.value, 0);
    const [size, outer, inner] = [220, 104, 62];
    const at = (share, radius) => {
      const angle = share * 2 * Math.PI - Math.PI / 2;
      return `${(size / 2 + radius * Math.cos(angle)).toFixed(2)} ${(size / 2 + radius * Math.sin(angle)).toFixed(2)}`;
    };
    let done = 0;
    const parts = slices.map((group, number) => {
      const from = done;
      const share = Math.min(group.value / total, 0.99999); // a full circle has no arc
      done += group.value / total;
      const large = share > 0.5 ? 1 : 0;
      const d = `M${at(from, outer)} A${outer} ${outer} 0 ${large} 1 ${at(from + share, outer)} L${at(from + share, inner)} A${inner} ${inner} 0 ${large} 0 ${at(from, inner)} Z`;
      return draw("path", { d, class: `slice fill-${number + 1}` }, hover(section, group));
    });
    const legend = make(
      "ul",
      { class: "legend", "aria-hidden": "true" },
      slices.map((group, number) =>
        make("li", {}, make("span", { class: `dot tint-${number + 1}` }), make("span", { class: "legend-name", dir: "auto" }, group.name), make("span", { class: "legend-value" }, `${homespun.measureText(section, group.value)} · ${Math.round((group.value / total) * 100)} %`)),
      ),
    );
    return { height: size, width: size, parts, legend };
  }

  function asTable(section, groups) {
    return make(
      "table",
      {},
      make("caption", {}, section.title),
      make("tbody", {}, groups.map((group) => make("tr", {}, make("th", { scope: "row" }, group.name), make("td", {}, homespun.measureText(section, group.value))))),
    );
  }

  // Where people read from right to left, a picture begins on the right as well.
  function mirror(part, width) {
    const across = (x) => width - Number(x);
    for (const name of ["x", "x1", "x2", "cx"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, across(part.getAttribute(name)) - Number(part.getAttribute("width") ?? 0));
    }
    const points = part.getAttribute("points");
    if (points) part.setAttribute("points", points.replace(/([\d.-]+),/g, (_, x) => `${across(x)},`));
  }

  homespun.sections.chart = (section) => {
    const body = make("div", { class: "chart-body" });
    const entity = homespun.entityOf(section.entity);
    const caption = section.caption ? make("p", { class: "muted caption", dir: "auto" }, section.caption) : null;
    const element = make("section", { class: `card chart chart-${section.shape}`, from: section.line }, make("h2", { dir: "auto" }, section.title), caption, body);
    let width = 0;

    function update() {
      if (!width) return;
      const groups = groupsOf(section);
      const drawable = section.shape === "pie" ? groups.some((group) => group.value > 0) : groups.length > 0;
      if (!drawable) {
        body.replaceChildren(make("p", { class: "chart-empty muted" }, say("chart_empty", { plural: homespun.inSentence(entity.plural) })));
        return;
      }
      const shapes = { bar: bars, line, pie };
      const picture = shapes[section.shape](section, groups, width);
      const wide = picture.width ?? width;
      if (document.dir === "rtl" && !picture.width) picture.parts.forEach((part) => mirror(part, wide));
      const svg = draw("svg", { viewBox: `0 0 ${wide} ${picture.height}`, width: wide, height: picture.height, role: "img", "aria-label": section.title }, picture.parts);
      body.replaceChildren(svg, ...(picture.legend ? [picture.legend] : []), make("div", { class: "unseen" }, asTable(section, groups)));
    }

    new ResizeObserver(([entry]) => {
      const next = Math.floor(entry.contentRect.width);
      if (next === width || next === 0) return;
      width = next;
      requestAnimationFrame(update);
    }).observe(body);
    return { element, update };
  };
})();

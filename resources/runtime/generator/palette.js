// Colours that go together, around one colour, with their names for the computer to copy.
// Needs: elements, formats, chance, blocks/copy, blocks/generating, blocks/settings.
"use strict";

(function () {
  const { make, say } = homespun;
  const SCHEMES = { near: [0, 25, -25, 50, -50, 75, -75, 100], opposite: [0, 180, 25, 205, -25, 155, 50, 230], around: [0, 120, 240, 60, 180, 300, 30, 150], shades: [0, 0, 0, 0, 0, 0, 0, 0] };

  // "hsl" as #rrggbb, by the definition in CSS Color 4.
  function hexOf(hue, saturation, lightness) {
    const part = (n) => {
      const k = (n + hue / 30) % 12;
      const value = lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
      return Math.round(255 * value).toString(16).padStart(2, "0");
    };
    return `#${part(0)}${part(8)}${part(4)}`;
  }

  // Any CSS colour as [hue, saturation, lightness]: the browser itself reads it.
  function readColour(colour) {
    const pen = make("canvas", { width: 1, height: 1 }).getContext("2d");
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
    const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)];
    const [spread, lightness] = [high - low, (high + low) / 2];
    if (!spread) return [0, 0, lightness];
    const hue = high === red ? ((green - blue) / spread) % 6 : high === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
    return [(hue * 60 + 360) % 360, spread / (1 - Math.abs(2 * lightness - 1)), lightness];
  }

  homespun.generators.palette = (section) => {
    const settings = homespun.settings(section.key, [{ name: "count", label: say("generator_colours"), low: 2, high: 8, start: section.count }], () => made.renew());
    const id = homespun.newId("scheme");
    const scheme = make("select", { id, onchange: () => made.renew() }, Object.keys(SCHEMES).map((kind) => make("option", { value: kind }, say(`generator_scheme_${kind}`))));
    let colours = [];

    function create() {
      const [hue, saturation, lightness] = section.colour ? readColour(section.colour) : [homespun.random() * 360, 0.45 + homespun.random() * 0.4, 0.4 + homespun.random() * 0.2];
      const { count } = settings.values;
      colours = SCHEMES[scheme.value].slice(0, count).map((turn, at) => {
        if (at === 0) return hexOf(hue, saturation, lightness);
        const light = scheme.value === "shades" ? 0.15 + (0.75 * at) / count : Math.min(0.9, Math.max(0.15, lightness + (homespun.random() - 0.5) * 0.4));
        return hexOf((hue + turn + homespun.random() * 12 + 360) % 360, saturation, light);
      });
      return make("ul", { class: "palette" }, colours.map(swatch));
    }

    const swatch = (colour) => make("li", {}, make("span", { class: "palette-colour", style: { background: colour } }), make("span", { class: "palette-name", dir: "ltr" }, colour), homespun.copyButton(() => colour, colour));

    const made = homespun.generating({ create, text: () => colours.join("\n") });
    made.renew(false);
    return { parts: [made.result, made.buttons, settings.element, make("div", { class: "setting" }, make("label", { class: "label", for: id }, say("generator_scheme")), scheme)] };
  };
})();

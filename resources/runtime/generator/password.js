// Passwords from the browser's own strong source of chance. They are shown and copied, never kept.
// Needs: elements, formats, chance, blocks/generating, blocks/settings.
"use strict";

(function () {
  const { make, say } = homespun;

  // Letters and digits that are easily mixed up (l, I, O, 0, 1) are left out.
  const KINDS = { small: "abcdefghijkmnopqrstuvwxyz", capital: "ABCDEFGHJKLMNPQRSTUVWXYZ", digits: "23456789", symbols: "!#$%&*+-=?@_" };
  const STRENGTHS = [[50, "generator_weak"], [75, "generator_fair"], [Infinity, "generator_strong"]];

  homespun.generators.password = (section) => {
    const settings = homespun.settings(section.key, [{ name: "length", label: say("generator_length"), low: 4, high: 64, start: section.length }], () => made.renew());
    const boxes = Object.keys(KINDS).map((kind) => {
      const box = make("input", { type: "checkbox", value: kind, onchange: () => made.renew() });
      box.checked = true;
      return box;
    });
    let password = "";
    const strength = make("p", { class: "muted" });

    // Every kind that is ticked appears at least once; then all is mixed.
    function create() {
      const kinds = boxes.filter((box) => box.checked).map((box) => KINDS[box.value]);
      const chosen = kinds.length ? kinds : [KINDS.small];
      const all = chosen.join("");
      const first = chosen.map(homespun.pick).slice(0, settings.values.length);
      const rest = Array.from({ length: settings.values.length - first.length }, () => homespun.pick(all));
      password = homespun.shuffle([...first, ...rest]).join("");
      const bits = password.length * Math.log2(all.length);
      strength.textContent = say(STRENGTHS.find(([most]) => bits < most)[1]);
      return make("output", { class: "generator-password", dir: "ltr" }, password);
    }

    const made = homespun.generating({ create, text: () => password });
    made.renew(false);
    const ticks = make("fieldset", { class: "generator-ticks" }, make("legend", { class: "label" }, say("generator_with")), boxes.map((box) => make("label", {}, box, say(`generator_${box.value}`))));
    return { parts: [made.result, strength, made.buttons, settings.element, ticks] };
  };
})();

// A sheet of sums to print, with the answers on a sheet of their own.
// Needs: elements, formats, chance, blocks/generating, blocks/settings.
"use strict";

(function () {
  const { make, say } = homespun;
  const whole = (low, high) => homespun.randomWhole(low, Math.max(low, high));

  // No sum goes over the limit, nothing is below zero, every division comes out even.
  const KINDS = {
    plus(limit) {
      const sum = whole(2, limit);
      const one = whole(1, sum - 1);
      return [`${one} + ${sum - one}`, sum];
    },
    minus(limit) {
      const from = whole(2, limit);
      const less = whole(1, from);
      return [`${from} − ${less}`, from - less];
    },
    times(limit) {
      const one = whole(1, Math.min(10, Math.max(2, Math.floor(limit / 2))));
      const other = whole(1, Math.min(limit <= 100 ? 10 : limit, Math.floor(limit / one)));
      return [`${one} × ${other}`, one * other];
    },
    divided(limit) {
      const by = whole(2, Math.min(10, Math.max(2, Math.floor(limit / 2))));
      const result = whole(1, Math.min(limit <= 100 ? 10 : limit, Math.max(1, Math.floor(limit / by))));
      return [`${by * result} ÷ ${by}`, result];
    },
  };

  homespun.generators.worksheet = (section) => {
    const asked = Object.keys(KINDS).filter((kind) => section[kind]);
    const chosen = new Set(asked.length ? asked : ["plus", "minus"]);
    const settings = homespun.settings(
      section.key,
      [
        { name: "upTo", label: say("generator_up_to"), low: 5, high: 10000, start: section.upTo },
        { name: "count", label: say("generator_sums"), low: 4, high: 120, start: section.count },
        { name: "columns", label: say("generator_columns"), low: 1, high: 4, start: section.columns },
      ],
      () => made.renew(),
    );
    const boxes = Object.keys(KINDS).map((kind) => {
      const box = make("input", { type: "checkbox", value: kind });
      box.checked = chosen.has(kind);
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(kind);
        else chosen.delete(kind);
        made.renew();
      });
      return box;
    });

    // The same sum comes twice only when there are not enough different ones.
    function sums() {
      const kinds = chosen.size ? [...chosen] : ["plus"];
      const found = new Map();
      for (let tries = 0; found.size < settings.values.count && tries < settings.values.count * 20; tries++) {
        const [words, answer] = KINDS[kinds[found.size % kinds.length]](settings.values.upTo);
        found.set(words, answer);
      }
      const list = [...found];
      while (list.length < settings.values.count) list.push(homespun.pick([...found]));
      return list;
    }

    const sheet = (title, rows) =>
      make("section", { class: "worksheet" }, make("h3", {}, title), make("ol", { class: "worksheet-sums", style: { "--columns": settings.values.columns } }, rows.map((row) => make("li", {}, row))));

    function create() {
      const list = sums();
      const name = section.title || say("generator_worksheet");
      const head = make("p", { class: "worksheet-name" }, say("generator_name_line"));
      const questions = sheet(name, list.map(([words]) => [`${words} = `, make("span", { class: "worksheet-line" })]));
      const answers = sheet(say("generator_answers"), list.map(([words, answer]) => `${words} = ${answer}`));
      questions.prepend(head);
      answers.classList.add("worksheet-answers");
      return [questions, make("details", { class: "worksheet-hidden" }, make("summary", {}, say("generator_answers_show")), answers)];
    }

    // Paper has no folding: the answers are printed too, on their own page.
    const unfold = (result) => (result.querySelector("details").open = true);
    const made = homespun.generating({ create, print: unfold });
    made.renew(false);
    const ticks = make("fieldset", { class: "generator-ticks" }, make("legend", { class: "label" }, say("generator_with")), boxes.map((box) => make("label", {}, box, say(`generator_${box.value}`))));
    return { parts: [made.result, made.buttons, settings.element, ticks] };
  };
})();

// Some records side by side: choose up to four, see what differs.
// Needs: collection.
"use strict";

(function () {
  const { make, say, missing } = homespun;
  const MOST = 4;

  homespun.sections.compare = (section) => {
    let chosen = null;
    return homespun.collection(section, (shown, { entity, update }) => {
      const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
      const ids = shown.map(({ record }) => record.id);
      chosen = (chosen ?? ids.slice(0, 2)).filter((id) => ids.includes(id));
      const compared = chosen.map((id) => shown.find(({ record }) => record.id === id));

      function turn(id) {
        chosen = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-MOST);
        update();
      }

      const choice = ({ record }) =>
        make(
          "button",
          { type: "button", class: "small", "aria-pressed": String(chosen.includes(record.id)), "data-key": `compare ${record.id}`, dir: "auto", onclick: () => turn(record.id) },
          chosen.includes(record.id) ? homespun.icon("check") : null,
          homespun.title(record),
        );
      const asKey = (value) => (missing(value) ? "" : JSON.stringify(value));
      const row = (field) => {
        const differs = new Set(compared.map(({ view }) => asKey(view[field.name]))).size > 1;
        return make(
          "tr",
          { class: differs ? "differs" : "", from: field.line },
          make("th", { scope: "row" }, homespun.label(field.name), differs ? make("span", { class: "unseen" }, ` (${say("compare_differs")})`) : null),
          compared.map(({ view }) => make("td", {}, homespun.show(view[field.name], field))),
        );
      };
      const head = make("tr", {}, make("td", {}), compared.map(({ record }) => make("th", { scope: "col" }, homespun.openButton(record, ""))));
      return [
        make("div", { class: "compare-choice row", role: "group", "aria-label": say("compare_choose", { count: MOST }) }, shown.map(choice)),
        compared.length ? make("div", { class: "compare-frame", tabindex: "0", role: "region", "aria-label": section.title }, make("table", { class: "compare-table" }, make("thead", {}, head), make("tbody", {}, fields.slice(1).map(row)))) : make("p", { class: "muted" }, say("compare_choose", { count: MOST })),
      ];
    });
  };
})();

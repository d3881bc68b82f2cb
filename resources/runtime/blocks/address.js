// Where it is and how to reach it.
// Needs: blocks/site, formats, toast.
"use strict";

homespun.sections.address = (section) => {
  const { make, say } = homespun;
  const place = [section.street, section.town].filter(Boolean);

  const line = (mark, ...children) => make("div", { class: "address-line" }, homespun.siteMark(mark), make("div", {}, children));

  function reach(words, mark) {
    const address = homespun.addressOf(words);
    return words ? line(mark, address ? homespun.linkTo(address, { dir: "auto" }, words) : words) : null;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(place.join(", "));
      homespun.toast(say("address_copied"));
    } catch (problem) {
      if (problem.name !== "NotAllowedError" && navigator.clipboard) throw problem;
      homespun.toast(say("address_not_copied"));
    }
  }

  const where = place.length
    ? line(
        "place",
        make("address", {}, place.map((words) => make("span", { dir: "auto" }, words))),
        make("button", { type: "button", class: "small", onclick: copy }, say("address_copy")),
      )
    : null;
  const ways = (section.items ?? []).map((item) => make("p", { class: "muted", from: item.line, dir: "auto" }, item.label));
  const card = make("div", { class: "card address-card" }, where, reach(section.phone, "phone"), reach(section.email, "mail"), ways);
  return { element: homespun.site(section, card) };
};

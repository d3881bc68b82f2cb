// Pages and the way between them: the part after # in the address says which page is shown.
// Needs: elements, values, store, records, toast.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const pages = [];
  let live = [];
  let shown = null;
  let links = []; // to the pages, in their order
  let before = null; // the page of the app's own that was shown last

  homespun.sections ??= Object.create(null);
  homespun.page = (description) => pages.push(description);

  homespun.sections.text = (section) => ({
    element: make("p", { class: "words", from: section.line, dir: "auto" }, section.title),
    update: () => {},
  });

  // Neighbours of the same small kind share a row.
  const ROWS = { stat: "tiles", chart: "charts" };

  const backLink = (page) => (page.back ? make("a", { class: "back", href: page.back }, homespun.icon("left"), say("back")) : null);

  function draw(page) {
    live = page.sections.map((section) => ({ kind: section.kind, ...homespun.sections[section.kind](section) }));
    const blocks = [];
    let row = null;
    for (const { kind, element } of live) {
      if (!Object.hasOwn(ROWS, kind)) {
        row = null;
        blocks.push(element);
        continue;
      }
      if (row?.className !== ROWS[kind]) blocks.push((row = make("div", { class: ROWS[kind] })));
      row.append(element);
    }
    return make("div", { class: "page", from: page.line }, backLink(page), make("h1", { dir: "auto", tabindex: "-1" }, page.name), blocks);
  }

  const isOpen = (page) => !homespun.closedPage?.(page);

  function wanted() {
    const address = decodeURIComponent(location.hash.replace(/^#\/?/, ""));
    const page = pages.find((page) => page.address === address) ?? homespun.peoplePageAt?.(address) ?? homespun.recordPageAt?.(address) ?? (address ? shown : null) ?? pages.find(isOpen) ?? pages[0];
    return homespun.closedPage?.(page) ?? page;
  }

  // Where to go from a record: back to the page that was left for it, else to one that shows its like.
  homespun.wayBack = (entity) => `#/${(before ?? pages.find((page) => isOpen(page) && page.sections.some((section) => section.entity === entity)) ?? pages[0]).address}`;

  function go(first) {
    const page = wanted();
    if (page === shown) return;
    if (pages.includes(page)) before = page;
    live.forEach((section) => section.leave?.());
    shown = page;
    document.querySelector("#pages:popover-open")?.hidePopover();
    const main = document.getElementById("main");
    main.replaceChildren(draw(page));
    const name = homespun.about().name;
    document.title = page.name === name ? name : `${page.name} · ${name}`;
    links.forEach((link, at) => {
      if (pages[at] === page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    if (!first) {
      window.scrollTo(0, 0);
      main.querySelector("h1").focus({ preventScroll: true });
    }
  }

  function nothing() {
    const main = document.getElementById("main");
    main.replaceChildren(
      make("div", { class: "empty" }, make("p", { class: "empty-title" }, say("nothing_built")), make("p", { class: "muted" }, say("nothing_built_hint"))),
    );
  }

  const update = () => live.forEach((section) => section.update?.());
  homespun.refresh = update;

  // The way to what whoever is here may see.
  function makeHead() {
    const menu = document.getElementById("menu");
    homespun.makeMenu?.(menu);
    homespun.makeBell?.(menu);
    homespun.makePerson?.(menu);
    links = [...document.querySelectorAll("nav a")];
    links.forEach((link, at) => !isOpen(pages[at]) && link.remove());
  }

  homespun.start = async () => {
    const kept = await store.open(homespun.about().key, homespun.sampleRecords);
    const isIn = (await homespun.letIn?.(kept)) ?? true;
    if (isIn) makeHead();
    document.documentElement.dataset.ready = "yes";
    if (!isIn) return;
    if (!pages.length) return nothing();
    store.subscribe(update);
    window.addEventListener("hashchange", () => go(false));
    // "Due today" must not be yesterday's in an app that stays open overnight.
    let day = homespun.calculate.today();
    setInterval(() => day !== homespun.calculate.today() && ((day = homespun.calculate.today()), update()), 60000);
    go(true);
    if (!kept) homespun.toast(say(store.trouble()));
  };
})();

// Names of a kind, put together from syllables or words, or from the person's own.
// Needs: elements, formats, chance, blocks/generating, blocks/settings.
"use strict";

(function () {
  const { make, say } = homespun;
  const words = (text) => text.split(" ");

  // Each kind is one or more parts; a part is a list of pieces, a name takes one of each.
  const KINDS = {
    person: [words("Ada Ben Carla David Elif Farid Greta Hugo Ines Jonas Kofi Lena Malik Nora Oscar Priya Rosa Sami Tara Yusuf Zoe"), words("Adler Becker Costa Diallo Evans Fischer Garcia Hansen Ito Jansen Kowalski Lopez Moreau Novak Okafor Petrov Rossi Silva Tanaka Weber")],
    hero: [words("Iron Silver Star Thunder Moon Shadow Solar Turbo Crystal Comet Velvet Cobalt"), words("Falcon Fox Ranger Knight Spark Panther Wizard Hawk Blade Whisper Rocket Tiger")],
    place: [words("Amber Birch Cedar Dragon Elm Frost Golden Hollow Lake Maple North Raven Silver Willow"), words("bridge brook dale field ford gate haven hill mouth port stead wick wood")],
    team: [words("Brave Clever Flying Golden Happy Lucky Mighty Quick Red Silent Wild Blue"), words("Bears Bees Comets Dolphins Eagles Foxes Lions Otters Owls Pandas Rockets Wolves")],
    pet: [words("Bi Bo Chi Coo Fi Lu Ma Mi Mo Pe Pi Ro Su Ti Wi"), words("bby by dle ffy ka kie lly mba na ppy ra sy ttle xi zzle")],
  };
  const TOGETHER = ["place", "pet"];
  const TRIES = 60;

  // Parts of the blueprint's own; a plain list of words gives pairs of them.
  function partsOf(section) {
    const own = (section.items ?? []).filter((item) => item.word === "part").map((item) => item.words);
    if (own.length) return own;
    return section.words ? [section.words, section.words] : KINDS[section.for];
  }

  homespun.generators.names = (section) => {
    const parts = partsOf(section);
    const joint = !section.words && !section.items && TOGETHER.includes(section.for) ? "" : " ";
    const settings = homespun.settings(section.key, [{ name: "count", label: say("generator_count"), low: 1, high: 50, start: section.count }], () => made.renew());
    let names = [];

    function one() {
      const pieces = [];
      for (const part of parts) {
        const fresh = part.filter((piece) => !pieces.includes(piece));
        pieces.push(homespun.pick(fresh.length ? fresh : part));
      }
      return pieces.join(joint);
    }

    function create() {
      const found = new Set();
      for (let tries = 0; found.size < settings.values.count && tries < settings.values.count + TRIES; tries++) found.add(one());
      names = [...found];
      return make("ul", { class: "generator-list" }, names.map((name) => make("li", { dir: "auto" }, name)));
    }

    const made = homespun.generating({ create, text: () => names.join("\n") });
    made.renew(false);
    return { parts: [made.result, made.buttons, settings.element] };
  };
})();

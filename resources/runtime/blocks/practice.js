// Practice: questions that are made up anew each time. Each kind of it is a file in practice/.
// Needs: blocks/rounds, chance.
"use strict";

homespun.sections.practice = (section) => {
  const { say, store } = homespun;
  const MOST = 200; // questions in a round that only the time ends
  const kind = homespun.practices[section.variant](section);
  if (kind.element) return kind;
  const endless = Boolean(section.minutes) && !kind.once;
  const count = endless ? MOST : kind.count;
  const hard = `${section.key} hard`;

  // What went wrong the last time comes first; nothing is asked twice within a few questions.
  function questions() {
    const again = store.recall(hard, []).map((ask) => kind.again?.(ask)).filter(Boolean);
    const made = again.slice(0, Math.floor(count / 3));
    const apart = Math.min(kind.apart ?? 6, count - 1);
    for (let tries = 0; made.length < count; tries += 1) {
      const question = kind.make();
      const since = made.slice(Math.max(0, made.length - apart));
      if (tries > count * 10 || !since.some((each) => each.ask === question.ask)) made.push(question);
    }
    return made;
  }

  return homespun.playRounds(section, {
    name: say(`practice_${section.variant}`),
    questions,
    count: () => count,
    quick: true,
    endless,
    seconds: section.seconds,
    minutes: section.minutes,
    after: (mistakes) => store.remember(hard, mistakes.map(({ ask }) => ask).slice(0, 20)),
  });
};

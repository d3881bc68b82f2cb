// A quiz: questions from the blueprint, or from the records of an entity.
// Needs: blocks/rounds, chance, records.
"use strict";

homespun.sections.quiz = (section) => {
  const { say, store } = homespun;
  const CHOICES = 4;

  // The right answer is not always the first to be seen; numbers stay in their order.
  function mixed(options) {
    const numbers = options.map(homespun.numberIn);
    return numbers.includes(null) ? homespun.shuffle(options) : [...options].sort((one, other) => homespun.numberIn(one) - homespun.numberIn(other));
  }

  function fromItem(item) {
    const right = item.right ?? [item.words[0]];
    const question = { ask: item.label, right, because: item.because, line: item.line };
    if (item.words.length === 1) return { ...question, answers: [...item.words, ...(item.also ?? [])] };
    return { ...question, options: mixed([...new Set([...item.words, ...right])]), many: right.length > 1 };
  }

  function fromRecords() {
    const entity = homespun.entityOf(section.entity);
    const [ask, answer] = [section.question ?? entity.fields[0]?.name, section.answer ?? entity.fields[1]?.name];
    const field = homespun.fieldOf(entity, answer);
    const pairs = store
      .list(entity.name)
      .map((record) => ({ ask: homespun.textOf(record, ask), right: homespun.textOf(record, answer) }))
      .filter((pair) => pair.ask && pair.right);
    const every = [...new Set([...pairs.map((pair) => pair.right), ...(field?.type === "choice" ? field.options : [])])];
    return pairs.map((pair) => {
      const others = homespun.shuffle(every.filter((words) => words !== pair.right)).slice(0, CHOICES - 1);
      const question = { ask: pair.ask, right: [pair.right], line: section.line };
      return section.typed || !others.length ? { ...question, answers: [pair.right] } : { ...question, options: mixed([pair.right, ...others]) };
    });
  }

  const all = () => (section.entity ? fromRecords() : (section.items ?? []).map(fromItem));

  function questions() {
    const found = section.shuffle || section.questions || section.entity ? homespun.shuffle(all()) : all();
    return section.questions ? found.slice(0, section.questions) : found;
  }

  return homespun.playRounds(section, {
    name: say("quiz_name"),
    questions,
    count: () => Math.min(section.questions ?? Infinity, section.entity ? store.list(section.entity).length : (section.items ?? []).length),
    seconds: section.seconds,
    minutes: section.minutes,
    atEnd: section.answersAtEnd,
    pass: section.pass,
  });
};

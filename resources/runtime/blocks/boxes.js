// Spaced repetition with boxes (S. Leitner): a card that was known moves one box on and comes back
// later, a card that was not goes back to the first and comes back at once.
// Needs: store, values.
"use strict";

(function () {
  const { store } = homespun;
  const DAYS = [0, 1, 2, 4, 8, 16]; // until a card in this box is due again; 0 is for cards never seen

  const today = () => homespun.days.dayNumber(homespun.calculate.today());

  homespun.BOXES = DAYS.length - 1;

  // The boxes kept under a key; a card is known by its words, so that it stays where it is when others come.
  homespun.makeBoxes = (key) => {
    let boxes = store.recall(`${key} boxes`, {});
    const of = (card) => (Object.hasOwn(boxes, card) ? boxes[card] : [0, 0]);

    function putBack(wanted) {
      boxes = wanted;
      store.remember(`${key} boxes`, boxes);
    }

    const move = (card, box) => putBack({ ...boxes, [card]: [box, today() + DAYS[box]] });

    return {
      boxOf: (card) => of(card)[0],
      isDue: (card) => of(card)[1] <= today(),
      knew: (card) => move(card, Math.min(of(card)[0] + 1, homespun.BOXES)),
      missed: (card) => move(card, 1),
      kept: () => boxes,
      putBack,
    };
  };
})();

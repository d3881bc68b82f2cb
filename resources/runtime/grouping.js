// Puts together what belongs together.
"use strict";

// A map from each key to the items that have it, in the order in which they come.
homespun.grouped = (items, keyOf) => {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

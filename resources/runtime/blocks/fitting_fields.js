// Finds the field that a block needs: the one that was named, else the first of a type that fits.
// desktop/blueprint/rules/doing_blocks_fit.py looks in the same way, so that nothing is missing here.
// Needs: records.
"use strict";

// `types` come in the order in which they are looked for; `besides` are fields that are in use already.
homespun.fieldFor = (entity, named, types, besides = [], fits = () => true) => {
  if (named) return homespun.fieldOf(entity, named);
  for (const type of types) {
    const found = entity.fields.find((field) => field.type === type && !besides.includes(field) && fits(field));
    if (found) return found;
  }
  return null;
};

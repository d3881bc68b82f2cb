// Whether what was typed can be kept, and if not, one sentence that says what to do.
// Needs: formats, store.
"use strict";

(function () {
  const { missing, say } = homespun;

  const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/u;
  const PHONE = /^\+?[\d\s().\/-]{3,}$/;

  const byType = {
    email: (value) => EMAIL.test(value) || say("must_be_email"),
    phone: (value) => PHONE.test(value) || say("must_be_phone"),
    link: (value) => isLink(value) || say("must_be_link"),
  };

  function isLink(value) {
    const address = URL.canParse(value) ? new URL(value) : null;
    return address !== null && /^https?:$/.test(address.protocol) && address.hostname.includes(".");
  }

  // The bounds of a field; a percentage has some by nature.
  homespun.bounds = (field) => ({
    low: field.minimum ?? (field.type === "percent" ? 0 : null),
    high: field.maximum ?? (field.type === "percent" ? 100 : null),
  });

  // Returns the sentence for what is wrong with a value, or "". `among` are the records it is compared with.
  homespun.problemWith = (value, field, entity, record, among = homespun.store.everything) => {
    const empty = missing(value) || (Array.isArray(value) && value.length === 0);
    if (empty) return field.required ? sayMissing(field) : "";
    const verdict = Object.hasOwn(byType, field.type) ? byType[field.type](value) : true;
    if (verdict !== true) return verdict;
    const { low, high } = homespun.bounds(field);
    if (typeof value === "number" && low !== null && value < low) return say("too_small", { limit: homespun.asText(low, field) });
    if (typeof value === "number" && high !== null && value > high) return say("too_large", { limit: homespun.asText(high, field) });
    return field.unique && isTaken(value, field, entity, record, among) ? say("taken", { value: homespun.isolate(homespun.asText(value, field)) }) : "";
  };

  function sayMissing(field) {
    const choosing = ["choice", "reference", "references", "rating", "tags", "image", "file"].includes(field.type);
    return say(choosing ? "must_choose" : "must_fill", { field: field.name });
  }

  // "Anna" and "anna " are the same name to a person.
  function isTaken(value, field, entity, record, among) {
    const plain = (each) => (typeof each === "string" ? each.trim().toLowerCase() : each);
    return among
      .list(entity.name)
      .some((other) => other.id !== record?.id && plain(other.values[field.name]) === plain(value));
  }
})();

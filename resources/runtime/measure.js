// Counting, adding up, averaging: the numbers behind tiles and charts.
// Needs: records, formats, rows.
"use strict";

(function () {
  const { missing } = homespun;

  homespun.measured = (section) => {
    const views = homespun.rowsOf(homespun.entityOf(section.entity)).map(({ view }) => view);
    return section.where ? views.filter((view) => section.where(view)) : views;
  };

  // Records that do not have the value are left out; with none left there is no answer (null).
  homespun.aggregate = (section, views) => {
    if (section.aggregate === "count") return views.length;
    const values = views.map((view) => view[section.field]).filter((value) => !missing(value));
    const numbers = values.map((value) => (typeof value === "boolean" ? Number(value) : value));
    const sum = numbers.reduce((one, other) => homespun.calculate.add(one, other), 0);
    if (section.aggregate === "sum") return sum;
    if (!numbers.length) return null;
    if (section.aggregate === "average") return homespun.calculate.divide(sum, numbers.length);
    return numbers.reduce((best, value) => (section.aggregate === "min" ? (value < best ? value : best) : value > best ? value : best));
  };

  homespun.measureText = (section, value) => {
    if (missing(value)) return homespun.say("nothing");
    const field = { type: section.type, unit: section.unit };
    const isAverage = section.aggregate === "average" && ["number", "rating", "percent"].includes(field.type);
    const rounded = isAverage ? homespun.calculate.round(value, 2) : value;
    if (field.type === "rating") return homespun.asText(rounded, { type: "number", unit: "★" });
    return homespun.asText(rounded, field);
  };
})();

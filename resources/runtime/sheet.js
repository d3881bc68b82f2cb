// Tables for spreadsheets: CSV as RFC 4180 has it, and as spreadsheets of all countries really write it.
// Needs: formats, hand.
"use strict";

(function () {
  const { missing } = homespun;
  const NUMERIC = ["number", "money", "percent", "rating"];
  const PLAIN = ["date", "time", "date and time", "duration"];
  const LEFT_OUT = ["image", "file"];

  // Where people write 1,5 their spreadsheets take commas for decimals and want semicolons between cells.
  const decimal = new Intl.NumberFormat(homespun.locale).formatToParts(1.5).find((part) => part.type === "decimal").value;
  const comma = decimal === "," ? ";" : ",";

  // A cell that begins like a formula gets a ' in front, or a spreadsheet would run it.
  const FORMULA = /^\s*[=+@\t\r\n＝＋－＠]|^\s*-(?![\d.,]+$)/;
  function cell(words) {
    const safe = FORMULA.test(words) ? `'${words}` : words;
    return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function written(value, field) {
    if (missing(value)) return "";
    if (NUMERIC.includes(field.type) && typeof value === "number") return String(value).replace(".", decimal === "," ? "," : ".");
    if (PLAIN.includes(field.type)) return field.type === "duration" ? homespun.asText(value, field) : String(value).replace("T", " ");
    if (field.type === "references") return value.map((id) => homespun.nameOf(field.target, id)).filter(Boolean).join(" | ");
    return Array.isArray(value) ? value.join(" | ") : homespun.asText(value, field);
  }

  const asLine = (cells) => cells.map(cell).join(comma);

  // The mark in front tells spreadsheets that the letters are UTF-8.
  homespun.asSheet = (lines) => `\ufeff${lines.map(asLine).join("\r\n")}\r\n`;

  // Hands over records [{ view }] as a table with these fields as its columns.
  homespun.saveCsv = (entity, fields, rows) => {
    const columns = fields.filter((field) => !LEFT_OUT.includes(field.type));
    const lines = rows.map(({ view }) => columns.map((field) => written(view[field.name], field)));
    homespun.hand(homespun.fileName(entity.plural, ".csv"), "text/csv", homespun.asSheet([columns.map((field) => field.name), ...lines]));
  };

  // What stands between the cells: the sign that is most frequent in the first line, outside of quotes.
  function separatorOf(text) {
    const first = text.replace(/"[^"]*"/g, "").split(/\r?\n|\r/, 1)[0];
    const often = (sign) => first.split(sign).length;
    return [",", ";", "\t"].reduce((best, sign) => (often(sign) > often(best) ? sign : best));
  }

  // Cuts a text into lines of cells: { lines, separator }. A quote that is never closed ends with the text.
  homespun.readSheet = (text) => {
    const words = text.replace(/^\ufeff/, "");
    const named = /^sep=(.)\r?\n/i.exec(words);
    const separator = named ? named[1] : separatorOf(words);
    const lines = [];
    let line = [];
    let part = "";
    let quoted = false;
    const endCell = () => (line.push(part), (part = ""));
    const endLine = () => (endCell(), lines.push(line), (line = []));
    for (let at = named ? named[0].length : 0; at < words.length; at++) {
      const sign = words[at];
      if (quoted) {
        if (sign !== '"') part += sign;
        else if (words[at + 1] === '"') part += words[++at];
        else quoted = false;
      } else if (sign === '"' && part === "") quoted = true;
      else if (sign === separator) endCell();
      else if (sign === "\n") endLine();
      else if (sign === "\r") words[at + 1] !== "\n" && endLine();
      else part += sign;
    }
    if (part || line.length) endLine();
    return { lines: lines.filter((each) => each.some((words) => words.trim())), separator };
  };

  // Older spreadsheets write in the letters of Western Europe instead of UTF-8.
  homespun.textOfFile = async (file) => {
    const bytes = await file.arrayBuffer();
    const start = new Uint8Array(bytes.slice(0, 2));
    if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  };
})();

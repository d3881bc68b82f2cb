// Tidies JSON up, or says in which line it goes wrong.
// Needs: elements, formats, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const BLANK = /[ \t\n\r]*/y;
  const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
  const WORD = /true|false|null/y;

  // Where a text stops being JSON (RFC 8259); browsers do not say it in one way.
  function wrongAt(text) {
    let at = 0;
    const eat = (pattern) => {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found) at += found[0].length;
      return Boolean(found);
    };
    const sign = (wanted) => {
      eat(BLANK);
      if (text[at] !== wanted) return false;
      at++;
      return true;
    };

    function value() {
      eat(BLANK);
      if (text[at] === "{") return list("{", "}", () => (eat(BLANK), eat(TEXT) && sign(":") && value()));
      if (text[at] === "[") return list("[", "]", value);
      return eat(TEXT) || eat(NUMBER) || eat(WORD);
    }

    function list(open, close, item) {
      sign(open);
      if (sign(close)) return true;
      do {
        if (!item()) return false;
      } while (sign(","));
      return sign(close);
    }

    if (!value()) return at;
    eat(BLANK);
    return at < text.length ? at : -1;
  }

  homespun.tools.json = (section) => {
    const way = homespun.chooser(say("tool_way"), [["2", say("tool_json_wide")], ["0", say("tool_json_close")]], () => both.show());
    const problem = make("p", { class: "problem", role: "status" });

    function work(text) {
      problem.textContent = "";
      if (!text.trim()) return "";
      try {
        return JSON.stringify(JSON.parse(text), null, Number(way.value()));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        const lines = text.slice(0, Math.max(0, wrongAt(text))).split("\n");
        problem.textContent = say("tool_json_wrong", { line: lines.length, column: lines.at(-1).length + 1 });
        return "";
      }
    }

    const both = homespun.changedText(section, way.element, work);
    both.show();
    return [...both.parts, problem];
  };
})();

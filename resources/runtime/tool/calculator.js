// A pocket calculator, for the mouse and the keyboard. Times and divided come before plus and minus.
// Needs: elements, formats, values, blocks/copy, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const KEYS = ["C", "(", ")", "⌫", "7", "8", "9", "÷", "4", "5", "6", "×", "1", "2", "3", "−", "0", ".", "%", "+", "="];
  const TYPED = { "/": "÷", "*": "×", "-": "−", ",": ".", Enter: "=", Backspace: "⌫", Escape: "C", Delete: "C" };
  const NAMES = { C: "tool_key_clear", "⌫": "tool_key_back", "÷": "tool_key_divide", "×": "tool_key_times", "−": "tool_key_minus", "+": "tool_key_plus", "=": "tool_key_equals", "%": "tool_key_percent" };
  const MOST = 60;

  // sum = product {(+|−) product}; product = factor {(×|÷) factor}; factor = −factor | (sum) | number, then %s.
  function work(words) {
    let at = 0;
    const { add, subtract, multiply, divide } = homespun.calculate;

    function sum() {
      let value = product();
      while (words[at] === "+" || words[at] === "−") value = words[at++] === "+" ? add(value, product()) : subtract(value, product());
      return value;
    }

    function product() {
      let value = factor();
      while (words[at] === "×" || words[at] === "÷" || words[at] === "(") {
        if (words[at] === "÷") at++, (value = divide(value, factor()));
        else value = multiply(value, (words[at] === "×" && at++, factor()));
      }
      return value;
    }

    function factor() {
      if (words[at] === "−") return at++, subtract(0, factor());
      let value = null;
      if (words[at] === "(") {
        at++;
        value = sum();
        if (words[at] === ")") at++;
      } else {
        const digits = /^\d*\.?\d*(?:e[+-]?\d+)?/.exec(words.slice(at))[0];
        at += digits.length;
        value = /\d/.test(digits) ? Number(digits) : null;
      }
      while (words[at] === "%") at++, (value = divide(value, 100));
      return value;
    }

    const value = sum();
    return at < words.length ? null : value;
  }

  const written = (value) => String(value).replace("-", "−");

  homespun.tools.calculator = () => {
    let typed = "";
    let done = false; // a result is shown: the next digit begins anew
    const line = make("output", { class: "pocket-line", dir: "ltr" });
    const result = make("p", { class: "pocket-result", dir: "ltr", "aria-live": "polite" });
    const keys = make("div", { class: "pocket-keys" }, KEYS.map((key) => make("button", { type: "button", class: kindOf(key), "aria-label": NAMES[key] ? say(NAMES[key]) : null, onclick: () => press(key) }, key)));

    function kindOf(key) {
      if (key === "=") return "main pocket-equals";
      return /[\d.]/.test(key) ? "" : "action";
    }

    function press(key) {
      if (key === "C") typed = "";
      else if (key === "⌫") typed = done ? "" : typed.slice(0, -1);
      else if (key === "=") return finish();
      else add(key);
      done = false;
      show();
    }

    function add(key) {
      if (done && /[\d.(]/.test(key)) typed = "";
      const last = typed.at(-1) ?? "";
      if (key === "." && /\.\d*$/.test(typed)) return;
      if (/[+×÷]/.test(key) && !typed) return;
      if (/[+−×÷]/.test(key) && /[+−×÷]/.test(last)) typed = typed.slice(0, -1);
      if (typed.length < MOST) typed += key;
    }

    function finish() {
      const value = work(typed);
      if (value === null) {
        result.textContent = typed ? say("tool_not_a_number") : "";
        return;
      }
      line.textContent = `${typed} =`;
      typed = written(value);
      done = true;
      result.textContent = typed;
    }

    function show() {
      line.textContent = typed || "0";
      const value = typed ? work(typed) : null;
      result.textContent = value === null || written(value) === typed ? "" : `= ${written(value)}`;
    }

    const pocket = make("div", { class: "pocket", tabindex: 0, role: "group", "aria-label": say("tool_calculator_keys") }, make("div", { class: "pocket-display" }, line, result), keys);
    pocket.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Enter" && event.target !== pocket && event.target.textContent !== "=") return; // presses that button
      const key = TYPED[event.key] ?? event.key;
      if (!KEYS.includes(key)) return;
      event.preventDefault();
      press(key);
    });
    show();
    return [pocket, homespun.copyButton(() => (done ? typed : result.textContent.replace("= ", "") || typed))];
  };
})();

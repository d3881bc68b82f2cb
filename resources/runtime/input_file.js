// A file from this computer, kept inside the app's own data.
// Needs: inputs, files.
"use strict";

(function () {
  const { make, say, files } = homespun;

  homespun.inputs.file = (field, value, id) => {
    let kept = value ?? null;
    let problem = "";
    const name = make("span", { class: "file-name", dir: "auto" });
    const words = make("span", {});
    const control = make("input", { id, type: "file", class: "unseen" });
    const remove = make("button", { type: "button", class: "quiet small" }, say("picture_remove"));
    const pick = make("label", { class: "button small", for: id }, words);

    function paint() {
      const file = kept ? files.describe(kept) : null;
      name.textContent = file ? file.name : "";
      name.hidden = !file;
      remove.hidden = !kept;
      words.textContent = say(kept ? "picture_replace" : "file_choose");
    }

    control.addEventListener("change", async () => {
      const [file] = control.files;
      if (!file) return;
      problem = "";
      if (file.size > files.MOST_BYTES) problem = say("file_too_large", { limit: files.size(files.MOST_BYTES) });
      else
        try {
          kept = await files.keep(file);
        } catch (reason) {
          console.info("Not readable:", reason);
          problem = say("file_unreadable");
        }
      control.value = "";
      paint();
      element.dispatchEvent(new Event("input", { bubbles: true }));
      if (problem) homespun.toast(problem);
    });
    remove.addEventListener("click", () => {
      kept = null;
      problem = "";
      paint();
      control.focus();
    });
    const element = make("span", { class: "file-input" }, make("span", { class: "row" }, control, pick, remove), name);
    paint();
    return { element, control, read: () => kept, problem: () => problem };
  };
})();

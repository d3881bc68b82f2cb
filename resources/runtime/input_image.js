// A picture from this computer, made small enough to be kept inside the app's own data.
// Needs: inputs.
"use strict";

(function () {
  const { make, say } = homespun;
  const LONGEST_SIDE = 1280;

  // Draws the file anew at a sensible size; this also leaves behind where and when it was taken.
  async function shrink(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = make("canvas", {});
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const clear = /png|webp|gif|svg/.test(file.type);
    return canvas.toDataURL(clear ? "image/webp" : "image/jpeg", 0.85);
  }

  homespun.inputs.image = (field, value, id) => {
    let kept = value ?? null;
    let broken = "";
    const preview = make("img", { alt: "", class: "picture" });
    const words = make("span", {});
    const control = make("input", { id, type: "file", accept: "image/*", class: "unseen" });
    const remove = make("button", { type: "button", class: "quiet small" }, say("picture_remove"));
    const pick = make("label", { class: "button small", for: id }, words);

    function paint() {
      preview.hidden = remove.hidden = !kept;
      if (kept) preview.src = kept;
      words.textContent = say(kept ? "picture_replace" : "picture_choose");
    }

    control.addEventListener("change", async () => {
      const [file] = control.files;
      if (!file) return;
      try {
        kept = await shrink(file);
        broken = "";
      } catch (problem) {
        console.info("Not a picture:", problem);
        broken = say("picture_broken");
      }
      paint();
      element.dispatchEvent(new Event("input", { bubbles: true }));
    });
    remove.addEventListener("click", () => {
      kept = null;
      control.value = "";
      paint();
      control.focus();
    });
    const element = make("span", { class: "image-input" }, preview, make("span", { class: "row" }, control, pick, remove));
    paint();
    return { element, control, read: () => kept, problem: () => broken };
  };
})();

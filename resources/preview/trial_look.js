// How many things can be seen on a page that is tried; -1 while it does not stand there yet. Runs in a world of its
// own: the page can change what it shows, but not how it is looked at. It is asked for one number and nothing else.
(function (fence) {
  const SEEN_BY_THEMSELVES = "img, svg, video, audio, input, button, select, textarea, meter, progress, hr, iframe";
  const SMALLEST_PX = 4;
  const MOST = 2000;
  const CLEAR = "rgba(0, 0, 0, 0)";

  function hasSize(element) {
    const { width, height } = element.getBoundingClientRect();
    return width >= SMALLEST_PX && height >= SMALLEST_PX && element.checkVisibility({ visibilityProperty: true });
  }

  function isDrawnOn(canvas) {
    const blank = document.createElement("canvas");
    [blank.width, blank.height] = [canvas.width, canvas.height];
    try {
      // What is drawn in three dimensions cannot be read back so; a canvas for that has no flat side.
      return canvas.toDataURL() !== blank.toDataURL() || canvas.getContext("2d") === null;
    } catch {
      return true; // it cannot be read, so something from elsewhere is on it
    }
  }

  function isSeen(element) {
    if (element.localName === "canvas") return hasSize(element) && isDrawnOn(element);
    if (element.matches(SEEN_BY_THEMSELVES)) return hasSize(element);
    const style = getComputedStyle(element);
    const painted = style.backgroundColor !== CLEAR || style.backgroundImage !== "none" || style.borderStyle !== "none";
    return painted && hasSize(element);
  }

  if (document.readyState !== "complete" || !document.body || document.title === fence) return -1;
  const words = document.body.innerText.trim() ? 1 : 0;
  return words + [...document.body.querySelectorAll("*")].slice(0, MOST).filter(isSeen).length;
})("A part of the person's own");

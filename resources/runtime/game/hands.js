// The hands on a game: keys, swipes, taps and on-screen buttons, all told to the game as keys.
// Needs: elements, formats.
"use strict";

(function () {
  const { make, say } = homespun;
  const FAR_ENOUGH = 24; // pixels before a touch is a swipe
  const REPEAT_AFTER_MS = 260;
  const REPEAT_EVERY_MS = 90;
  const ALSO = { w: "ArrowUp", a: "ArrowLeft", s: "ArrowDown", d: "ArrowRight", Spacebar: " " };
  const PAD = {
    ArrowLeft: { words: "game_left", drawing: "M16 5L7 12l9 7z" },
    ArrowRight: { words: "game_right", drawing: "M8 5l9 7l-9 7z" },
    ArrowUp: { words: "game_up", drawing: "M5 16l7-9l7 9z" },
    ArrowDown: { words: "game_down", drawing: "M5 8l7 9l7-9z" },
    " ": { words: "game_go", drawing: "M12 5a7 7 0 1 0 .01 0z" },
  };

  // `stage` is the stage, `game` what is played on it (the stage describes both).
  homespun.gameHands = (stage, game) => {
    const { area } = stage;
    const held = new Set();
    const keyOf = (event) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      return !isKnown(key) && ALSO[key] ? ALSO[key] : key;
    };
    const mayHear = () => stage.playing() && area.isConnected;

    // Keys count wherever the focus is in the game, and also while nothing at all has it.
    function isForUs(event) {
      const inside = stage.element.contains(event.target) || event.target === document.body;
      const isTyping = event.target.closest?.("input, textarea, select") !== null;
      return inside && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    }

    function pressed(event) {
      if (!isForUs(event) || event.defaultPrevented) return;
      const key = keyOf(event);
      if (game.live && (key === "Escape" || key === "p") && !event.repeat && stage.togglePause()) return event.preventDefault();
      const isOnButton = event.target.closest?.("button") !== null && (key === " " || key === "Enter");
      if (!mayHear() || isOnButton || !isKnown(key)) return;
      event.preventDefault();
      tell(key, event.repeat);
    }

    const isKnown = (key) => Boolean(game.keys?.[key]) || Boolean(game.holds?.().includes(key));

    function tell(key, again) {
      held.add(key);
      game.keys?.[key]?.(again);
    }

    const released = (event) => held.delete(keyOf(event));

    // --- fingers and the mouse

    let touch = null;

    function pointAt(event, isDown) {
      const box = area.getBoundingClientRect();
      game.point((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, isDown);
    }

    function touched(event) {
      if (!mayHear() || event.target.closest("button")) return;
      touch = { x: event.clientX, y: event.clientY, moved: false };
      if (game.point) pointAt(event, true);
    }

    function moved(event) {
      if (!mayHear()) return;
      if (game.point) pointAt(event, false);
      if (!touch || !game.swipe) return;
      const across = event.clientX - touch.x;
      const along = event.clientY - touch.y;
      if (Math.max(Math.abs(across), Math.abs(along)) < FAR_ENOUGH) return;
      const isAcross = Math.abs(across) > Math.abs(along);
      const key = isAcross ? (across < 0 ? "ArrowLeft" : "ArrowRight") : along < 0 ? "ArrowUp" : "ArrowDown";
      // A long swipe goes on steering; for moves that count one by one (`once`) it is one move.
      touch = game.swipe === "once" ? null : { x: event.clientX, y: event.clientY, moved: true };
      game.keys[key]?.(false);
    }

    function lifted(event) {
      if (touch && !touch.moved && event.type === "pointerup" && game.tap && mayHear()) game.keys[game.tap](false);
      touch = null;
    }

    area.addEventListener("pointerdown", touched);
    area.addEventListener("pointermove", moved);
    area.addEventListener("pointerup", lifted);
    area.addEventListener("pointercancel", lifted);
    document.addEventListener("keydown", pressed);
    document.addEventListener("keyup", released);

    // --- buttons on the screen, for fingers

    function padButton(key) {
      let timer = 0;
      const again = () => {
        if (mayHear() && held.has(key)) game.keys?.[key]?.(true);
        timer = setTimeout(again, REPEAT_EVERY_MS);
      };
      const stop = () => {
        clearTimeout(timer);
        held.delete(key);
      };
      const press = (event) => {
        event.preventDefault(); // the focus stays with the game
        if (!mayHear()) return;
        tell(key, false);
        timer = setTimeout(again, REPEAT_AFTER_MS);
      };
      const picture = homespun.draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, homespun.draw("path", { d: PAD[key].drawing }));
      return make(
        "button",
        {
          type: "button",
          class: `game-key game-key-${key === " " ? "go" : key.slice(5).toLowerCase()}`,
          "aria-label": game.padWords?.[key] ?? say(PAD[key].words),
          tabindex: "-1", // the keyboard has the real keys
          onpointerdown: press,
          onpointerup: stop,
          onpointerleave: stop,
          onpointercancel: stop,
          oncontextmenu: (event) => event.preventDefault(),
          onclick: (event) => event.detail === 0 && mayHear() && (game.keys?.[key]?.(false)), // pressed by a screen reader
        },
        picture,
      );
    }

    return {
      isHeld: (key) => held.has(key),
      letGo: () => held.clear(),
      pad: game.pad ? make("div", { class: "game-pad", dir: "ltr", role: "group", "aria-label": say("game_keys") }, game.pad.map(padButton)) : null,
      leave() {
        document.removeEventListener("keydown", pressed);
        document.removeEventListener("keyup", released);
      },
    };
  };
})();

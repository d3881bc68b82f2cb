// Presses what can be pressed on a page that is tried, once each: most of what is wrong in a small program is wrong
// in what a button does. What goes wrong the page says in its console.
(function () {
  const MOST = 12;
  const PRESSED = "button, [onclick], input[type=button], [role=button], summary";
  for (const element of [...document.querySelectorAll(PRESSED)].slice(0, MOST)) if (element.isConnected) element.click();
  return 0;
})();

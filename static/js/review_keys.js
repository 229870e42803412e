// Keys for reading many rows: j next, k previous, a accept, r return, c comment.
//
// Each key follows or focuses what carries data-key="j" and so on. They can be switched off with
// the button [data-keys-switch]; the choice stays in this browser. Nothing happens while typing.

const SWITCH = "lep-review-keys";

function areOn() {
  return localStorage.getItem(SWITCH) !== "off";
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function show() {
  const button = document.querySelector("[data-keys-switch]");
  if (!button) return;
  button.hidden = false;
  button.textContent = areOn() ? "Turn keys off" : "Turn keys on";
  button.setAttribute("aria-pressed", String(areOn()));
}

function act(target) {
  const fold = target.closest("details");
  if (fold && !fold.open) {
    fold.open = true;
    const field = fold.querySelector("textarea, input:not([type=hidden])");
    if (field) return field.focus();
  }
  if (/^(TEXTAREA|INPUT|SELECT)$/.test(target.tagName)) target.focus();
  else target.click();
}

document.addEventListener("keydown", (event) => {
  if (!areOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  // Radios and tick boxes take no letters, so keys go on working beside them.
  const target = event.target;
  const typing = isTyping(target) && !/^(radio|checkbox|submit|button)$/.test(target.type);
  if (typing || document.querySelector("dialog[open]")) return;
  const wanted = /^[jkarc]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (!wanted) return;
  event.preventDefault();
  act(wanted);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys-switch]")) return;
  localStorage.setItem(SWITCH, areOn() ? "off" : "on");
  show();
});
show();

// The next row came without a new page: whoever listens or uses keys goes on at its heading.
document.addEventListener("htmx:load", (event) => {
  show();
  const heading = document.querySelector("#row");
  if (event.target === document.body || !heading || document.querySelector(".govuk-error-summary")) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
});

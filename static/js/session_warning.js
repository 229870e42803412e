// Warns five minutes before the session ends, and keeps it alive on request. What is typed stays.

const dialog = document.getElementById("session-warning");
const MINUTE = 60_000;
const minutes = dialog.querySelector("[data-minutes]");
const form = dialog.querySelector("form");
let ends = Date.now() + Number(dialog.dataset.endsIn) * 1000;
let answered = false;

function tick() {
  const left = ends - Date.now();
  if (left > 5 * MINUTE) {
    answered = false;
    return;
  }
  if (left <= 0) {
    minutes.textContent = "a moment ago; sign in again in another tab, then come back here";
    return;
  }
  const whole = Math.max(1, Math.ceil(left / MINUTE));
  minutes.textContent = whole === 1 ? "1 minute" : `${whole} minutes`;
  if (!dialog.open && !answered) dialog.showModal();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  answered = true;
  const reply = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (reply?.ok) {
    ends = Date.now() + Number(dialog.dataset.wholeTime) * 1000;
    dialog.close();
  } else {
    // Without the answer of the server the page must not pretend; the form is sent the plain way.
    minutes.textContent = "a few minutes; we could not reach the server, so try again";
  }
});
document.addEventListener("visibilitychange", tick);
setInterval(tick, 10_000);
tick();

// Says how many letters are left in a long text, and never cuts off what was typed or pasted:
// the server says it again in a sentence.

for (const box of document.querySelectorAll("textarea[maxlength], textarea[data-most-letters]")) {
  const most = Number(box.getAttribute("maxlength") ?? box.dataset.mostLetters);
  box.removeAttribute("maxlength");

  const words = document.createElement("p");
  words.className = "govuk-character-count__message";
  const spoken = document.createElement("p");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  box.after(words, spoken);

  const say = () => {
    const left = most - box.value.length;
    const count = Math.abs(left);
    const letters = count === 1 ? "character" : "characters";
    words.textContent = left < 0 ? `${count} ${letters} too many.` : `${count} ${letters} left.`;
    words.classList.toggle("is-over", left < 0);
    // Quiet while there is room for half the text: nobody counts at the start.
    words.hidden = left > most / 2;
  };
  let wait;
  box.addEventListener("input", () => {
    say();
    clearTimeout(wait);
    wait = setTimeout(() => (spoken.textContent = words.hidden ? "" : words.textContent), 1000);
  });
  say();
}

// Shows what is asked only after an answer. Without this module everything is shown.
//
// <div class="revealed" data-shown-by="status" data-shown-for="at-risk off-track"> names the
// control(s) by name and the values that bring it up; "*" stands for any answer.

function answers(form, name) {
  const controls = [...form.elements].filter((control) => control.name === name);
  return controls
    .filter((control) => (/^(radio|checkbox)$/.test(control.type) ? control.checked : control.value))
    .map((control) => control.value);
}

function settle() {
  for (const holder of document.querySelectorAll("[data-shown-by]")) {
    const form = holder.closest("form");
    const wanted = (holder.dataset.shownFor ?? "*").split(" ");
    const given = answers(form, holder.dataset.shownBy);
    const shown = given.some((value) => wanted.includes("*") || wanted.includes(value));
    // What holds a mistake stays open, or the way from the summary would lead nowhere.
    holder.hidden = !shown && !holder.querySelector("[aria-invalid=true], .govuk-error-message");
  }
}

settle();
document.addEventListener("change", settle);
document.addEventListener("htmx:load", settle);

// A button that copies the text of the field it names, such as an invitation link.
// <button type="button" hidden data-copies="link-id">Copy link</button>

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "small";
  button.after(said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select?.();
    try {
      await navigator.clipboard.writeText(field.value ?? field.textContent.trim());
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Press Ctrl and C to copy the marked text.";
    }
  });
}

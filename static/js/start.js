// Switches on what GOV.UK Frontend adds to a page that is whole without it.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const { initAll } = await import(document.body.dataset.govukFrontend);
initAll();
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) initAll({ scope: event.target });
});

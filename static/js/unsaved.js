// Asks before a page is left on which something was typed and not sent.
//
// Every form that is sent with POST is followed, but what saves itself; a box that stands beside
// its form does not. Sending the form itself
// is no leaving; a button of another form, a link or closing the page is.

const changed = new Set();
const WRITTEN = "input:not([type=hidden]):not([type=submit]), textarea, select";

document.addEventListener("input", (event) => {
  const form = event.target.form;
  const writes = form && form.method === "post" && event.target.matches(WRITTEN);
  if (writes && (!form.dataset.autosaveUrl || !form.contains(event.target))) changed.add(form);
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) changed.delete(event.target);
});

window.addEventListener("beforeunload", (event) => {
  // A form that a part of the page took away with it holds nothing any more.
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

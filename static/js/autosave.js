// Saves a form while it is written, so that nothing typed is lost.
//
// <form data-autosave-url="…"> is sent as it stands, with its CSRF token and base version, a few
// seconds after the last change and whenever a field is left. The answer is JSON
// {"saved_at": "2:32pm", "version": 8, "opened_with": "…"} (what is stored now, the base of the next
// merge; "note" tells of what somebody else changed and was kept); 409 brings {"panel": "<section …>"}, or that HTML itself,
// with both texts; 401 or a redirect to sign-in means that the session has ended. The last line is
// said in [data-autosave-status]; the conflict is shown in [data-autosave-conflict].

const PAUSE = 3000;
const RETRY = 15_000;
// What goes with the form and is nobody's words.
const CARRIED = ["csrfmiddlewaretoken", "once", "opened_with", "asked_about", "seen_version", "page_token"];

function follow(form) {
  const status = form.querySelector("[data-autosave-status]");
  const conflict = form.querySelector("[data-autosave-conflict]");
  let kept = written(form);
  let timer;
  let busy = false;
  let stopped = false;

  const say = (words, kind) => {
    if (!status) return;
    status.textContent = words;
    status.className = `saved${kind ? ` saved--${kind}` : ""}`;
  };

  // Each sending says when it left, so that the last one counts though it may arrive first.
  const stamp = () => {
    const page = form.elements.namedItem("page_token");
    if (!page) return;
    const [token, moment] = page.value.split(".");
    page.value = `${token}.${Math.max(Date.now(), Number(moment ?? 0) + 1)}`;
  };

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  async function save() {
    clearTimeout(timer);
    const now = written(form);
    if (stopped || now === kept) return;
    if (busy) return later(PAUSE);
    busy = true;
    stamp();
    say("Saving…", "waiting");
    try {
      const reply = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        credentials: "same-origin",
      });
      await understand(reply, now);
    } catch {
      say("Not saved: there is no connection. Your words stay here; we try again.", "failed");
      later(RETRY);
    } finally {
      busy = false;
    }
  }

  async function understand(reply, sent) {
    if (reply.status === 401 || reply.status === 403 || reply.redirected) {
      const words = "Not saved: you are signed out. Sign in again in a new tab, then go on here.";
      say(words, "failed");
      offerSignIn(status);
      return later(RETRY);
    }
    if (reply.status === 409) {
      stopped = true;
      say("Not saved yet: these words were changed elsewhere too. Choose above which to keep.", "failed");
      const isJson = (reply.headers.get("Content-Type") ?? "").includes("json");
      const panel = isJson ? (await reply.json()).panel : await reply.text();
      if (conflict && panel) {
        conflict.innerHTML = panel;
        conflict.tabIndex = -1;
        conflict.focus();
      }
      return;
    }
    if (!reply.ok) {
      say("Not saved yet. Your words stay here; we try again.", "failed");
      return later(RETRY);
    }
    const told = await reply.json();
    kept = sent;
    const base = form.elements.namedItem(form.dataset.versionField ?? "version");
    if (base && told.version !== undefined) {
      base.value = told.version;
      kept = withVersion(sent, base.name, told.version);
    }
    const shown = form.elements.namedItem("opened_with");
    if (shown && told.opened_with !== undefined) shown.value = told.opened_with;
    say([`Saved at ${told.saved_at}`, told.note].filter(Boolean).join(". "));
    if (written(form) !== kept) later(PAUSE);
  }

  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("change", () => later(300));
  form.addEventListener("focusout", () => later(300));
  // Before anybody else who listens reads what is sent.
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
    stamp();
  }, true);
  // Sent, and still here: the page did not lead on, or it was gone back to.
  const goOn = () => {
    stopped = false;
  };
  form.addEventListener("htmx:afterRequest", goOn);
  window.addEventListener("pageshow", (event) => event.persisted && goOn());
  // The page may be closed on a phone without another event: this is the last word.
  document.addEventListener("visibilitychange", () => {
    const now = written(form);
    if (document.visibilityState !== "hidden" || stopped || now === kept) return;
    stamp();
    navigator.sendBeacon(form.dataset.autosaveUrl, new FormData(form));
  });
}

// The boxes for questions stand in the same form and are sent by their own buttons alone.
const BESIDE = /^(question|question_to|answer_\d+|seen_questions|seen_together)$/;

// What was typed, as one text; files and the token are not part of it.
function written(form) {
  const pairs = [...new FormData(form)].filter(
    ([name, value]) => !CARRIED.includes(name) && !BESIDE.test(name) && typeof value === "string",
  );
  return JSON.stringify(pairs);
}

function withVersion(text, name, version) {
  const pairs = JSON.parse(text).map(([key, value]) => [key, key === name ? String(version) : value]);
  return JSON.stringify(pairs);
}

function offerSignIn(status) {
  if (!status || status.querySelector("a")) return;
  const link = document.createElement("a");
  link.href = status.dataset.signIn ?? "/account/login/";
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "Sign in (opens a new tab)";
  status.append(" ", link);
}

function start(part) {
  for (const form of part.querySelectorAll("form[data-autosave-url]:not([data-followed])")) {
    form.dataset.followed = "yes";
    follow(form);
  }
}

start(document);
// A part of the page that came without a new page.
document.addEventListener("htmx:load", (event) => start(event.target));

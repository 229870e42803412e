// Follows a long job: asks its address every two seconds and moves the bar.
//
// <section data-job-url="…"> holds <progress>, [data-job-step] and, without this module, a link
// "Refresh". The address answers {"state", "step", "done", "total", "url"}; when the state is
// "done" or "failed" the page is opened again, and shows how it ended.

for (const job of document.querySelectorAll("[data-job-url]")) {
  const bar = job.querySelector("progress");
  const step = job.querySelector("[data-job-step]");
  const link = job.querySelector("[data-job-refresh]");
  let pause = 2000;
  if (link) link.hidden = true;

  const ask = async () => {
    try {
      const reply = await fetch(job.dataset.jobUrl, { headers: { Accept: "application/json" } });
      if (!reply.ok) throw new Error(String(reply.status));
      const told = await reply.json();
      if (told.total) {
        bar.max = told.total;
        bar.value = told.done;
      }
      if (told.step) step.textContent = told.step;
      if (told.state === "done" || told.state === "failed") {
        location.assign(told.url || location.href);
        return;
      }
      pause = 2000;
    } catch {
      // A lost connection is no failure of the job: it goes on, so we only ask less often.
      pause = Math.min(pause * 2, 30_000);
      if (link) link.hidden = false;
    }
    setTimeout(ask, pause);
  };
  setTimeout(ask, pause);
}

// Two minutes before the server signs the person out, ask. The server decides; this only warns.
const warning = document.querySelector("[data-digitilts-idle]");
if (warning) {
  const limit = Number(warning.dataset.digitiltsIdle) * 1000;
  let since = Date.now();
  const look = () => {
    const idle = Date.now() - since;
    if (idle >= limit) { location.reload(); return; }
    const ask = idle >= limit - 120000;
    if (ask && warning.hidden) { warning.hidden = false; warning.querySelector("button").focus(); }
    setTimeout(look, 5000);
  };
  warning.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target;
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" }, redirect: "manual",
    });
    if (answer.status !== 204) { location.reload(); return; }
    since = Date.now();
    warning.hidden = true;
  }, true);
  look();
}

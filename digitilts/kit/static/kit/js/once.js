// A form is sent once: a second click while the first is on its way does nothing. The server checks it too.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get" || form.target) return;
  if (form.dataset.digitiltsSent) { event.preventDefault(); return; }
  form.dataset.digitiltsSent = "yes";
  setTimeout(() => form.querySelectorAll("button[type=submit]").forEach((one) => one.setAttribute("aria-disabled", "true")));
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-digitilts-sent]").forEach((form) => {
    delete form.dataset.digitiltsSent;
    form.querySelectorAll("[aria-disabled]").forEach((one) => one.removeAttribute("aria-disabled"));
  });
});

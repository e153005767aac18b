// Print buttons appear only where printing works; closed details are opened on paper.
document.querySelectorAll("[data-digitilts-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));

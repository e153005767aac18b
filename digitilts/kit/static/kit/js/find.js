// "/" goes to the person search; up and down move in a list of results.
const typing = (target) => target.matches("input, select, textarea, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.querySelector("[data-digitilts-find]");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const list = document.querySelector("[data-digitilts-results]");
  const inList = event.target.closest("[data-digitilts-results]");
  if (!list || !(inList || event.target.matches("[type=search], [data-digitilts-find]"))) return;
  const links = [...list.querySelectorAll("a[href]:not([tabindex='-1'])")];
  const next = links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
  if (links[next]) { event.preventDefault(); links[next].focus(); }
});

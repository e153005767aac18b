// Counter mode wipes itself: when its time is over, the page of the last person is left at once.
const counter = document.querySelector("[data-digitilts-counter-until]");
if (counter) {
  const until = Date.parse(counter.dataset.digitiltsCounterUntil);
  const leave = () => location.replace(counter.dataset.digitiltsCounterNext || "/");
  const look = () => (Date.now() >= until ? leave() : setTimeout(look, 1000));
  if (!Number.isNaN(until)) look();
}
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("[data-digitilts-counter-until], [data-digitilts-sign-out]")) location.reload();
});

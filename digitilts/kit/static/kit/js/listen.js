// Reads the page aloud. The control appears only where the browser has a voice for the page's language.
const box = document.querySelector("[data-digitilts-listen]");
if (box && "speechSynthesis" in window) {
  const language = document.documentElement.lang;
  const start = box.querySelector("[data-digitilts-listen-start]");
  const stop = box.querySelector("[data-digitilts-listen-stop]");
  const voice = () => speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
  const offer = () => { box.hidden = !voice(); };
  const reading = (now) => { start.hidden = now; stop.hidden = !now; };
  const sentences = () => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, legend, label)")]
    .filter((one) => one.offsetParent && !one.closest("nav, [data-digitilts-listen]"))
    .map((one) => one.innerText.trim()).filter(Boolean);
  start.addEventListener("click", () => {
    speechSynthesis.cancel();
    const words = sentences();
    words.forEach((text, place) => {
      const part = new SpeechSynthesisUtterance(text);
      part.voice = voice();
      part.lang = language;
      part.rate = 0.9;
      if (place === words.length - 1) part.onend = () => reading(false);
      speechSynthesis.speak(part);
    });
    reading(true);
    stop.focus();
  });
  stop.addEventListener("click", () => { speechSynthesis.cancel(); reading(false); start.focus(); });
  addEventListener("pagehide", () => speechSynthesis.cancel());
  speechSynthesis.addEventListener("voiceschanged", offer);
  offer();
}

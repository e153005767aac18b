// What axe does not look at. Each function answers with a list of sentences; an empty list is a pass.
window.barriers = (() => {
  const name = (element) => {
    const words = (element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 40);
    const kind = element.className && element.className.baseVal === undefined ? `.${String(element.className).trim().replace(/\s+/g, ".")}` : "";
    return `${element.tagName.toLowerCase()}${kind} "${words}"`;
  };
  const is_drawn = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  const is_unseen = (element) => element.closest(".visually-hidden") !== null;
  const every = (selector) => [...document.querySelectorAll(selector)].filter(is_drawn);
  const STOPS = "a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select, textarea, summary, [tabindex='0']";

  // WCAG 2.4.2, 1.3.1, 3.1.1
  const outline = (language) => {
    const found = [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0) ? [] : ["no style"];
    const headings = every("h1").length;
    if (headings !== 1) found.push(`${headings} h1`);
    if (document.documentElement.lang !== language) found.push(`lang is ${document.documentElement.lang}`);
    if (!/\S.* · Digitilts/.test(document.title)) found.push(`title is "${document.title}"`);
    return found;
  };

  // WCAG 1.4.10
  const sideways = () => {
    const wide = document.documentElement.scrollWidth;
    return wide > window.innerWidth ? [`${wide} px wide in a window of ${window.innerWidth}`] : [];
  };

  // Ours: 44 px for residents' fingers (WCAG 2.5.5), links inside a sentence excepted as there.
  const is_in_sentence = (element) => {
    const block = element.closest("p, li, dd, td, label, .message__body");
    if (element.tagName !== "A" || !block) return false;
    return block.innerText.trim().length > element.innerText.trim().length + 3 && getComputedStyle(element).display === "inline";
  };
  const small_targets = () => every("a[href], button, input:not([type=hidden]), select, textarea, summary")
    // Dots on a map stand again in the list below it.
    .filter((element) => !is_unseen(element) && !is_in_sentence(element) && !element.closest("svg"))
    .map((element) => {
      const boxes = [element, ...(element.labels || [])].map((each) => each.getBoundingClientRect());
      return [element, Math.max(...boxes.map((box) => box.height)), Math.max(...boxes.map((box) => box.width))];
    })
    .filter(([, height, width]) => height < 43.5 || width < 43.5)
    .map(([element, height, width]) => `${name(element)} is ${Math.round(width)} × ${Math.round(height)} px`);

  // WCAG 1.4.4, 1.4.12: words that are cut off or hang out of their box.
  const cut_off = () => every("main *, header *, footer *")
    .filter((element) => element.namespaceURI.endsWith("xhtml") && !is_unseen(element))
    .filter((element) => {
      const style = getComputedStyle(element);
      if (style.display === "inline") return false;
      if (["auto", "scroll"].includes(style.overflowX) || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)) return false;
      const hidden = style.overflowX === "hidden" || style.overflowX === "clip";
      const framed = element.matches(".button, .chip, .tile, .figure, .card, .message, .tool");
      return (hidden || framed) && element.scrollWidth > element.clientWidth + 2;
    })
    .map((element) => `${name(element)}: ${element.scrollWidth} px of words in ${element.clientWidth} px`);

  const styled = (rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const with_spacing = (check) => {
    const before = document.adoptedStyleSheets;
    styled("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
    const found = [...sideways(), ...cut_off()].map((each) => `with spaced text: ${each}`);
    document.adoptedStyleSheets = before;
    return found;
  };
  const with_text_doubled = () => {
    const root = document.documentElement;
    root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
    const found = [...sideways(), ...cut_off()].map((each) => `with text at 200 %: ${each}`);
    root.style.fontSize = "";
    return found;
  };

  // WCAG 2.4.7, 2.4.11. The keyboard must have been used before, or the browser draws no ring.
  const unseen_focus = () => {
    const found = [];
    for (const element of every(STOPS).filter((each) => each.tabIndex >= 0)) {
      element.focus();
      if (document.activeElement !== element) continue;
      const style = getComputedStyle(element);
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) found.push(`${name(element)} shows no focus`);
      const box = element.getBoundingClientRect();
      const top = document.elementFromPoint(Math.max(1, box.x + Math.min(box.width, window.innerWidth) / 2), box.y + box.height / 2);
      if (top && !element.contains(top) && !top.contains(element) && !(element.labels && [...element.labels].some((label) => label.contains(top)))) found.push(`${name(element)} is under ${name(top)} when focused`);
    }
    return found;
  };

  return { outline, sideways, small_targets, cut_off, with_spacing, with_text_doubled, unseen_focus };
})();

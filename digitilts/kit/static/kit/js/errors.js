// After a mistake, the summary is the first thing that is read.
document.querySelector("[data-digitilts-errors]")?.focus();

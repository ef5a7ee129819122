// Runs before the first paint, so that the page never flashes in the other theme.
document.documentElement.dataset.theme =
  localStorage.getItem("selvedge.theme") ??
  (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

/** What was typed as a number, its thousands parted or not. The text itself where it is none: it is never guessed, and the server says so. */
export function readNumber(typed: string): number | string | null {
  const text = typed.trim();
  if (text === "") return null;
  if (/^(\d+|\d{1,3}([, ]\d{3})+)(\.\d+)?$/.test(text)) return Number(text.replaceAll(/[, ]/g, ""));
  // One or two digits after a comma are no thousands.
  return /^\d+,\d{1,2}$/.test(text) ? Number(text.replace(",", ".")) : text;
}

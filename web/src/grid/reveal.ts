import { headWidth } from "./layout";

/** How far a box is scrolled for a row to be seen whole below its headings, which are `head` high; no further than it takes. */
export function scrollTo(top: number, height: number, head: number, { scrollTop, clientHeight }: Pick<HTMLElement, "scrollTop" | "clientHeight">): number {
  return top < scrollTop ? top : Math.max(scrollTop, top + height + head - clientHeight);
}

export function revealRow(box: HTMLElement, index: number, rowHeight: number): void {
  box.scrollTop = scrollTo(index * rowHeight, rowHeight, box.querySelector<HTMLElement>(".grid-head")?.offsetHeight ?? 0, box);
}

/** Scrolls sideways until a column is seen whole behind those that stand fast. */
export function revealColumn(box: HTMLElement, column: string): void {
  const head = box.querySelector<HTMLElement>(`.grid-head [data-column="${column}"]:not([data-frozen])`);
  if (!head) return;
  const fast = [...box.querySelectorAll<HTMLElement>(".grid-head [data-frozen]")].reduce((sum, { offsetWidth }) => sum + offsetWidth, headWidth);
  if (head.offsetLeft < box.scrollLeft + fast) box.scrollLeft = head.offsetLeft - fast;
  else if (head.offsetLeft + head.offsetWidth > box.scrollLeft + box.clientWidth) box.scrollLeft = head.offsetLeft + head.offsetWidth - box.clientWidth;
}

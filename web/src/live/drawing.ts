/** Does something, and tells for how many milliseconds the page was busy with it until it was painted; never while nothing is. */
export type Drawing = (act: () => void, told: (milliseconds: number) => void) => void;

/** As the browser does it: what hears of a change draws itself before the next timer, and is laid out and painted in the next frame. */
export const inBrowser: Drawing = (act, told) => {
  const from = performance.now();
  act();
  setTimeout(() => {
    const drawn = performance.now() - from;
    requestAnimationFrame(() => {
      const painting = performance.now();
      setTimeout(() => told(drawn + performance.now() - painting));
    });
  });
};

import { useEffect, useSyncExternalStore } from "react";

/** In parts of a screen of 1900 by 1080, by which all of a wall is measured. */
const top = 72;
const head = 44;
const row = 50;

function measure(): string {
  const unit = Math.min(innerHeight / 1080, innerWidth / 1900);
  return `${unit} ${Math.max(1, Math.floor((innerHeight / unit - top - head - 24) / row))}`;
}

function subscribe(listener: () => void): () => void {
  addEventListener("resize", listener);
  return () => removeEventListener("resize", listener);
}

/** The unit in pixels, and how many rows a page of this screen holds. */
export function useSize(): { unit: number; rows: number } {
  const [unit, rows] = useSyncExternalStore(subscribe, measure).split(" ").map(Number) as [number, number];
  return { unit, rows };
}

const askedEvery = 10 * 60_000;
const daily = 24 * 60 * 60_000;

/** Loads the page anew when the server has another version of it, and once a day; never while the server does not answer. */
export function useNewerVersion(): void {
  useEffect(() => {
    const begun = Date.now();
    const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute("src") ?? null;
    const timer = setInterval(async () => {
      const answer = await fetch("/", { cache: "no-store" }).catch(() => null);
      if (!answer?.ok) return;
      const page = await answer.text();
      if ((own != null && !page.includes(own)) || Date.now() - begun > daily) location.reload();
    }, askedEvery);
    return () => clearInterval(timer);
  }, []);
}

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function write(key: string, value: string): void {
  localStorage.setItem(`selvedge.${key}`, value);
  for (const listener of [...listeners]) listener();
}

export type Theme = "light" | "dark";

function theme(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}

export function toggleTheme(): void {
  const next = theme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  write("theme", next);
}

/** Follows the system for as long as no theme was chosen here. */
export function followSystemTheme(): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    if (localStorage.getItem("selvedge.theme") != null) return;
    document.documentElement.dataset.theme = event.matches ? "dark" : "light";
    for (const listener of [...listeners]) listener();
  });
}

/** Row heights in pixels. */
export const densities = [24, 32, 40] as const;
export type Density = (typeof densities)[number];

function density(): Density {
  const chosen = Number(localStorage.getItem("selvedge.density"));
  return densities.find((height) => height === chosen) ?? 32;
}

export function useDensity(): Density {
  return useSyncExternalStore(subscribe, density);
}

export function nextDensity(): void {
  write("density", String(densities[(densities.indexOf(density()) + 1) % densities.length]));
}

function query(media: string) {
  const list = matchMedia(media);
  return {
    subscribe: (listener: () => void) => {
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    matches: () => list.matches,
  };
}

const phone = query("(max-width: 719px)");

/** True where a row takes two lines. */
export function useNarrow(): boolean {
  return useSyncExternalStore(phone.subscribe, phone.matches);
}

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = readonly [number, number, number];

const css = readFileSync(new URL("../styles/tokens.css", import.meta.url), "utf8");

function tokens(selector: string): Record<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).split("}")[0]!;
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]));
}

const themes = { light: tokens(":root"), dark: tokens('[data-theme="dark"]') };
const inks = ["ontrack", "risk", "late", "critical", "blocked", "done"];

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;
const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const dot = (row: readonly number[], [r, g, b]: Rgb) => row[0]! * r + row[1]! * g + row[2]! * b;
const light = (hex: string) => rgb(hex).map(linear) as unknown as Rgb;

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], light(hex));
  const [lo, hi] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (hi + 0.05) / (lo + 0.05);
}

/** Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB. */
const sights: Record<string, readonly (readonly number[])[]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function lab(hex: string, sight: string): Rgb {
  const seen = sights[sight]!.map((row) => Math.min(1, Math.max(0, dot(row, light(hex))))) as unknown as Rgb;
  const f = (t: number) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], seen) / 0.95047);
  const y = f(dot([0.2126729, 0.7151522, 0.072175], seen));
  const z = f(dot([0.0193339, 0.119192, 0.9503041], seen) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIEDE2000 colour difference (Sharma, Wu, Dalal 2005). */
function difference([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb): number {
  const deg = 180 / Math.PI;
  const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (b: number, a: number) => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) * deg + 360) % 360);
  const [h1, h2] = [hue(b1, p1), hue(b2, p2)];
  let dh = c1 * c2 === 0 ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const [dl, dc] = [l2 - l1, c2 - c1];
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(dh / 2 / deg);
  const [lm, cm] = [(l1 + l2) / 2, (c1 + c2) / 2];
  let hm = h1 + h2;
  if (c1 * c2 !== 0) {
    if (Math.abs(h1 - h2) <= 180) hm = (h1 + h2) / 2;
    else hm = h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
  }
  const cos = (angle: number) => Math.cos(angle / deg);
  const t = 1 - 0.17 * cos(hm - 30) + 0.24 * cos(2 * hm) + 0.32 * cos(3 * hm + 6) - 0.2 * cos(4 * hm - 63);
  const sl = 1 + (0.015 * (lm - 50) ** 2) / Math.sqrt(20 + (lm - 50) ** 2);
  const sc = 1 + 0.045 * cm;
  const sh = 1 + 0.015 * cm * t;
  const rt = -2 * Math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7)) * Math.sin((60 * Math.exp(-(((hm - 275) / 25) ** 2))) / deg);
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dH / sh) ** 2 + rt * (dc / sc) * (dH / sh));
}

it("The difference formula gives the published figures", () => {
  expect(difference([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(difference([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619])).toBeCloseTo(2.0373, 4);
  expect(difference([6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286])).toBeCloseTo(0.6377, 4);
});

describe.each(Object.entries(themes))("The %s theme", (_, theme) => {
  const surfaces = ["surface", "surface-well", "surface-raised", "accent-tint"];

  it.each([...inks.map((ink) => `health-${ink}`), "health-plan", "health-stale", "text", "text-second", "text-third"])("reads %s on every surface", (ink) => {
    for (const surface of surfaces) expect(contrast(theme[ink]!, theme[surface]!), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  });

  it("reads the accent, the inverse and each ink on its tint", () => {
    for (const surface of surfaces) expect(contrast(theme.accent!, theme[surface]!), `accent on ${surface}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme["on-inverse"]!, theme.inverse!)).toBeGreaterThanOrEqual(4.5);
    for (const ink of ["risk", "late", "critical", "blocked", "done"]) {
      expect(contrast(theme[`health-${ink}`]!, theme[`health-${ink}-tint`]!), ink).toBeGreaterThanOrEqual(4.5);
    }
    for (const ink of ["late", "critical"]) expect(contrast(theme[`health-${ink}`]!, theme[`health-${ink}-on`]!), ink).toBeGreaterThanOrEqual(4.5);
  });

  it("reads numbers on every step of heat", () => {
    for (const step of ["heat-1", "heat-2", "heat-3"])
      for (const ink of ["text", "text-second"]) expect(contrast(theme[ink]!, theme[step]!), `${ink} on ${step}`).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.keys(sights))("keeps the health inks apart for %s sight", (sight) => {
    for (const a of inks)
      for (const b of inks)
        if (a < b) {
          const apart = difference(lab(theme[`health-${a}`]!, sight), lab(theme[`health-${b}`]!, sight));
          expect(apart, `${a} and ${b}`).toBeGreaterThanOrEqual(10);
        }
  });
});

import type { Day } from "../vocabulary/days";
import { postJson, send } from "./client";
import type { Category } from "./types";

/** What a wall shows in turn: "overview" or a category. */
export type Screen = "overview" | Category;

/** What the wall shows whose token the address holds. */
export interface Wall {
  name: string;
  screens: Screen[];
  expiresAt: string;
}

export interface WallLink extends Wall {
  id: string;
  /** Empty for all. */
  brands: string[];
  categories: Category[];
  standing: "shows" | "withdrawn" | "expired" | "lapsed";
  byName: string;
  madeAt: string;
  endedAt: string | null;
  withdrawnByName: string | null;
}

/** @param expires the last day on which it shows. @throws {Problem} */
export function makeWallLink(link: { name: string; screens: readonly Screen[]; brands: readonly string[]; expires: Day | null }, key: string): Promise<{ id: string; token: string | null }> {
  return postJson("wall-links", link, { key });
}

/** @throws {Problem} */
export function withdrawWallLink(id: string): Promise<unknown> {
  return send("DELETE", `wall-links/${encodeURIComponent(id)}`);
}

/** The address that opens it. */
export function wallAddress(token: string): string {
  return `${location.origin}/wall/shared?token=${encodeURIComponent(token)}`;
}

import { send } from "./client";

/** @param functions all that they do. @throws {Problem} */
export function assignFunctions(person: string, functions: readonly string[], held: number): Promise<unknown> {
  return send("PUT", `people/${encodeURIComponent(person)}/functions`, { functions }, held);
}

/** What somebody may see; empty for all. */
export interface AccessSheet {
  name: string;
  role: string;
  brands: string[];
  categories: string[];
  vendors: string[];
  hiddenFields: string[];
  /** What the sign-in's provider calls them; null for their id. */
  signInName: string | null;
  hasLeft: boolean;
}

export interface Access extends AccessSheet {
  id: string;
  version: number;
}

export interface AccessChange {
  version: number;
  at: string;
  byName: string;
  kind: string;
  changes: { field: string; before: string; after: string }[];
}

/** @param held the version that was looked at; 0 for somebody new. @throws {Problem} */
export function letIn(person: string, sheet: AccessSheet, held: number): Promise<unknown> {
  return send("PUT", `people/${encodeURIComponent(person)}`, sheet, held);
}

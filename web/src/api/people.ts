import { send } from "./client";

/** @param functions all that they do. @throws {Problem} */
export function assignFunctions(person: string, functions: readonly string[], held: number): Promise<unknown> {
  return send("PUT", `people/${encodeURIComponent(person)}/functions`, { functions }, held);
}

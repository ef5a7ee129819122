import type { ProfileStanding, PurchaseOrderLine } from "../../api/types";

/** Styles of an order of which a side does not hold the present profile, each as its line that is furthest behind has it. */
export function profilesBehind(lines: readonly Pick<PurchaseOrderLine, "style" | "styleName" | "profile">[]): { style: string; name: string; profile: ProfileStanding }[] {
  const furthest = new Map<string, { style: string; name: string; profile: ProfileStanding }>();
  for (const { style, styleName: name, profile } of lines) {
    if (style == null || profile == null) continue;
    const known = furthest.get(style)?.profile;
    // What is acknowledged is the newest that any of its lines has heard of.
    const present = Math.max(profile.present, known?.present ?? 0);
    const at = known == null || held(profile) < held(known) ? profile : known;
    furthest.set(style, { style, name, profile: { ...at, present } });
  }
  return [...furthest.values()].filter(({ profile }) => held(profile) < profile.present);
}

function held({ brand, vendor }: ProfileStanding): number {
  return Math.min(brand, vendor);
}

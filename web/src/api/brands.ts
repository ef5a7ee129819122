import { send } from "./client";

/** All that the server knows, in its order: what the page leaves out, it would unmark. */
export const risks = ["commit", "cancel", "price", "waive", "stage", "profile"] as const;
export type Risk = (typeof risks)[number];

export const limitedRoles = ["assistant", "manager", "director"] as const;

/** What a role, or a person, may issue without a second person; null for any. */
export interface ApprovalLimit {
  role?: string | null;
  person?: string | null;
  units?: number | null;
  value?: number | null;
  currency?: string | null;
}

/** How a brand's orders are worked on. */
export interface BrandSettings {
  limits: ApprovalLimit[];
  exFactoryToleranceDays: number;
  /** What whoever is no supervisor may only propose. */
  risky: Risk[];
  answerHours: number;
  smallTolerancePercent: number;
  largeTolerancePercent: number;
  largeFromUnits: number;
  /** Where it is at home, ISO 3166-1 alpha-2; null while nobody has said. */
  country?: string | null;
}

export interface BrandDocument extends BrandSettings {
  brand: string;
  /** 0 while the brand goes by what comes with the product. */
  version: number;
  /** The newest first. */
  history: { version: number; at: string; by: string; settings: BrandSettings }[];
}

export function settingsPath(brand: string): string {
  return `brands/${encodeURIComponent(brand)}/settings`;
}

export const decideSettings = (brand: string, settings: object, held: number) => send<{ version: number }>("PUT", settingsPath(brand), settings, held);

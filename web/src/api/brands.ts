import type { Alert, Severity } from "./alerts";
import { send } from "./client";
import type { Category } from "./types";

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

/** What somebody is alerted of; null for all of a kind, and where it is the severity for nobody. */
export interface AlertRule {
  cause: Alert["cause"];
  category: Category | null;
  vendor: string | null;
  fromDays: number;
  severity: Severity | null;
}

/** Whom a severity reaches, and how many days after it began. */
export interface SeverityStep {
  severity: Severity;
  role: string;
  afterDays: number;
}

export interface AlertSettings {
  rules: AlertRule[];
  /** Of a severity that is named, the whole ladder. */
  steps: SeverityStep[];
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
  /** Null where it goes by what comes with the product. */
  alerts?: AlertSettings | null;
}

export interface BrandDocument extends BrandSettings {
  brand: string;
  /** 0 while the brand goes by what comes with the product. */
  version: number;
  /** What holds of all that `alerts` does not name. */
  usualAlerts: AlertSettings;
  /** The newest first. */
  history: { version: number; at: string; by: string; settings: BrandSettings }[];
}

export function settingsPath(brand: string): string {
  return `brands/${encodeURIComponent(brand)}/settings`;
}

export const decideSettings = (brand: string, settings: object, held: number) => send<{ version: number }>("PUT", settingsPath(brand), settings, held);

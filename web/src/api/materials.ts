import type { Day } from "../vocabulary/days";
import type { Health } from "../vocabulary/health";
import type { Stage } from "../vocabulary/stage";
import type { StyleStage } from "../vocabulary/styleStage";
import type { Category } from "./types";

export interface MaterialSummary {
  name: string;
  styles: number;
  categories: Category[];
  mills: { code: string; name: string }[];
  /** Open ones. */
  approvals: number;
  overdue: number;
  rejected: number;
  purchaseOrders: number;
  /** Of these, that wait on it. */
  lines: number;
  units: number | null;
}

/** The answer of `materials/detail`: of styles and lines the first that it holds, counted whole. */
export interface Material {
  name: string;
  counts: MaterialSummary;
  styles: { number: string; name: string; brand: string; category: Category; season: string; stage: StyleStage; colours: string[] }[];
  lines: {
    purchaseOrder: string; line: number; style: string; styleName: string; colour: string; category: Category; vendor: string; vendorName: string;
    stage: Stage; health: Health; committed: Day | null; forecast: Day | null; quantity: number | null;
  }[];
}

import type { Category, OverviewRow } from "../api/types";
import { addCounts, type HealthCounts } from "../vocabulary/health";

export interface Sum {
  lines: number;
  purchaseOrders: number;
  quantity: number;
  health: HealthCounts;
}

export interface BrandSums {
  brand: string;
  name: string;
  cells: Map<Category, Sum>;
  sum: Sum;
}

const nothing = (): Sum => ({ lines: 0, purchaseOrders: 0, quantity: 0, health: {} });

function add(into: Sum, more: Sum): void {
  into.lines += more.lines;
  into.purchaseOrders += more.purchaseOrders;
  into.quantity += more.quantity;
  addCounts(into.health, more.health);
}

/** Brands by name, with their cells and both totals summed from the same cells, so that they add up. */
export function matrix(rows: Iterable<OverviewRow>): { brands: BrandSums[]; columns: Map<Category, Sum>; all: Sum } {
  const brands = new Map<string, BrandSums>();
  const columns = new Map<Category, Sum>();
  const all = nothing();
  for (const row of rows) {
    if (row.lines === 0) continue;
    let brand = brands.get(row.brand);
    if (!brand) brands.set(row.brand, (brand = { brand: row.brand, name: row.brandName || row.brand, cells: new Map(), sum: nothing() }));
    let cell = brand.cells.get(row.category);
    if (!cell) brand.cells.set(row.category, (cell = nothing()));
    let column = columns.get(row.category);
    if (!column) columns.set(row.category, (column = nothing()));
    for (const sum of [cell, brand.sum, column, all]) add(sum, row);
  }
  return { brands: [...brands.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), columns, all };
}

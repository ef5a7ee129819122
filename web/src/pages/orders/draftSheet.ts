import type { AttributeValue } from "../../api/calendars";
import type { Category, PurchaseOrder } from "../../api/types";
import type { Day } from "../../vocabulary/days";
import { readNumber } from "../../vocabulary/numbers";

/** A line as it is typed. */
export interface TypedLine {
  /** Tells it from the others while it is typed. */
  key: string;
  style: string;
  colour: string;
  /** "1200", or by size "S 200, M 400". */
  quantity: string;
  exFactory: Day | null;
  cancel: Day | null;
  price: string;
  currency: string;
  shipMode: string;
}

/** An order as it is typed. */
export interface TypedOrder {
  number: string;
  brand: string;
  category: Category;
  season: string;
  vendor: string;
  incoterm: string;
  shipMode: string;
  /** What it is like otherwise than its styles say. */
  attributes: readonly AttributeValue[];
  parent: string | null;
  lines: readonly TypedLine[];
}

const emptyLine: Omit<TypedLine, "key"> = { style: "", colour: "", quantity: "", exFactory: null, cancel: null, price: "", currency: "", shipMode: "" };

/** One more line, which is like the last but for what each line says of itself. */
export function lineAfter(last: TypedLine | undefined): TypedLine {
  return { ...(last ?? emptyLine), colour: "", quantity: "", key: crypto.randomUUID() };
}

export const emptyOrder = (): TypedOrder => ({
  number: "", brand: "", category: "apparel", season: "", vendor: "", incoterm: "", shipMode: "", attributes: [], parent: null, lines: [lineAfter(undefined)],
});

/** The same goods from the same vendor once more: all but the number and the days. */
export function repeat(order: PurchaseOrder): TypedOrder {
  return {
    number: "", brand: order.brand, category: order.category, season: order.season, vendor: order.vendor, incoterm: order.incoterm ?? "", shipMode: order.shipMode ?? "", attributes: order.attributes ?? [],
    parent: order.number,
    lines: order.lines.filter(({ stage }) => stage !== "cancelled").map((line) => ({
      ...emptyLine, key: crypto.randomUUID(), style: line.style ?? "", colour: line.colour, quantity: quantityText(line),
      price: line.price == null ? "" : String(line.price), currency: line.currency ?? "", shipMode: line.shipMode ?? "",
    })),
  };
}

function quantityText({ quantity, sizes }: { quantity: number; sizes?: { size: string; quantity: number }[] }): string {
  return sizes?.length ? sizes.map(({ size, quantity: pieces }) => `${size}: ${pieces}`).join(", ") : quantity == null ? "" : String(quantity);
}

/** What a quantity was typed as; what is neither goes as it was typed, for the server to say so. */
export function readQuantity(text: string): { quantity: number | string | null } | { sizes: { size: string; quantity: number }[] } {
  const plain = text.trim();
  if (plain === "") return { quantity: null };
  if (/^(\d+|\d{1,3}(,\d{3})+)$/.test(plain)) return { quantity: Number(plain.replaceAll(",", "")) };
  // 38 200 may be a size and its pieces, or thousands.
  if (/^\d+\s+\d+$/.test(plain)) return { quantity: plain };
  const parts = text.split(/[,;\n]/).map((part) => part.trim()).filter((part) => part !== "");
  const sizes = parts.map((part) => /^(.*\S)[\s:]+(\d+)$/.exec(part));
  return sizes.every((size) => size != null)
    ? { sizes: sizes.map((size) => ({ size: size[1]!.replace(/:$/, "").trim(), quantity: Number(size[2]) })) }
    : { quantity: text.trim() };
}

/** How many are ordered in all, as far as that can be read. */
export function totalOf(text: string): number {
  const read = readQuantity(text);
  return "sizes" in read ? read.sizes.reduce((sum, { quantity }) => sum + quantity, 0) : typeof read.quantity === "number" ? read.quantity : 0;
}

/** As it is sent. */
export function draftOf({ number, brand, category, season, vendor, incoterm, shipMode, attributes, parent, lines }: TypedOrder): object {
  const text = (typed: string) => typed.trim() || null;
  return {
    number: text(number), brand: text(brand), category, season: text(season), vendor: text(vendor), incoterm: text(incoterm), shipMode: text(shipMode), parent, ...(attributes.length === 0 ? {} : { attributes }),
    lines: lines.map((line, index) => ({
      number: index + 1, style: text(line.style), colour: text(line.colour), ...readQuantity(line.quantity), exFactory: line.exFactory, cancel: line.cancel,
      price: readNumber(line.price), currency: text(line.currency)?.toUpperCase() ?? null, shipMode: text(line.shipMode),
    })),
  };
}

import { expect, test } from "vitest";
import type { PurchaseOrder } from "../../api/types";
import { draftOf, emptyOrder, lineAfter, readQuantity, repeat, totalOf } from "./draftSheet";

test("A quantity is one number or a size run", () => {
  expect(readQuantity("1,200")).toEqual({ quantity: 1200 });
  expect(readQuantity("S 200, M 400; 2XL: 60")).toEqual({ sizes: [{ size: "S", quantity: 200 }, { size: "M", quantity: 400 }, { size: "2XL", quantity: 60 }] });
  expect(readQuantity("38 120, 39 90")).toEqual({ sizes: [{ size: "38", quantity: 120 }, { size: "39", quantity: 90 }] });
});

test("What is no quantity goes as it was typed", () => {
  expect(readQuantity("many")).toEqual({ quantity: "many" });
  // Thousands, or a size and its pieces.
  expect(readQuantity("38 200")).toEqual({ quantity: "38 200" });
  expect(readQuantity("38: 200")).toEqual({ sizes: [{ size: "38", quantity: 200 }] });
  expect(readQuantity("S 200, M")).toEqual({ quantity: "S 200, M" });
  expect(totalOf("S 200, M")).toBe(0);
  expect(totalOf("S 200, M 50")).toBe(250);
});

test("One more line keeps what lines share, and the lines are numbered as they stand", () => {
  const first = { ...lineAfter(undefined), style: "HA-1", colour: "Ink", quantity: "S 10, M 20", price: "12,50", currency: "usd" };
  const sent = draftOf({ ...emptyOrder(), number: " PO-1 ", lines: [first, lineAfter(first)] }) as { number: string; lines: object[] };
  expect(sent.number).toBe("PO-1");
  expect(sent.lines[0]).toMatchObject({ number: 1, colour: "Ink", sizes: [{ size: "S", quantity: 10 }, { size: "M", quantity: 20 }], price: 12.5, currency: "USD" });
  expect(sent.lines[1]).toMatchObject({ number: 2, style: "HA-1", colour: null, quantity: null, price: 12.5 });
});

test("A repeat is of goods like those of its parent", () => {
  const washed = [{ attribute: "washed", value: "yes" }];
  const parent = { number: "PO-1", brand: "HALDEN", category: "apparel", season: "SS27", vendor: "V-1", attributes: washed, lines: [] } as unknown as PurchaseOrder;
  expect(draftOf({ ...repeat(parent), number: "PO-2" })).toMatchObject({ number: "PO-2", parent: "PO-1", attributes: washed });
});

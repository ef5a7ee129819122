import { expect, test } from "vitest";
import { kindOfEvent } from "./historyKinds";

test("What happened to an order is of one kind, whatever else there is", () => {
  expect(["purchase-order.milestone-reported", "style.milestone-reported"].map(kindOfEvent)).toEqual(["reports", "reports"]);
  expect(["purchase-order.forecast-moved", "style.forecast-moved"].map(kindOfEvent)).toEqual(["forecasts", "forecasts"]);
  expect(["purchase-order.template-adopted", "style.milestone-overridden", "purchase-order.style-dates-taken"].map(kindOfEvent)).toEqual(["calendar", "calendar", "calendar"]);
  expect(["purchase-order.approvals-taken", "approval.decided"].map(kindOfEvent)).toEqual(["approvals", "approvals"]);
  expect(["purchase-order.placed", "purchase-order.date-committed", "style.registered"].map(kindOfEvent)).toEqual(["order", "order", "order"]);
});

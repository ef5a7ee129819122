import { expect, test } from "vitest";
import type { BrandSettings } from "../../api/brands";
import { newStep } from "./alertSheet";
import { decidedWords, settingsOf, typedOf } from "./brandSheet";

const settings: BrandSettings = {
  limits: [{ role: "assistant", units: 3000 }, { person: "noor", value: 50_000, currency: "USD" }], exFactoryToleranceDays: 3, risky: ["cancel", "price"],
  answerHours: 24, smallTolerancePercent: 10, largeTolerancePercent: 5, largeFromUnits: 1000, country: "US",
  alerts: { rules: [{ cause: "late-order", category: "footwear", vendor: null, fromDays: 3, severity: "p2" }, { cause: "silent-vendor", category: null, vendor: "V1", fromDays: 0, severity: null }], steps: [{ severity: "p2", role: "director", afterDays: 5 }, { severity: "p2", role: "manager", afterDays: 0 }] },
};

test("What is shown is sent as it stood, limits of roles and of persons alike", () => {
  expect(settingsOf(typedOf(settings))).toEqual({
    ...settings, limits: [{ role: "assistant", units: 3000, value: null, currency: null }, { person: "noor", units: null, value: 50_000, currency: "USD" }],
  });
});

test("What is no number goes as it was typed, and grouped digits are one number", () => {
  expect(settingsOf({ ...typedOf(settings), answerHours: "a day", largeFromUnits: "1,500" })).toMatchObject({ answerHours: "a day", largeFromUnits: 1500 });
});

test("Where no rule and no step is typed, the product's hold", () => {
  expect(settingsOf({ ...typedOf(settings), alerts: { rules: [], steps: [] } })).toMatchObject({ alerts: null });
  expect(settingsOf({ ...typedOf(settings), alerts: { ...typedOf(settings).alerts, steps: [{ key: "1", severity: "p1", role: "manager", afterDays: "soon" }] } })).toMatchObject({ alerts: { steps: [{ afterDays: "soon" }] } });
});

test("A new step is the next that its ladder lacks", () => {
  expect(newStep([])).toMatchObject({ severity: "p1", role: "assistant", afterDays: "0" });
  const step = (role: string) => ({ key: role, severity: "p1" as const, role, afterDays: "0" });
  expect(newStep([step("assistant")])).toMatchObject({ severity: "p1", role: "manager", afterDays: "" });
  expect(newStep(["assistant", "manager", "director"].map(step))).toMatchObject({ severity: "p2", role: "assistant", afterDays: "0" });
});

test("A version tells only what it decided otherwise", () => {
  const nameOf = () => "Noor Rahim";
  expect(decidedWords({ ...settings, answerHours: 48 }, settings, nameOf)).toEqual(["the vendor answers within 48 hours"]);
  expect(decidedWords({ ...settings, limits: settings.limits.slice(1), risky: [] }, settings, nameOf)).toEqual(["Noor Rahim up to 50,000 USD", "a second person for nothing"]);
  expect(decidedWords({ ...settings, alerts: null }, settings, nameOf)).toEqual(["alerts as the product has them"]);
  expect(decidedWords(settings, { ...settings, alerts: null }, nameOf)).toEqual([
    "A line is late or blocked, Footwear, from 3 days: P2; The vendor does not answer, V1: nobody is alerted; P2: manager at once, director after 5 working days",
  ]);
  expect(decidedWords({ ...settings, country: "IT" }, settings, nameOf)).toEqual(["at home in IT"]);
  expect(decidedWords(settings, null, nameOf)).toHaveLength(9);
});

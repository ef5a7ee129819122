import { expect, test } from "vitest";
import type { BrandSettings } from "../../api/brands";
import { decidedWords, settingsOf, typedOf } from "./brandSheet";

const settings: BrandSettings = {
  limits: [{ role: "assistant", units: 3000 }, { person: "noor", value: 50_000, currency: "USD" }], exFactoryToleranceDays: 3, risky: ["cancel", "price"],
  answerHours: 24, smallTolerancePercent: 10, largeTolerancePercent: 5, largeFromUnits: 1000, country: "US",
};

test("What is shown is sent as it stood, limits of roles and of persons alike", () => {
  expect(settingsOf(typedOf(settings))).toEqual({
    ...settings, limits: [{ role: "assistant", units: 3000, value: null, currency: null }, { person: "noor", units: null, value: 50_000, currency: "USD" }],
  });
});

test("What is no number goes as it was typed, and grouped digits are one number", () => {
  expect(settingsOf({ ...typedOf(settings), answerHours: "a day", largeFromUnits: "1,500" })).toMatchObject({ answerHours: "a day", largeFromUnits: 1500 });
});

test("A version tells only what it decided otherwise", () => {
  const nameOf = () => "Noor Rahim";
  expect(decidedWords({ ...settings, answerHours: 48 }, settings, nameOf)).toEqual(["the vendor answers within 48 hours"]);
  expect(decidedWords({ ...settings, limits: settings.limits.slice(1), risky: [] }, settings, nameOf)).toEqual(["Noor Rahim up to 50,000 USD", "a second person for nothing"]);
  expect(decidedWords({ ...settings, country: "IT" }, settings, nameOf)).toEqual(["at home in IT"]);
  expect(decidedWords(settings, null, nameOf)).toHaveLength(8);
});

import { expect, test } from "vitest";
import { typedOtherwise } from "./typedFields";

test("What was emptied is sent, what is typed as it stands is not", () => {
  const standing: Record<string, string | null> = { material: "Fleece", composition: "100% cotton", gender: null };
  expect(typedOtherwise({ material: " ", composition: "100% cotton ", gender: "", sizeRange: "XS to XXL" }, (field) => standing[field])).toEqual({ material: "", sizeRange: "XS to XXL" });
});

import type { PurchaseOrderLine } from "../../api/types";
import { Field } from "../../controls/Form";
import { count } from "../../vocabulary/days";
import { t } from "../../language/language";

/** What was typed, by size; "" for a line without sizes. */
export type Typed = Record<string, string>;

/** Quantities by size, or one where the line has none; what is ordered stands until something is typed. */
export function QuantityFields({ line, typed, change, pointer }: { line: PurchaseOrderLine; typed: Typed; change: (typed: Typed) => void; pointer: string }) {
  const sizes = line.sizes?.length ? line.sizes : [{ size: "", quantity: line.quantity }];
  const total = sizes.reduce((sum, { size, quantity }) => sum + (Number(typed[size] ?? quantity) || 0), 0);
  return (
    <Field label={t("Quantity")} pointer={`${pointer}/${line.sizes?.length ? "sizes" : "quantity"}`} hint={t("{n} in all, {ordered} ordered", { n: count(total), ordered: count(line.quantity) })}>
      {(described) => (
        <div className="quantities">
          {sizes.map(({ size, quantity }, index) => (
            <label key={size}>
              {size && <span>{size}</span>}
              <input
                {...(index === 0 ? described : { "aria-describedby": described["aria-describedby"], "aria-invalid": described["aria-invalid"] })}
                type="text" inputMode="numeric" aria-label={size ? t("Size {size}", { size }) : t("Quantity")} value={typed[size] ?? String(quantity)}
                onFocus={(event) => event.target.select()} onChange={(event) => change({ ...typed, [size]: event.target.value })}
              />
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}

/** As it is sent: nothing where nothing was typed, unless `all`. What is no number goes as it was typed, for the server to say so. */
export function readQuantities(typed: Typed, line: PurchaseOrderLine, all = false): object {
  const value = (size: string, quantity: number) => {
    const text = (typed[size] ?? String(quantity)).replaceAll(/[\s,]/g, "");
    return /^\d+$/.test(text) ? Number(text) : text;
  };
  if (!all && Object.keys(typed).length === 0) return {};
  return line.sizes?.length
    ? { sizes: line.sizes.map(({ size, quantity }) => ({ size, quantity: value(size, quantity) })) }
    : { quantity: value("", line.quantity) };
}

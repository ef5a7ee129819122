import { Field } from "./Form";

/** Any of a few: a box for each. */
export function Choices<T extends string>({ label, pointer, hint, all, chosen, choose, word }: {
  label: string;
  pointer: string;
  hint?: string;
  all: readonly T[];
  chosen: readonly T[];
  choose: (chosen: readonly T[]) => void;
  word: (one: T) => string;
}) {
  return (
    <Field label={label} pointer={pointer} hint={hint}>
      {(described) => (
        <div className="functions">
          {all.map((each, index) => (
            <label key={each}>
              <input
                {...(index === 0 ? described : {})} type="checkbox" checked={chosen.includes(each)}
                onChange={({ target }) => choose(target.checked ? [...chosen, each] : chosen.filter((other) => other !== each))}
              /> {word(each)}
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}

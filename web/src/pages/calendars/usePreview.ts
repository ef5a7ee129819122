import { useEffect, useMemo, useState } from "react";
import { previewTemplate, type Attribute, type Example, type Fault, type PreviewedMilestone, type TemplateSheet } from "../../api/calendars";
import { Problem } from "../../api/client";
import { t } from "../../language/language";
import { dayOf, epochDay, today as todayOf } from "../../vocabulary/days";
import { usual } from "./templateSheet";

/** Far enough ahead that the whole plan is still to come. */
const exampleAhead = 30;

const settleMilliseconds = 250;

export interface ExampleState {
  value: Example;
  set: (part: Partial<Example>) => void;
}

/** The order that the template is tried on: until it is said otherwise one of Bangladesh, and every condition as it mostly is. */
export function useExample(sheet: TemplateSheet, attributes: readonly Attribute[]): ExampleState {
  const [said, say] = useState<Partial<Example>>({});
  const earliest = -Math.min(0, ...sheet.milestones.map(({ dueOffset }) => dueOffset ?? 0));
  const [exFactory] = useState(() => dayOf(epochDay(todayOf(Date.now())) + earliest + exampleAhead));
  const value = useMemo(() => ({ exFactory, country: "BD", attributes: usual(attributes), ...said }), [exFactory, attributes, said]);
  return { value, set: (part) => say({ ...said, ...part }) };
}

export interface PreviewState {
  /** The plan of the last sheet without faults. */
  milestones: readonly PreviewedMilestone[];
  faults: readonly Fault[];
  /** By code; those that do not apply to the example have none. */
  floats: ReadonlyMap<string, number>;
  problem: Problem | null;
  /** What is shown is of an earlier sheet. */
  stale: boolean;
}

/** What the server says of the sheet, a moment after the last change to it. */
export function usePreview(sheet: TemplateSheet, example: Example): PreviewState {
  const [state, set] = useState<Omit<PreviewState, "stale"> & { of: TemplateSheet | null }>({ milestones: [], faults: [], floats: new Map(), problem: null, of: null });
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => {
      previewTemplate(sheet, example).then(
        ({ milestones, faults }) => {
          if (over) return;
          set((held) => faults.length > 0
            ? { ...held, faults, problem: null, of: sheet }
            : { milestones, faults, floats: new Map(milestones.map(({ code, floatDays }) => [code, floatDays])), problem: null, of: sheet });
        },
        (error: unknown) => {
          if (over) return;
          const problem = error instanceof Problem ? error : new Problem(t("The plan could not be read"), String(error), 0, null);
          // A field that could not be read at all is a fault of the sheet like any other.
          const faults = problem.errors.filter(({ pointer }) => pointer.startsWith("/sheet")).map(({ pointer, detail }) => ({ pointer: pointer.slice("/sheet".length), detail }));
          set((held) => ({ ...held, faults, problem: faults.length > 0 ? null : problem, of: sheet }));
        },
      );
    }, settleMilliseconds);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [sheet, example]);
  return { ...state, stale: state.of !== sheet };
}

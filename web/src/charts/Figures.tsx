import { useChanges } from "../live/hooks";
import type { Scope } from "./figures";
import { ExFactory } from "./ExFactory";
import { OnTime, type By } from "./OnTime";
import { Slip } from "./Slip";
import { Turns } from "./Turns";

/** Counting anew takes the server some milliseconds: charts need not follow every change. */
const betweenCounts = 30_000;

/** What is counted of a scope: on time, what leaves, why it slips. */
export function Figures({ scope, by }: { scope: Scope; by: By }) {
  const changes = useChanges("overview", betweenCounts);
  return (
    <div className="figures-page">
      <OnTime scope={scope} by={by} changes={changes} />
      <ExFactory scope={scope} by={by} changes={changes} />
      <Slip scope={scope} changes={changes} />
      <Turns scope={scope} changes={changes} />
    </div>
  );
}

/** The trend alone, as the overview shows it. */
export function SmallTrend() {
  return <OnTime scope={{}} by="brand" changes={useChanges("overview", betweenCounts)} small />;
}

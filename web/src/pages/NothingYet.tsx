import { Empty } from "../frame/states";

const command = (kind: string) => `curl ${location.origin}/api/v1/imports \\
  -F kind=${kind} \\
  -F 'mapping=<mapping.json' \\
  -F file=@${kind}.csv`;

/** Nothing is there yet, and what to do about it. */
export function NothingYet({ title, kind }: { title: string; kind: "purchase-orders" | "vendors" }) {
  return (
    <Empty title={title}>
      <p>
        Import a CSV file; what is in it appears here at once. With <code>-F dryRun=true</code> nothing is
        written and the answer tells what would be. <a className="link" href="/docs">The API and its mappings</a>
      </p>
      <pre className="command" tabIndex={0}>{command(kind)}</pre>
      <p>To look around first, start a node of its own on the invented season: <code>./run --sample season</code></p>
    </Empty>
  );
}

import { Empty } from "../frame/states";
import { t } from "../language/language";
import { tx } from "../language/Said";

const command = (kind: string) => `curl ${location.origin}/api/v1/imports \\
  -F kind=${kind} \\
  -F 'mapping=<mapping.json' \\
  -F file=@${kind}.csv`;

/** Nothing is there yet, and what to do about it. */
export function NothingYet({ title, kind }: { title: string; kind: "purchase-orders" | "vendors" }) {
  return (
    <Empty title={title}>
      <p>
        {tx("Import a CSV file; what is in it appears here at once. With {option} nothing is written and the answer tells what would be.", { option: <code>-F dryRun=true</code> })} <a className="link" href="/docs">{t("The API and its mappings")}</a>
      </p>
      <pre className="command" tabIndex={0}>{command(kind)}</pre>
      <p>{t("To look around first, start a node of its own on the invented season:")} <code>./run --sample season</code></p>
    </Empty>
  );
}

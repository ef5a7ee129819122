import { Link } from "wouter";
import { Page } from "../frame/Frame";
import { Empty } from "../frame/states";

export function UnknownPage() {
  return (
    <Page crumbs={[{ name: "Nothing here" }]}>
      <Empty title="There is no page at this address">
        <p>The link may be older than what it pointed to. Ctrl K finds any PO, style or vendor.</p>
        <Link href="/overview" className="button solid">Overview</Link>
      </Empty>
    </Page>
  );
}

import { Link } from "wouter";
import { Page } from "../frame/Frame";
import { Empty } from "../frame/states";
import { t } from "../language/language";

export function UnknownPage() {
  return (
    <Page crumbs={[{ name: t("Nothing here") }]}>
      <Empty title={t("There is no page at this address")}>
        <p>{t("The link may be older than what it pointed to. Ctrl K finds any PO, style or vendor.")}</p>
        <Link href="/overview" className="button solid">{t("Overview")}</Link>
      </Empty>
    </Page>
  );
}

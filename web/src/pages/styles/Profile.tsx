import { useEffect, useState } from "react";
import { Link } from "wouter";
import { askOrder } from "../../api/orders";
import type { OrderProfile, StyleProfile } from "../../api/styles";
import type { Style } from "../../api/types";
import { useResource } from "../../api/useResource";
import { usePeopleNames } from "../../frame/Person";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
import { moment } from "../../vocabulary/days";
import { HealthIcon, StageGlyph } from "../../vocabulary/marks";
import { acknowledgementWords } from "../../vocabulary/orders";
import { fieldChangeWords, fieldValue, fieldWord } from "../../vocabulary/styleStage";
import { materialHref } from "../materials/hrefs";
import { NoteDialog } from "../orders/ActDialog";

/** What the style was adopted as, what it is now, and which version each order is made by. */
export function Profile({ style, now }: { style: Style; now: number }) {
  const [read, again] = useState(0);
  // Its orders hear of a change shortly after it.
  useEffect(() => {
    const heard = setTimeout(() => again((times) => times + 1), 3_000);
    return () => clearTimeout(heard);
  }, [style.version]);
  const profile = useResource<StyleProfile>(`styles/${encodeURIComponent(style.number)}/profile`, `${style.version} ${read}`);
  const name = usePeopleNames();
  const shown = profile.data;
  if (!shown) return profile.problem ? <ProblemPanel problem={profile.problem} retry={profile.retry} /> : <Skeleton rows={10} what={t("the profile")} />;
  return (
    <div className="alone profile">
      <section>
        <h2 className="section-head">{t("Profile|of a style")} <span>{shown.version === 0 ? t("not adopted yet") : t("version {version}", { version: shown.version })}</span></h2>
        <Completeness style={style} />
        <table className="plain fields">
          <thead><tr><th scope="col">{t("Field")}</th>{shown.version > 0 && <th scope="col">{t("Adopted as")}</th>}<th scope="col">{t("Now")}</th></tr></thead>
          <tbody>
            {shown.fields.map(({ field, adopted, present }) => (
              <tr key={field} className={shown.version > 0 && adopted !== present ? "differs" : undefined}>
                <th scope="row">{fieldWord(field)}</th>
                {shown.version > 0 && <td className="second">{fieldValue(adopted)}</td>}
                <td>{field === "material" && present != null ? <Link href={materialHref(present)}>{present}</Link> : fieldValue(present)}{shown.version > 0 && adopted !== present && <span className="second"> {t("changed")}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2 className="section-head">{t("What orders are made by")} <span>{tn(new Set(shown.orders.map(({ purchaseOrder }) => purchaseOrder)).size, "{n} PO", "{n} POs")}</span></h2>
        {shown.orders.length === 0
          ? <Empty title={t("No open orders")}><p>{t("No open purchase order that you see names {style}.", { style: style.number })}</p></Empty>
          : <Drift orders={shown.orders} style={style} version={shown.version} now={now} acknowledged={() => again((times) => times + 1)} />}
      </section>
      <section>
        <h2 className="section-head">{t("Changes")} <span>{t("newest first")}</span></h2>
        {shown.changes.length === 0 ? <p className="quiet">{t("No field was changed.")}</p> : (
          <ol className="field-history">
            {shown.changes.map(({ version, at, by, confirmedBy, reason, changes }) => (
              <li key={at + version}>
                <p><b>{version === 0 ? t("Before the adoption") : t("Version {version}", { version })}</b> <span className="second">{name(by)}{confirmedBy != null && t(", confirmed by {name}", { name: name(confirmedBy) })}, {moment(at, now)}</span></p>
                <ul>{changes.map((change) => <li key={change.field}>{fieldChangeWords(change)}</li>)}</ul>
                {reason != null && <p className="second">{reason}</p>}
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

function Drift({ orders, style, version, now, acknowledged }: { orders: readonly OrderProfile[]; style: Style; version: number; now: number; acknowledged: () => void }) {
  // As it was looked at: a version that comes meanwhile must not be taken for the one whose differences the dialog shows.
  const [chosen, choose] = useState<{ order: OrderProfile; version: number } | null>(null);
  // Only the brand's side may ask anything of a style.
  const isOurs = style.standing.acts.length > 0;
  const actOf = ({ acknowledgesFor }: OrderProfile) => isOurs && acknowledgesFor === "vendor" ? t("Acknowledge for the vendor") : t("Acknowledge");
  const held = (one: number) => (
    <td className="number">{one < version ? <span className="behind h-late"><HealthIcon health="risk" /> {one === 0 ? t("none|a version") : one}</span> : one === 0 ? "–" : one}</td>
  );
  return (
    <div className="drift-scroll">
      <table className="plain drift" aria-label={t("Versions by order")}>
        <thead>
          <tr>
            <th scope="col">{t("PO")}</th><th scope="col">{t("Vendor")}</th><th scope="col">{t("Stage")}</th><th scope="col" className="number" title={t("The version that the order went out with")}>{t("Issued")}</th>
            <th scope="col" className="number" title={t("The last that our side has acknowledged")}>{t("Brand")}</th><th scope="col" className="number" title={t("The last that the vendor has acknowledged")}>{t("Vendor")}</th>
            <th scope="col" className="number" title={t("The version by which the sample was sealed that the goods are made by")}>{t("Sealed")}</th>
            <th scope="col" className="otherwise-head">{t("Otherwise now")}</th><th scope="col"><span className="vh">{t("Acts")}</span></th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => {
            const open = Math.min(order.brand, order.vendorHolds) < order.asked;
            return (
              <tr key={`${order.purchaseOrder}/${order.lines.join()}`}>
                <th scope="row"><Link href={`/pos/${encodeURIComponent(order.purchaseOrder)}?line=${order.lines[0]}`}>{order.purchaseOrder}</Link> <span className="second">/{order.lines.join(", ")}</span></th>
                <td className="second">{order.vendorName}</td>
                <td><StageGlyph stage={order.stage} /></td>
                {held(order.issued)}
                {held(order.brand)}
                {held(order.vendorHolds)}
                {order.sealed === 0 ? <td className="number">–</td> : held(order.sealed)}
                <td><div className="otherwise">
                  {order.differences.map((change) => <span key={change.field}>{fieldChangeWords(change)}</span>)}
                  {order.differences.length === 0 && order.sinceSealed.map((change) => <span key={change.field}>{fieldChangeWords(change)} <span className="second">{t("since the sample was sealed")}</span></span>)}
                  {open && <span className={order.overdue ? "h-late" : "second"}>{order.overdue ? t("Acknowledgement overdue") : acknowledgementWords(order.due, now)}</span>}
                </div></td>
                <td>{order.acknowledgesFor != null && <button className="button line" onClick={() => choose({ order, version })}>{actOf(order)}</button>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {chosen && (
        <NoteDialog
          number={chosen.order.purchaseOrder} ask={async (...asked) => { const answer = await askOrder(...asked); acknowledged(); return answer; }}
          title={t("{act}: version {version} on {order}", { act: actOf(chosen.order), version: chosen.version, order: chosen.order.purchaseOrder })} act={t("Acknowledge")} path="acknowledge-profile"
          done={t("Version {version} is acknowledged on {order}", { version: chosen.version, order: chosen.order.purchaseOrder })}
          extra={{ style: style.number, profile: chosen.version, side: chosen.order.acknowledgesFor }} close={() => choose(null)}
        >
          <ul className="quiet">{chosen.order.differences.map((change) => <li key={change.field}>{fieldChangeWords(change)}</li>)}</ul>
        </NoteDialog>
      )}
    </div>
  );
}

/** How far the profile is filled in, and what is missing, before the style is adopted as after. */
function Completeness({ style: { standing: { completeness: { percent, missing }, profile } } }: { style: Style }) {
  const fields = missing.map((field) => fieldWord(field).toLowerCase()).join(", ");
  return (
    <p className="completeness">
      <meter min={0} max={100} value={percent} aria-label={t("Filled in")}>{percent} %</meter> <b>{percent} %</b>{" "}
      {missing.length === 0 ? t("All fields are filled in.") : profile === 0 ? t("filled in. Missing before it is adopted: {fields}.", { fields }) : t("filled in. Missing: {fields}.", { fields })}
    </p>
  );
}

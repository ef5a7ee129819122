import { useState } from "react";
import type { ApprovalWords, AskedFor } from "../api/approvals";
import { askForApproval } from "../api/approvals";
import type { Style } from "../api/types";
import { useResource, useVendors } from "../api/useResource";
import { MillList } from "./MillDialog";
import { Dialog } from "../controls/Dialog";
import { Field, Form } from "../controls/Form";
import { tell } from "../frame/Notice";
import { said, t } from "../language/language";

/** Whose approval it is: given, or typed where it is not. */
export type AskedOf = { style: string } | { purchaseOrder: string; line: number };

const typed = (text: string) => text.trim() || null;

/** Asks for an approval that no calendar asks for by itself. */
export function AskDialog({ of, done, close }: { of: AskedOf | null; done: (asked: AskedFor) => void; close: () => void }) {
  const types = useResource<ApprovalWords>("approval-types").data?.items ?? [];
  const vendors = useVendors();
  const [key] = useState(() => crypto.randomUUID());
  const [home, live] = useState<"style" | "line">(of == null || "style" in of ? "style" : "line");
  const [subject, name] = useState({ style: of != null && "style" in of ? of.style : "", purchaseOrder: of != null && "line" in of ? of.purchaseOrder : "", line: of != null && "line" in of ? String(of.line) : "1" });
  const [wish, say] = useState({ type: "", colour: "", mill: "", size: "", vendor: "", mandatory: true });
  const asked = typed(subject.style);
  const style = useResource<Style>(home === "style" && asked != null ? `styles/${encodeURIComponent(asked)}` : null).data;
  const type = types.find(({ code }) => code === wish.type);
  const text = (label: string, pointer: string, value: string, change: (text: string) => void, hint?: string, list?: string) => (
    <Field label={label} pointer={pointer} hint={hint}>
      {(described) => <input {...described} type="text" autoComplete="off" list={list} value={value} onChange={(event) => change(event.target.value)} />}
    </Field>
  );
  const send = () => askForApproval({
    ...(home === "style" ? { style: asked } : { purchaseOrder: typed(subject.purchaseOrder), line: Number(subject.line) || subject.line }),
    type: typed(wish.type), colour: home === "style" ? typed(wish.colour) : null, mill: typed(wish.mill), size: typed(wish.size), vendor: typed(wish.vendor), mandatory: wish.mandatory,
  }, key);
  return (
    <Dialog title={of == null ? t("Ask for an approval") : t("Ask for an approval of {what}", { what: "style" in of ? of.style : `${of.purchaseOrder}/${of.line}` })} close={close}>
      <Form
        send={send} cancel={close} act={t("Ask")}
        done={(answer) => {
          const what = type == null ? t("The approval") : said(type.name);
          tell(answer.status === "accepted" ? t("{what} is asked for", { what }) : t("{what} had been asked for already", { what }));
          done(answer);
        }}
      >
        {of == null && (
          <>
            <div className="choices" role="radiogroup" aria-label={t("Of what")}>
              {(["style", "line"] as const).map((each) => (
                <label key={each}><input type="radio" name="home" checked={home === each} onChange={() => live(each)} /> {each === "style" ? t("A style") : t("A PO line")}</label>
              ))}
            </div>
            {home === "style" ? text(t("Style"), "/style", subject.style, (number) => name({ ...subject, style: number })) : (
              <div className="conditions">
                {text(t("PO"), "/purchaseOrder", subject.purchaseOrder, (number) => name({ ...subject, purchaseOrder: number }))}
                {text(t("Line"), "/line", subject.line, (line) => name({ ...subject, line }))}
              </div>
            )}
          </>
        )}
        <Field label={t("Type")} pointer="/type">
          {(described) => (
            <select {...described} data-autofocus={of != null || undefined} value={wish.type} onChange={(event) => say({ ...wish, type: event.target.value })}>
              <option value="">{t("Choose")}</option>
              {(home === "style" ? ["style", "line"] as const : ["line", "style"] as const).map((each) => (
                <optgroup key={each} label={each === "style" ? t("Mostly of a style") : t("Mostly of a PO line")}>
                  {types.filter((one) => one.home === each).map(({ code, name: words }) => <option key={code} value={code}>{said(words)}</option>)}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <div className="conditions">
          {home === "style" && text(t("Colour"), "/colour", wish.colour, (colour) => say({ ...wish, colour }), type?.perColour ? t("It is approved by colour") : t("Where it is of one colour alone"), "ask-colours")}
          {text(t("Mill"), "/mill", wish.mill, (mill) => say({ ...wish, mill }), t("Where several are asked"), "ask-mills")}
          {text(t("Size"), "/size", wish.size, (size) => say({ ...wish, size }), t("Where it is of one size alone"))}
          <Field label={t("Vendor")} pointer="/vendor">
            {(described) => (
              <select {...described} value={wish.vendor} onChange={(event) => say({ ...wish, vendor: event.target.value })}>
                <option value="">{home === "line" ? t("The order’s") : t("Not named yet")}</option>
                {vendors.map(({ code, name: words }) => <option key={code} value={code}>{words}</option>)}
              </select>
            )}
          </Field>
        </div>
        <MillList id="ask-mills" />
        <datalist id="ask-colours">{style?.colours.map((colour) => <option key={colour} value={colour} />)}</datalist>
        <label className="tick"><input type="checkbox" checked={wish.mandatory} onChange={(event) => say({ ...wish, mandatory: event.target.checked })} /> {t("Its milestone waits for it")}</label>
      </Form>
    </Dialog>
  );
}

import { useContext, useEffect, useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { postJson } from "../../api/client";
import type { Category, List, OverviewRow, PurchaseOrder, Style, StyleSummary } from "../../api/types";
import { useResource, useVendors } from "../../api/useResource";
import { shipModes } from "../../api/whatIfs";
import { AttributeFields } from "../../controls/AttributeFields";
import { DateField } from "../../controls/DateField";
import { Field, Form } from "../../controls/Form";
import { Page } from "../../frame/Frame";
import { Icon, Kbd } from "../../frame/icons";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { PeopleContext, useMay } from "../../frame/Person";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
import { useMoment, useRows, useTopics } from "../../live/hooks";
import { count, today as todayOf, type Day } from "../../vocabulary/days";
import { transportModes } from "../../vocabulary/shipments";
import { categories, categoryWord } from "../../vocabulary/words";
import { TextField } from "./ActDialog";
import { draftOf, emptyOrder, lineAfter, repeat, totalOf, type TypedLine, type TypedOrder } from "./draftSheet";

/** What is typed and not saved yet, so that a look at another page loses nothing. */
let unsaved: TypedOrder | null = null;

/** An order begun by hand, or as the repeat of another: saved as a draft, issued from its own page. */
export function DraftPage() {
  const parent = new URLSearchParams(useSearch()).get("parent");
  const may = useMay("draft-orders");
  const known = useContext(PeopleContext)?.data != null;
  const repeated = useResource<PurchaseOrder>(parent == null ? null : `purchase-orders/${encodeURIComponent(parent)}`);
  const [, go] = useLocation();
  useKeys({ escape: () => go(parent == null ? boardHref() : `/pos/${encodeURIComponent(parent)}`) });
  const crumbs = [{ name: t("Boards"), href: "/boards/apparel" }, { name: parent == null ? t("New purchase order") : t("Reorder of {order}", { order: parent }) }];
  return (
    <Page crumbs={crumbs}>
      {!known ? <Skeleton rows={12} what={t("what you may do")} /> : !may ? (
        <Empty title={t("Orders are drafted by the brand’s own people")}>
          <Link href={boardHref()} className="button solid">{t("Back to the board")}</Link>
        </Empty>
      ) : parent == null ? (
        <DraftForm start={unsaved?.parent == null ? unsaved ?? emptyOrder() : emptyOrder()} />
      ) : repeated.data ? (
        <DraftForm key={parent} start={unsaved?.parent === parent ? unsaved : repeat(repeated.data)} />
      ) : repeated.problem ? (
        <ProblemPanel problem={repeated.problem} retry={repeated.retry} />
      ) : (
        <Skeleton rows={12} what={t("the order that is repeated")} />
      )}
    </Page>
  );
}

function DraftForm({ start }: { start: TypedOrder }) {
  const [order, type] = useState(start);
  const [key, renew] = useState(() => crypto.randomUUID());
  const [, go] = useLocation();
  const today = todayOf(useMoment(60_000));
  const form = useRef<HTMLDivElement>(null);
  const vendors = useVendors();
  const brands = [...new Set(useRows<OverviewRow>(useTopics<OverviewRow, unknown>(["overview"])).map(({ brand }) => brand))].toSorted();
  // What takes back an act takes back nothing that was typed since.
  const latest = useRef(start);
  const change = (part: Partial<TypedOrder>) => {
    latest.current = { ...latest.current, ...part };
    unsaved = latest.current;
    type(latest.current);
    // What is otherwise is another request.
    renew(crypto.randomUUID());
  };
  const changeLine = (index: number, part: Partial<TypedLine>) => change({ lines: order.lines.with(index, { ...order.lines[index]!, ...part }) });
  const focusLine = (index: number) => requestAnimationFrame(() => form.current?.querySelectorAll<HTMLElement>(".draft-line")[index]?.querySelector("input")?.focus());
  const addLine = () => {
    change({ lines: [...order.lines, lineAfter(order.lines.at(-1))] });
    focusLine(order.lines.length);
  };
  const removeLine = (index: number) => {
    const removed = order.lines[index]!;
    change({ lines: order.lines.toSpliced(index, 1) });
    focusLine(Math.max(0, index - 1));
    tell(t("Line {line} removed", { line: index + 1 }), () => Promise.resolve(change({ lines: latest.current.lines.toSpliced(index, 0, removed) })));
  };
  useKeys({ "mod+enter": addLine });
  useEffect(() => form.current?.querySelector<HTMLElement>("input")?.focus(), []);

  const dropped = () => {
    unsaved = null;
    go(order.parent == null ? boardHref() : `/pos/${encodeURIComponent(order.parent)}`);
  };
  const saved = () => {
    unsaved = null;
    tell(t("{number} is drafted: issue it when it is right", { number: order.number.trim() }));
    go(`/pos/${encodeURIComponent(order.number.trim())}`);
  };
  const total = order.lines.reduce((sum, { quantity }) => sum + totalOf(quantity), 0);
  return (
    <div className="draft-page" ref={form}>
      <Form send={() => postJson("purchase-orders", draftOf(order), { key })} done={saved} cancel={dropped} act={t("Save draft")}>
        {order.parent != null && <p className="quiet">{t("Approvals of how the goods are made that still hold there are kept when it is issued.")}</p>}
        <div className="draft-head">
          <TextField label={t("Number")} pointer="/number" hint={t("Letters, digits, hyphens")} value={order.number} change={(number) => change({ number })} />
          <Field label={t("Brand")} pointer="/brand">
            {(described) => <input {...described} type="text" list="draft-brands" autoComplete="off" value={order.brand} onChange={(event) => change({ brand: event.target.value.toUpperCase() })} />}
          </Field>
          <datalist id="draft-brands">{brands.map((brand) => <option key={brand} value={brand} />)}</datalist>
          <Choice label={t("Category")} pointer="/category" value={order.category} change={(category) => change({ category: category as Category })} choices={categories.map((each) => [each, categoryWord(each)])} />
          <TextField label={t("Season")} pointer="/season" hint={t("Such as SS27")} value={order.season} change={(season) => change({ season: season.toUpperCase() })} />
          <Choice
            label={t("Vendor or factory")} pointer="/vendor" value={order.vendor} change={(vendor) => change({ vendor })} none={t("Choose")}
            choices={vendors.map(({ code, name, country }) => [code, `${name}, ${country}`])}
          />
          <TextField label={t("Incoterm")} pointer="/incoterm" hint={t("Such as FOB Chattogram")} value={order.incoterm} change={(incoterm) => change({ incoterm })} />
          <Choice label={t("Ships by")} pointer="/shipMode" value={order.shipMode} change={(shipMode) => change({ shipMode })} none={t("Not said")} choices={shipModes.map((each) => [each, transportModes[each]])} />
          <AttributeFields value={order.attributes} change={(attributes) => change({ attributes })} unsaid={t("As each style")} />
        </div>
        <section aria-label={t("Lines")}>
          <h2 className="section-head">{t("Lines")} <span>{tn(order.lines.length, "{n} line", "{n} lines")}, {t("{n} in all", { n: count(total) })}</span></h2>
          {order.lines.map((line, index) => (
            <DraftLine
              key={line.key} line={line} index={index} order={order} today={today} change={(part) => changeLine(index, part)}
              remove={order.lines.length > 1 ? () => removeLine(index) : null}
              take={({ brand, category, season }) => {
                if (order.brand === "" && order.season === "") change({ brand, category, season });
              }}
            />
          ))}
          <button type="button" className="button line" onClick={addLine}><Icon name="plus" size={12} /> {t("One more line")} <Kbd>Ctrl ↵</Kbd></button>
        </section>
      </Form>
    </div>
  );
}

interface LineProps {
  line: TypedLine;
  index: number;
  order: TypedOrder;
  today: Day;
  change: (part: Partial<TypedLine>) => void;
  /** Null for the only one. */
  remove: (() => void) | null;
  /** Told the style that a line names, once it is known. */
  take: (style: StyleSummary) => void;
}

function DraftLine({ line, index, order, today, change, remove, take }: LineProps) {
  const at = `/lines/${index}`;
  const asked = line.style.trim();
  const brand = order.brand === "" ? "" : `&brand=${encodeURIComponent(order.brand)}`;
  const found = useResource<List<StyleSummary>>(asked === "" ? null : `styles?limit=8${brand}&q=${encodeURIComponent(asked)}`).data?.items ?? [];
  const chosen = found.find(({ number }) => number === asked);
  const style = useResource<Style>(chosen ? `styles/${encodeURIComponent(chosen.number)}` : null).data;
  useEffect(() => { if (chosen) take(chosen); }, [chosen?.number]);
  const text = (name: "style" | "colour" | "quantity" | "price" | "currency", label: string, pointer: string, hint?: string, list?: string) => (
    <Field label={label} pointer={`${at}/${pointer}`} hint={hint}>
      {(described) => <input {...described} type="text" autoComplete="off" list={list} value={line[name]} onChange={(event) => change({ [name]: event.target.value })} />}
    </Field>
  );
  const total = totalOf(line.quantity);
  const bySize = /\D/.test(line.quantity.trim()) && total > 0;
  return (
    <fieldset className="draft-line">
      <legend>
        {t("Line {line}", { line: index + 1 })}
        {remove && <button type="button" className="button" aria-label={t("Remove line {line}", { line: index + 1 })} onClick={remove}><Icon name="close" size={10} /></button>}
      </legend>
      {text("style", t("Style"), "style", chosen ? chosen.name : undefined, `draft-styles-${line.key}`)}
      <datalist id={`draft-styles-${line.key}`}>{found.map(({ number, name }) => <option key={number} value={number}>{name}</option>)}</datalist>
      {text("colour", t("Colour"), "colour", undefined, `draft-colours-${line.key}`)}
      <datalist id={`draft-colours-${line.key}`}>{style?.colours.map((colour) => <option key={colour} value={colour} />)}</datalist>
      {text("quantity", t("Quantity, or by size"), bySize ? "sizes" : "quantity", bySize ? t("{n} in all", { n: count(total) }) : t("1200, or S 200, M 400"))}
      <DateField label={t("Ex-factory")} pointer={`${at}/exFactory`} value={line.exFactory} change={(exFactory) => change({ exFactory })} today={today} from={today} />
      <DateField label={t("Cancel date")} pointer={`${at}/cancel`} value={line.cancel} change={(cancel) => change({ cancel })} today={today} from={line.exFactory ?? today} />
      {text("price", t("Price each"), "price")}
      {text("currency", t("Currency"), "currency", t("Such as USD"))}
      <Choice label={t("Ships by")} pointer={`${at}/shipMode`} value={line.shipMode} change={(shipMode) => change({ shipMode })} none={t("As the order")} choices={shipModes.map((each) => [each, transportModes[each]])} />
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  pointer: string;
  value: string;
  change: (value: string) => void;
  choices: readonly (readonly [value: string, words: string])[];
  /** Stands for none of them. */
  none?: string;
}

function Choice({ label, pointer, value, change, choices, none }: ChoiceProps) {
  return (
    <Field label={label} pointer={pointer}>
      {(described) => (
        <select {...described} value={value} onChange={(event) => change(event.target.value)}>
          {none !== undefined && <option value="">{none}</option>}
          {choices.map(([each, words]) => <option key={each} value={each}>{words}</option>)}
        </select>
      )}
    </Field>
  );
}

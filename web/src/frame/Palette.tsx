import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { getJson } from "../api/client";
import type { ShipmentSummary } from "../api/shipments";
import type { List, PurchaseOrderSummary, StyleSummary, Vendor } from "../api/types";
import { t } from "../language/language";
import { shipmentHref } from "../pages/shipments/list";
import { healthWord } from "../vocabulary/health";
import { brandName, categories, categoryWord } from "../vocabulary/words";
import { useKeys } from "./keys";
import { useMay } from "./Person";
import { Icon } from "./icons";
import { places } from "./places";

interface Hit {
  kind: string;
  name: string;
  note: string;
  href: string;
}

const boards: readonly Hit[] = [...categories, "all"].map((category) => ({ kind: t("Go to"), name: t("{category} board", { category: categoryWord(category) }), note: "", href: `/boards/${category}` }));

const discrepancies: Hit = { kind: t("Go to"), name: t("Discrepancies"), note: "", href: "/discrepancies" };
const materials: Hit = { kind: t("Go to"), name: t("Materials"), note: t("lab dips, strike-offs, bulk lots"), href: "/materials" };
const people: Hit = { kind: t("Go to"), name: t("People"), note: t("who is let in, who does what"), href: "/people" };
const partners: Hit = { kind: t("Go to"), name: t("Partners"), note: t("keys, webhooks, what they asked for"), href: "/partners" };
const walls: Hit = { kind: t("Go to"), name: t("Walls"), note: t("links for rooms without a sign-in"), href: "/walls" };
const choices: Hit = { kind: t("Go to"), name: t("How you hear of alerts"), note: t("address, quiet hours, digest"), href: "/me/alerts" };
const begin: Hit = { kind: t("Begin"), name: t("New purchase order"), note: t("N on a board"), href: "/pos/new" };

function destinations(mayDraft: boolean): Hit[] {
  return [...places.map(({ name, key, href }) => ({ kind: t("Go to"), name, note: `G ${key.toUpperCase()}`, href: href() })), ...(mayDraft ? [begin] : []), choices, discrepancies, materials, partners, people, walls, ...boards];
}

async function find(text: string, signal: AbortSignal): Promise<Hit[]> {
  const q = `q=${encodeURIComponent(text)}&limit=6`;
  const items = <T,>(path: string) => getJson<List<T>>(`${path}?${q}`, signal).then((list) => list.items.slice(0, 6));
  const found = await Promise.allSettled([
    items<PurchaseOrderSummary>("purchase-orders").then((orders) =>
      orders.map((po) => ({ kind: t("PO"), name: po.number, note: `${brandName(po.brand)} · ${po.vendorName} · ${healthWord(po.health)}`, href: `/pos/${encodeURIComponent(po.number)}` })),
    ),
    items<StyleSummary>("styles").then((styles) =>
      styles.map((style) => ({ kind: t("Style"), name: style.number, note: `${style.name} · ${brandName(style.brand)}`, href: `/styles/${encodeURIComponent(style.number)}` })),
    ),
    items<Vendor>("vendors").then((vendors) =>
      vendors.map((vendor) => ({ kind: t("Vendor"), name: vendor.name, note: `${vendor.code} · ${vendor.country}`, href: `/vendors/${encodeURIComponent(vendor.code)}` })),
    ),
    items<ShipmentSummary>("shipments").then((shipments) =>
      shipments.map(({ id, booking, carrier, from, to, health }) => ({ kind: t("Shipment"), name: booking, note: `${id} · ${carrier}, ${from} → ${to} · ${healthWord(health)}`, href: shipmentHref(id) })),
    ),
  ]);
  return found.flatMap((list) => (list.status === "fulfilled" ? list.value : []));
}

/** Finds any PO, style, vendor or shipment, or a place to go. */
export function Palette({ close }: { close: () => void }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ text: string; hits: Hit[] }>({ text: "", hits: [] });
  const [at, setAt] = useState(0);
  const [, go] = useLocation();
  const mayDraft = useMay("draft-orders");
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys({}, true);

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const asked = text.trim();
    if (asked === "") return setFound({ text: "", hits: [] });
    const abort = new AbortController();
    const timer = setTimeout(() => {
      find(asked, abort.signal).then((hits) => {
        if (!abort.signal.aborted) setFound({ text: asked, hits });
      }, () => {});
    }, 120);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);

  const hits = useMemo(() => {
    const asked = text.trim().toLowerCase();
    return [...found.hits, ...destinations(mayDraft).filter((place) => place.name.toLowerCase().includes(asked))];
  }, [found, text, mayDraft]);
  const chosen = Math.min(at, hits.length - 1);
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    go(hit.href);
  };
  // What is listed may still be that of fewer letters: Enter waits for what was asked.
  const [entered, enter] = useState(false);
  const answered = found.text === text.trim();
  useEffect(() => {
    if (!entered || !answered) return;
    enter(false);
    open(hits[chosen]);
  }, [entered, answered]);

  return (
    <dialog ref={dialog} className="palette" aria-label={t("Find")} onClose={close} onPointerDown={(event) => event.target === dialog.current && close()}>
      <label>
        <Icon name="search" />
        <input
          autoFocus
          value={text}
          placeholder={t("PO, style, vendor, shipment or place")}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-hits"
          aria-activedescendant={`hit-${chosen}`}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            enter(false);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "ArrowDown") setAt(Math.min(hits.length - 1, chosen + 1));
            else if (event.key === "ArrowUp") setAt(Math.max(0, chosen - 1));
            else if (event.key === "Enter") enter(true);
            else return;
            event.preventDefault();
          }}
        />
      </label>
      <ul id="palette-hits" role="listbox" aria-label={t("Found")}>
        {hits.map((hit, index) => (
          <li key={`${hit.name} ${hit.href}`} id={`hit-${index}`} role="option" aria-selected={index === chosen} onMouseMove={() => setAt(index)} onClick={() => open(hit)}>
            <span className="kind">{hit.kind}</span>
            <b>{hit.name}</b>
            <span className="note">{hit.note}</span>
          </li>
        ))}
        {hits.length === 0 && <li className="none">{answered ? t("Nothing is called “{name}”", { name: text.trim() }) : t("Looking …")}</li>}
      </ul>
    </dialog>
  );
}

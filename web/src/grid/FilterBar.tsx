import { useEffect, useRef, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import type { BoardRow } from "../api/types";
import { Icon, Kbd } from "../frame/icons";
import { t } from "../language/language";
import { dayRangeWords } from "../vocabulary/dayRange";
import { count } from "../vocabulary/days";
import { healths, healthWord, type Health } from "../vocabulary/health";
import { HealthIcon } from "../vocabulary/marks";
import { brandName } from "../vocabulary/words";
import type { Board, BoardSummary } from "./board";
import { groupings, narrowed, unfiltered, type Query } from "./query";

interface Props {
  board: Board;
  summary: BoardSummary;
  query: Query;
  change: (part: Partial<Query>) => void;
  input: RefObject<HTMLInputElement | null>;
  without: "vendor" | undefined;
}

const menus: readonly { key: "brand" | "vendor" | "season"; title: string; of: (row: BoardRow) => [string, string] }[] = [
  { key: "brand", title: t("Brand"), of: (row) => [row.brand, brandName(row.brand)] },
  { key: "vendor", title: t("Vendor"), of: (row) => [row.vendor, row.vendorName] },
  { key: "season", title: t("Season"), of: (row) => [row.season, row.season] },
];

export const dayRanges: readonly { key: "leaves" | "agreed"; title: string }[] = [{ key: "leaves", title: t("Leaves") }, { key: "agreed", title: t("Agreed for") }];

const groupWords: Record<(typeof groupings)[number], string> = { po: t("PO"), vendor: t("vendor|group"), brand: t("brand|group"), style: t("style|group"), season: t("season|group"), none: t("none|group") };

export function FilterBar({ board, summary, query, change, input, without }: Props) {
  return (
    <div className="filters" role="search">
      <TextFilter text={query.text} change={(text) => change({ text })} input={input} label={t("Filter by PO, style, vendor, colour or cause")} />
      {menus.filter(({ key }) => key !== without).map(({ key, title, of }) => (
        <FilterMenu key={key} title={title} value={query[key]} values={() => board.values(of)} choose={(value) => change({ [key]: value })} />
      ))}
      {dayRanges.filter(({ key }) => query[key] != null).map(({ key, title }) => (
        <span key={key} className="chip" data-set>
          {title} {dayRangeWords(query[key]!)}
          <button aria-label={t("Clear {filter}", { filter: title.toLowerCase() })} onClick={() => change({ [key]: null })}><Icon name="close" size={10} /></button>
        </span>
      ))}
      <label className="chip">
        {t("Group")}
        <select value={query.group} onChange={(event) => change({ group: event.target.value as Query["group"] })}>
          {groupings.filter((group) => group !== without).map((group) => (
            <option key={group} value={group}>{groupWords[group]}</option>
          ))}
        </select>
      </label>
      {narrowed(query) && (
        <button className="button" onClick={() => change(unfiltered)}>{t("Clear all")}</button>
      )}
      <HealthChips summary={summary} chosen={query.health} change={(health) => change({ health })} />
    </div>
  );
}

/** Long enough that who goes on typing is not held up by a long list. */
const rest = 120;

/** Types freely. The board follows at once, and who types on faster than that when the typing rests. */
export function TextFilter({ text, change, input, label }: { text: string; change: (text: string) => void; input: RefObject<HTMLInputElement | null>; label: string }) {
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const sentAt = useRef(-rest);
  useEffect(() => {
    if (text !== sent.current) {
      sent.current = text;
      setTyped(text);
    }
  }, [text]);
  const send = (words: string) => {
    sent.current = words;
    sentAt.current = performance.now();
    change(words);
  };
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => send(typed), performance.now() - sentAt.current < rest ? rest : 0);
    return () => clearTimeout(timer);
  });
  return (
    <label className="text-filter">
      <Icon name="filter" size={14} />
      <span className="vh">{label}</span>
      <input
        ref={input}
        type="search"
        value={typed}
        placeholder={t("Filter")}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "Enter") return;
          event.preventDefault();
          // Whatever was typed last is shown first: what gets the focus is of it.
          const words = event.key === "Escape" ? "" : typed;
          setTyped(words);
          if (words !== sent.current) flushSync(() => send(words));
          document.querySelector<HTMLElement>(".grid, .list tbody a")?.focus({ preventScroll: true });
        }}
      />
      <Kbd>/</Kbd>
    </label>
  );
}

export function FilterMenu({ title, value, values, choose }: { title: string; value: string | null; values: () => [string, string][]; choose: (value: string | null) => void }) {
  const [options, setOptions] = useState<[string, string][]>([]);
  // The list is made when it is opened: with many rows it is not free, and the rows change.
  const fill = () => setOptions(values());
  const known = options.some(([key]) => key === value);
  return (
    <label className="chip" data-set={value != null || undefined}>
      {title}
      <select value={value ?? ""} onPointerDown={fill} onFocus={fill} onChange={(event) => choose(event.target.value || null)}>
        <option value="">{t("all")}</option>
        {value != null && !known && <option value={value}>{values().find(([key]) => key === value)?.[1] ?? brandName(value)}</option>}
        {options.map(([key, name]) => (
          <option key={key} value={key}>{name}</option>
        ))}
      </select>
      {value != null && (
        <button aria-label={t("Clear {filter}", { filter: title.toLowerCase() })} onClick={() => choose(null)}>
          <Icon name="close" size={10} />
        </button>
      )}
    </label>
  );
}

function HealthChips({ summary, chosen, change }: { summary: BoardSummary; chosen: readonly Health[]; change: (health: Health[]) => void }) {
  return (
    <div className="health-chips" role="group" aria-label={t("Health")}>
      {healths
        .filter((health) => (summary.counts[health] ?? 0) > 0 || chosen.includes(health))
        .map((health) => {
          const on = chosen.includes(health);
          return (
            <button
              key={health}
              className={`health-chip h-${health}`}
              aria-pressed={on}
              onClick={() => change(on ? chosen.filter((each) => each !== health) : [...chosen, health])}
            >
              <HealthIcon health={health} />
              <span>{healthWord(health)}</span>
              <b title={summary.missing > 0 ? t("At least so many: more lines are on their way") : undefined}>{count(summary.counts[health] ?? 0)}{summary.missing > 0 && "+"}</b>
            </button>
          );
        })}
    </div>
  );
}

import { useRef } from "react";
import { getFile, postForFile, Problem } from "../api/client";
import { Kbd } from "../frame/icons";
import { useKeys } from "../frame/keys";
import { tell } from "../frame/Notice";
import type { Cell } from "../grid/clipboard";
import { t } from "../language/language";
import { askedAt, useAsOf } from "../live/cursor";
import { Menu, MenuItem } from "./Menu";

/** A table as it stands on the screen, or a list that the server keeps whole: its path with its filters, and which columns. */
export type Sheet = { name: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] } | { name: string; path: string; columns: string };

/** What is shown, as a file of Excel or CSV: the same lines, columns and order. E opens the choice. */
export function Download({ of }: { of: () => Sheet }) {
  const asOf = useAsOf();
  const menu = useRef<HTMLSpanElement>(null);
  useKeys({ e: () => menu.current?.querySelector<HTMLElement>(".menu-button")?.click() });
  const load = async (form: "xlsx" | "csv") => {
    const sheet = of();
    const name = asOf == null ? sheet.name : `${sheet.name} as of ${asOf.slice(0, 16)}`;
    try {
      const file = "path" in sheet
        ? await getFile(askedAt(`${sheet.path}${sheet.path.includes("?") ? "&" : "?"}format=${form}&columns=${encodeURIComponent(sheet.columns)}`, asOf))
        : await postForFile("sheets", { format: form, name, columns: sheet.columns, rows: sheet.rows });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${name.replaceAll(/[^\w]+/g, "-").toLowerCase()}.${form}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      tell(error instanceof Problem ? error.message : String(error));
    }
  };
  return (
    <span ref={menu}>
      <Menu label={t("Download E: as a file")} face={<span className="button">{t("Download")} <Kbd>E</Kbd></span>}>
        <MenuItem act={() => void load("xlsx")}>{t("Excel")}</MenuItem>
        <MenuItem act={() => void load("csv")}>CSV</MenuItem>
      </Menu>
    </span>
  );
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** What a cell shows, as a value: a day or a number where it stands for one, else its text. */
export function cellShown(text: string, by: string | number | null | undefined): Cell {
  if (typeof by === "string" && day.test(by)) return { day: by };
  return typeof by === "number" && text !== "" && Number(text.replaceAll(",", "")) === by ? by : text === "" || text === "–" ? null : text;
}

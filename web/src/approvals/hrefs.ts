interface Found {
  /** Where that one is to be open. */
  id?: string;
  style?: string | null | undefined;
  po?: string | null | undefined;
  line?: number | null | undefined;
}

/** The page of what an approval is of, at its approvals. */
export function approvalHref({ id, style, po, line }: Found): string {
  const opened = id == null ? "" : `&approval=${encodeURIComponent(id)}`;
  return po != null ? `/pos/${encodeURIComponent(po)}?line=${line}${opened}#approvals` : `/styles/${encodeURIComponent(style ?? "")}?tab=approvals${opened}`;
}

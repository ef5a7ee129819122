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

/** The calendar of what an approval is of, at the milestone that waits for it. */
export function milestoneHref({ style, po, line, milestone }: Found & { milestone: string }): string {
  const at = encodeURIComponent(milestone);
  return po != null ? `/pos/${encodeURIComponent(po)}?line=${line}&milestone=${at}` : `/styles/${encodeURIComponent(style ?? "")}?tab=milestones&milestone=${at}`;
}

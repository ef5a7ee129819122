/** The page of what an approval is of, at its approvals. */
export function approvalHref({ style, po, line }: { style?: string | null | undefined; po?: string | null | undefined; line?: number | null | undefined }): string {
  return po != null ? `/pos/${encodeURIComponent(po)}?line=${line}#approvals` : `/styles/${encodeURIComponent(style ?? "")}?tab=approvals`;
}

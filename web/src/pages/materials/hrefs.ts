/** As a query: the name may hold what no path carries. */
export function materialHref(name: string): string {
  return `/materials?name=${encodeURIComponent(name)}`;
}

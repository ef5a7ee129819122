/**
 * What was typed otherwise than it stands, by field, to be sent. What was emptied goes along, so that it is refused where it
 * stands and not kept in silence.
 */
export function typedOtherwise(typed: Readonly<Record<string, string>>, standing: (field: string) => string | null | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, value.trim()] as const).filter(([field, value]) => value !== (standing(field) ?? "")));
}

/** A refusal or failure as RFC 9457 tells it; `traceId` finds it in the server's log. */
export class Problem extends Error {
  readonly title: string;
  readonly detail: string | null;
  readonly status: number;
  readonly traceId: string | null;

  constructor(title: string, detail: string | null, status: number, traceId: string | null) {
    super(detail == null ? title : `${title}: ${detail}`);
    this.title = title;
    this.detail = detail;
    this.status = status;
    this.traceId = traceId;
  }
}

const personKey = "selvedge.person";

/** The person chosen at development sign-in; null lets the server choose. */
export function signedIn(): string | null {
  return localStorage.getItem(personKey);
}

/** Everything on the page was seen through the former person's rights: it starts over. */
export function signInAs(person: string): void {
  localStorage.setItem(personKey, person);
  location.reload();
}

/** Lets the server choose again. */
export function signOut(): void {
  localStorage.removeItem(personKey);
  location.reload();
}

/** @throws {Problem} whatever went wrong, also when no server answered (status 0). */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const person = signedIn();
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      headers: { accept: "application/json", ...(person == null ? {} : { "X-Selvedge-Person": person }) },
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem("The server does not answer", "Check the connection; what is on the screen stays.", 0, null);
  }
  if (response.ok && isJson(response)) return (await response.json()) as T;
  throw await problemOf(response);
}

function isJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get("content-type") ?? "");
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = isJson(response) ? await response.json().catch(() => null) : null;
  const said = (typeof body === "object" && body != null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof said[key] === "string" ? (said[key] as string) : null);
  const title = text("title") ?? (response.ok ? "The server answered something else" : `The server answered ${response.status}`);
  return new Problem(title, text("detail"), response.status, text("traceId"));
}

import { t } from "../language/language";
import { goToProvider } from "./provider";
import type { List } from "./types";

/** What is wrong with one member of what was sent. */
export interface FieldError {
  /** JSON pointer, such as "/date". */
  pointer: string;
  code: string;
  detail: string;
}

/** A refusal or failure as RFC 9457 tells it; `traceId` finds it in the server's log. */
export class Problem extends Error {
  readonly title: string;
  readonly detail: string | null;
  readonly status: number;
  readonly traceId: string | null;
  readonly errors: readonly FieldError[];

  constructor(title: string, detail: string | null, status: number, traceId: string | null, errors: readonly FieldError[] = []) {
    super(detail == null ? title : `${title}: ${detail}`);
    this.title = title;
    this.detail = detail;
    this.status = status;
    this.traceId = traceId;
    this.errors = errors;
  }
}

const personKey = "selvedge.person";

/** The person chosen at development sign-in, on a wall the one its address names; null lets the server choose. */
export function signedIn(): string | null {
  return location.pathname.startsWith("/wall/") ? new URLSearchParams(location.search).get("person") : localStorage.getItem(personKey);
}

/** Of the link to a wall that the address is; null for who is signed in. */
export function wallToken(): string | null {
  return location.pathname.startsWith("/wall/") ? new URLSearchParams(location.search).get("token") : null;
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
export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { signal: signal ?? null });
}

/**
 * A list whole: its pages one after the other, as if they were one.
 * @throws {Problem} as `getJson`, for any of its pages.
 */
export async function getAll<T>(path: string, signal?: AbortSignal): Promise<List<T>> {
  const items: T[] = [];
  for (let next: string | null = null; ;) {
    const page: List<T> = await getJson(next == null ? path : `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`, signal);
    items.push(...page.items);
    next = page.next;
    if (next == null) return { ...page, items };
  }
}

/** Whether a request was not answered: what cannot be reached now may be in a moment. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status === 503);
}

/**
 * With a `key` of its own a request may be sent again: nothing is done twice. `held` is as for `send`.
 * @throws {Problem} as `getJson`; after one of status 0 or 503 the outcome is unknown.
 */
export function postJson<T>(path: string, body: unknown, { signal, key, held }: { signal?: AbortSignal; key?: string; held?: number } = {}): Promise<T> {
  return ask<T>(path, {
    method: "POST", body: JSON.stringify(body), signal: signal ?? null,
    headers: {
      "Content-Type": "application/json",
      ...(key === undefined ? {} : { "Idempotency-Key": key }), ...(held === undefined ? {} : { "If-Match": `"${held}"` }),
    },
  });
}

/**
 * As `postJson`. `held` is the version that was looked at: where there is a newer one nothing is changed (status 412).
 * @throws {Problem}
 */
export function send<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown, held?: number): Promise<T> {
  return ask<T>(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...(held === undefined ? {} : { "If-Match": `"${held}"` }) },
  });
}

/**
 * A file as it is. What is sent again under the same `key` is done once.
 * @throws {Problem}
 */
export function postFile<T>(path: string, file: File, key: string): Promise<T> {
  return ask<T>(path, { method: "POST", body: file, headers: { "Idempotency-Key": key } });
}

/**
 * What is sent, as a file.
 * @throws {Problem}
 */
export async function postForFile(path: string, body: unknown): Promise<Blob> {
  const response = await reach(path, { method: "POST", body: JSON.stringify(body), headers: { accept: "*/*", "Content-Type": "application/json" } });
  if (response.ok) return response.blob();
  throw await problemOf(response);
}

/** @throws {Problem} */
export async function getFile(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await reach(path, { signal: signal ?? null, headers: { accept: "*/*" } });
  if (response.ok) return response.blob();
  throw await problemOf(response);
}

/**
 * A page of the server's as a link that the browser can open.
 * @throws {Problem} as `getJson`.
 */
export async function getPage(path: string): Promise<string> {
  const response = await reach(path, { headers: { accept: "text/html" } });
  if (!response.ok) throw await problemOf(response);
  return URL.createObjectURL(await response.blob());
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(path, init);
  if (response.ok && isJson(response)) return (await response.json()) as T;
  throw await problemOf(response);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  const [person, token] = [signedIn(), wallToken()];
  try {
    return await fetch(`/api/v1/${path}`, {
      ...init,
      headers: { accept: "application/json", "X-Selvedge-Client": "page", ...init.headers, ...(token != null ? { Authorization: `Bearer ${token}` } : person == null ? {} : { "X-Selvedge-Person": person }) },
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem(t("The server does not answer"), t("Check the connection; what is on the screen stays."), 0, null);
  }
}

function isJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get("content-type") ?? "");
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = isJson(response) ? await response.json().catch(() => null) : null;
  const said = (typeof body === "object" && body != null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof said[key] === "string" ? (said[key] as string) : null);
  if (text("type") === "/problems/sign-in") goToProvider();
  const title = text("title") ?? (response.ok ? "The server answered something else" : `The server answered ${response.status}`);
  const errors = Array.isArray(said.errors) ? (said.errors as FieldError[]) : [];
  return new Problem(title, text("detail"), response.status, text("traceId"), errors);
}

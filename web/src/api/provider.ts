const triedKey = "selvedge.signing-in";
const tooSoonMilliseconds = 10_000;

/** Where the provider asks who one is; it leads back to the page. */
export function signInHref(to: string): string {
  return `/sign-in?to=${encodeURIComponent(to)}`;
}

/** Leaves for the provider, which leads back here; stays where that has just been tried and did not help. */
export function goToProvider(): void {
  const tried = Number(sessionStorage.getItem(triedKey) ?? 0);
  if (Date.now() - tried < tooSoonMilliseconds) return;
  sessionStorage.setItem(triedKey, String(Date.now()));
  location.assign(signInHref(location.pathname + location.search));
}

/** Ends the session here and at the provider. A form, because the answer leads to another site. */
export function leaveProvider(): void {
  sessionStorage.removeItem(triedKey);
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sign-out";
  document.body.append(form);
  form.submit();
}

import { useEffect, useReducer, useState, type ComponentType, type ReactNode } from "react";

/**
 * A component whose code is fetched when it is first drawn, or before by `fetch`. React's own `lazy` holds back for 300 ms
 * what comes after a fallback; this draws it at once, and without a fallback where it has come already.
 * @param waiting Stands there until then.
 * @throws whatever fetching failed with, where it is drawn; drawing it anew tries again.
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>, waiting: ReactNode = null): ComponentType<P> & { fetch: () => Promise<void> } {
  let Fetched: ComponentType<P> | null = null;
  let fetching: Promise<void> | null = null;
  const fetch = () => (fetching ??= load().then(
    (component) => { Fetched = component; },
    (failure: unknown) => { fetching = null; throw failure; },
  ));
  function Lazily(props: P) {
    const [, draw] = useReducer((n: number) => n + 1, 0);
    const [failure, fail] = useState<{ of: unknown } | null>(null);
    useEffect(() => {
      if (Fetched == null) fetch().then(draw, (of: unknown) => fail({ of }));
    }, []);
    if (failure != null) throw failure.of;
    return Fetched == null ? waiting : <Fetched {...props} />;
  }
  return Object.assign(Lazily, { fetch });
}

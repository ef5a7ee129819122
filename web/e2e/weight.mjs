import { gzipSync } from "node:zlib";

/** Adds up what a page fetches from now on. */
export function weigh(page) {
  const fetched = [];
  page.on("response", (response) => {
    const kind = /\.(js|css)$/.exec(new URL(response.url()).pathname)?.[1];
    if (kind) fetched.push(response.body().then((body) => [kind, gzipSync(body).length / 1000]));
  });
  /** Of scripts or styles, in kB as gzip sends them. */
  return async (kind) => (await Promise.all(fetched)).filter(([each]) => each === kind).reduce((sum, [, size]) => sum + size, 0);
}

import { HttpTransportType, HubConnectionBuilder, LogLevel, type IHttpConnectionOptions } from "@microsoft/signalr";
import { inBrowser } from "./drawing";
import { Live } from "./live";

/** Opens the page's one connection, as the person signed in, or as the wall whose token the address holds. */
export function openLive(person: string | null, token: string | null): Live {
  const url = `/hub/live?parts=true${person == null ? "" : `&person=${encodeURIComponent(person)}`}`;
  // No negotiation first: behind a balancer that could be with another node than the connection.
  const options: IHttpConnectionOptions = { transport: HttpTransportType.WebSockets, skipNegotiation: true };
  if (token != null) options.accessTokenFactory = () => token;
  const hub = new HubConnectionBuilder().withUrl(url, options).configureLogging(LogLevel.None).build();
  // Alive comes every 5 s: three of them missing is a dead line, sooner than the default 30 s.
  hub.serverTimeoutInMilliseconds = 15_000;
  hub.keepAliveIntervalInMilliseconds = 5_000;
  const live = new Live(hub, Date.now, Math.random, inBrowser);
  window.addEventListener("online", () => live.hurry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") live.hurry();
  });
  live.start();
  return live;
}

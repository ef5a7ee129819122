import type { ReactNode } from "react";

const paths = {
  day: <path d="m2.500 4.300 1.100 1.100 1.900-2.200M2.500 8.300l1.100 1.100 1.900-2.200M2.500 12.300l1.100 1.100 1.900-2.200M8 4.300h5.500M8 8.300h5.500M8 12.300h5.500" />,
  overview: <path d="M2.500 2.500h4.500V7H2.500zM9 2.500h4.500V7H9zM2.500 9h4.500v4.500H2.500zM9 9h4.500v4.500H9z" />,
  boards: <path d="M2.500 4h11M2.500 8h11M2.500 12h11" />,
  approvals: <path d="M2.500 2.500h11v11h-11zM5 8.200l2.200 2.200L11.200 5.800" />,
  alerts: <path d="M3 11.500h10l-1.300-2V7a3.700 3.700 0 0 0-7.400 0v2.500zM6.500 13.500h3" />,
  review: <path d="M2.500 3h4v10h-4zM9 3h4.500v10H9M9 8h4.500M3.800 5.800l.8.800 1-1.400" />,
  vendors: <path d="M2 13.500V7l4 2.500V7l4 2.500V3h3.500v10.500zM5 13.500v-1.800M8 13.500v-1.800M11 13.500v-1.800" />,
  shipments: <path d="M2 9.500h12l-1.500 3.500h-9zM4 9.500v-3h8v3M6.500 6.500v-3h3v3" />,
  search: <path d="M7 2.800a4.200 4.200 0 1 1 0 8.400 4.200 4.200 0 0 1 0-8.400M10.200 10.200l3.300 3.300" />,
  filter: <path d="M2.500 4h11M4.500 8h7M6.500 12h3" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  pause: <path d="M5.500 3.500v9M10.500 3.500v9" strokeWidth="2" />,
  play: <path d="M5 3.200 12.500 8 5 12.800z" />,
  moon: <path d="M13 9.500A5.500 5.500 0 1 1 6.500 3 4.500 4.500 0 0 0 13 9.500Z" />,
  sun: <path d="M8 5.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600M8 1.500v1.200M8 13.300v1.200M1.500 8h1.200M13.300 8h1.200M3.400 3.400l.900.900M11.700 11.700l.900.900M3.400 12.600l.900-.900M11.700 4.300l.900-.900" />,
  help: <path d="M8 1.800a6.200 6.200 0 1 1 0 12.400A6.200 6.200 0 0 1 8 1.800M6.200 6.400c0-2.300 3.600-2.300 3.600 0 0 1.300-1.800 1.300-1.800 2.700M8 11.200v.200" />,
  clock: <path d="M8 1.800a6.200 6.200 0 1 1 0 12.400A6.200 6.200 0 0 1 8 1.800M8 4.500V8l2.500 1.500" />,
  more: <path d="M3.500 8h.100M8 8h.100M12.500 8h.100" strokeWidth="2" />,
  calendar: <path d="M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v2.500M10.500 2v2.500" />,
  plus: <path d="M8 3v10M3 8h10" />,
  whatif: <path d="M2 8h4l3.500-4H14M6 8l3.500 4H14M12 2l2 2-2 2M12 10l2 2-2 2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      {paths[name]}
    </svg>
  );
}

export function Logo() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M3 3h3v14H3zM14 3h3v14h-3z" fill="currentColor" />
      <path d="M8 5h4M8 8.300h4M8 11.700h4M8 15h4" stroke="currentColor" strokeWidth="1.600" />
    </svg>
  );
}

export function Kbd({ children }: { children: string }) {
  return <kbd aria-hidden="true">{children}</kbd>;
}

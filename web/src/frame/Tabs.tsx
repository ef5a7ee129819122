import { Link } from "wouter";

export interface Tab {
  href: string;
  name: string;
  on: boolean;
}

export function Tabs({ label, children }: { label: string; children: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {children.map(({ href, name, on }) => (
        <Link key={href} href={href} aria-current={on ? "page" : undefined}>{name}</Link>
      ))}
    </nav>
  );
}

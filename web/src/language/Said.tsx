import { Fragment, type ReactNode } from "react";
import { t } from "./language";

/** A text within which some of the values are more than text. */
export function tx(english: string, nodes: Readonly<Record<string, ReactNode>>): ReactNode {
  return t(english).split(/\{(\w+)\}/).map((part, index) => <Fragment key={index}>{index % 2 === 0 ? part : nodes[part]}</Fragment>);
}

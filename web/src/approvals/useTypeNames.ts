import { useMemo } from "react";
import type { ApprovalWords } from "../api/approvals";
import { useResource } from "../api/useResource";
import { said } from "../language/language";

/** What a type of approval is called; undefined of what is none, and until it is known. */
export function useTypeNames(): (type: string) => string | undefined {
  const words = useResource<ApprovalWords>("approval-types").data;
  return useMemo(() => {
    const names = new Map(words?.items.map(({ code, name }) => [code, said(name)]));
    return (type) => names.get(type);
  }, [words]);
}

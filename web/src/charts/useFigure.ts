import { useRef } from "react";
import { useResource, type Resource } from "../api/useResource";

/** As `useResource`; from one past moment to another what is held stays until the other's is here. */
export function useFigure<T>(path: string, changes: number): Resource<T> {
  const figure = useResource<T>(path, changes);
  const last = useRef<{ path: string; data: T | null }>({ path, data: null });
  if (figure.data != null || last.current.path !== path) last.current = { path, data: figure.data };
  return figure.problem ? figure : { ...figure, data: last.current.data };
}

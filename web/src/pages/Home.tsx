import { useContext } from "react";
import { Redirect } from "wouter";
import { PeopleContext, useMyId } from "../frame/Person";

/** Where a person's day begins: with their own work for those who do it, with the whole for those who oversee it. */
export function Home() {
  const people = useContext(PeopleContext);
  const id = useMyId();
  if (people?.loading) return null;
  const role = people?.data?.items.find((each) => each.id === id)?.role;
  return <Redirect to={role === "assistant" || role === "manager" || role === "vendor" ? "/me" : "/overview"} replace />;
}

import type { BoardRow, BoardTotals } from "../api/types";
import { Page } from "../frame/Frame";
import { rememberBoard } from "../frame/places";
import { Skeleton } from "../frame/states";
import { Tabs } from "../frame/Tabs";
import { LiveBoard } from "../grid/LiveBoard";
import { useTopics } from "../live/hooks";
import { categories, categoryWord, isCategory } from "../vocabulary/words";
import { NothingYet } from "./NothingYet";
import { UnknownPage } from "./UnknownPage";

export function BoardPage({ category }: { category: string }) {
  if (category !== "all" && !isCategory(category)) return <UnknownPage />;
  return <KnownBoard key={category} category={category} />;
}

function KnownBoard({ category }: { category: string }) {
  const names = (category === "all" ? categories : [category]).map((each) => `board:*:${each}`);
  const topics = useTopics<BoardRow, BoardTotals>(names);
  const name = categoryWord(category);
  const tabs = (
    <Tabs label="Categories">
      {[...categories, "all"].map((each) => ({ href: `/boards/${each}`, name: categoryWord(each), on: each === category }))}
    </Tabs>
  );
  return (
    <Page crumbs={[{ name: "Boards", href: "/boards/apparel" }, { name }]} tabs={tabs} title={`${name} board`}>
      {topics == null ? <Skeleton rows={20} what="the board" /> : (
        <LiveBoard
          topics={topics} path={`/boards/${category}`} name={name} up="/overview" views onQuery={rememberBoard} of={isCategory(category) ? { category } : {}}
          nothing={<NothingYet title={category === "all" ? "No open POs" : `No open POs in ${name}`} kind="purchase-orders" />}
        />
      )}
    </Page>
  );
}

import type { BoardRow, BoardTotals } from "../api/types";
import { Page } from "../frame/Frame";
import { rememberBoard } from "../frame/places";
import { Skeleton } from "../frame/states";
import { Tabs } from "../frame/Tabs";
import { LiveBoard } from "../grid/LiveBoard";
import { t } from "../language/language";
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
    <Tabs label={t("Categories")}>
      {[...categories, "all"].map((each) => ({ href: `/boards/${each}`, name: categoryWord(each), on: each === category }))}
    </Tabs>
  );
  return (
    <Page crumbs={[{ name: t("Boards"), href: "/boards/apparel" }, { name }]} tabs={tabs} title={t("{category} board", { category: name })}>
      {topics == null ? <Skeleton rows={20} what={t("the board")} /> : (
        <LiveBoard
          topics={topics} path={`/boards/${category}`} name={name} up="/overview" views onQuery={rememberBoard} of={isCategory(category) ? { category } : {}}
          nothing={<NothingYet title={category === "all" ? t("No open POs") : t("No open POs in {category}", { category: name })} kind="purchase-orders" />}
        />
      )}
    </Page>
  );
}

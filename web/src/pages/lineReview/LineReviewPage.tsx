import { useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import type { LineReview, LineReviewSummary } from "../../api/lineReviews";
import type { List } from "../../api/types";
import { useResource } from "../../api/useResource";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t, tn } from "../../language/language";
import { useChanges, useNow } from "../../live/hooks";
import { shortDay, today as todayOf } from "../../vocabulary/days";
import { brandName, categoryWord } from "../../vocabulary/words";
import { OpenDialog } from "./OpenDialog";
import { Session } from "./Session";
import { tallyIn, tallyText } from "./words";

const hrefOf = (id: string) => `/line-review?review=${id}`;

/** One line review where one is named, else all of them. */
export function LineReviewPage() {
  const id = new URLSearchParams(useSearch()).get("review");
  return id == null ? <Reviews /> : <Review key={id} id={id} />;
}

function Reviews() {
  const [, go] = useLocation();
  const today = todayOf(useNow(60_000));
  const reviews = useResource<List<LineReviewSummary>>("line-reviews?limit=200", useChanges("overview", 5_000));
  const [opening, begin] = useState(false);
  useKeys({ escape: () => go(boardHref()), n: () => begin(true) });
  const items = reviews.data?.items ?? [];
  return (
    <Page crumbs={[{ name: t("Line review") }]}>
      {reviews.data ? (
        <div className="sheet">
          <div className="list-bar"><button className="button line" onClick={() => begin(true)}>{t("New line review")}</button></div>
          {items.length === 0 ? (
            <Empty title={t("No line reviews")}><p>{t("A line review looks at the styles of a season one after another: adopt, drop or revise. Press N to begin one.")}</p></Empty>
          ) : (
            <table className="list" aria-label={t("Line reviews")}>
              <thead><tr><th scope="col">{t("Review|a line review")}</th><th scope="col">{t("Of")}</th><th scope="col" className="people-wide">{t("Held|a line review")}</th><th scope="col" className="number">{t("Styles")}</th><th scope="col">{t("Decided")}</th><th scope="col" className="people-wide">{t("Led by")}</th></tr></thead>
              <tbody>
                {[...items.filter(({ open }) => open), ...items.filter(({ open }) => !open)].map((review) => {
                  const tally = tallyIn(review);
                  return (
                    <tr key={review.id}>
                      <th scope="row"><Link href={hrefOf(review.id)}><b>{review.title}</b></Link></th>
                      <td>{brandName(review.brand)}, {review.season}, {categoryWord(review.category)}</td>
                      <td className="people-wide">{shortDay(review.date, today)}</td>
                      <td className="number">{review.styles}</td>
                      <td>{review.open && <b>{t("Open, {n} to go.", { n: review.styles - tally.decided })} </b>}{tallyText(tally)}</td>
                      <td className="second people-wide">{review.byName}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
          {reviews.problem && <ProblemPanel problem={reviews.problem} retry={reviews.retry} />}
        </div>
      ) : reviews.problem ? <ProblemPanel problem={reviews.problem} retry={reviews.retry} /> : <Skeleton rows={6} what={t("the line reviews")} />}
      {opening && <OpenDialog like={items[0]} done={(id) => go(hrefOf(id))} close={() => begin(false)} />}
    </Page>
  );
}

function Review({ id }: { id: string }) {
  const [, go] = useLocation();
  const [done, did] = useState(0);
  const review = useResource<LineReview>(`line-reviews/${encodeURIComponent(id)}`, `${useChanges("overview", 5_000)} ${done}`);
  useKeys({ escape: () => go("/line-review") });
  const crumbs = [{ name: t("Line review"), href: "/line-review" }, { name: review.data?.title ?? id }];
  return (
    <Page crumbs={crumbs} title={review.data ? `${review.data.title}, ${tn(review.data.styles.length, "{n} style", "{n} styles")}` : t("Line review")}>
      {review.data ? <Session review={review.data} changed={() => did((times) => times + 1)} />
        : review.problem?.status === 404 ? (
          <Empty title={t("There is no such line review")}><p>{t("It may be of a brand you do not see.")}</p><Link href="/line-review" className="button solid">{t("All line reviews")}</Link></Empty>
        ) : review.problem ? <ProblemPanel problem={review.problem} retry={review.retry} />
        : <Skeleton rows={14} height={28} what={t("the line review")} />}
    </Page>
  );
}

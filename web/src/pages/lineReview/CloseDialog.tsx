import { useState } from "react";
import { close as closeReview, type LineReview } from "../../api/lineReviews";
import { Dialog } from "../../controls/Dialog";
import { Form } from "../../controls/Form";
import { tell } from "../../frame/Notice";
import { t, tn } from "../../language/language";
import { outcomes, outcomeWords, tallyText, type Tally } from "./words";

/** What was decided, once more whole, before it goes out. */
export function CloseDialog({ review, tally, done, close }: { review: LineReview; tally: Tally; done: () => void; close: () => void }) {
  const undecided = tally.styles - tally.decided;
  const [leaves, leave] = useState(false);
  return (
    <Dialog title={t("Close {what}", { what: review.title })} close={close} className="review-close">
      <Form
        send={() => closeReview(review.id, leaves)} cancel={close} act={t("Close and tell the styles")}
        done={() => { tell(t("{what} closed: {tally}", { what: review.title, tally: tallyText(tally) || t("nothing decided") })); done(); }}
      >
        <p>{t("The styles are told, their owners find it in their day, and another prototype is asked for of those to revise. It cannot be taken back.")}</p>
        {outcomes.filter((outcome) => tally.of[outcome] > 0).map((outcome) => (
          <section key={outcome}>
            <h3>{outcomeWords[outcome][0]} <span>{tally.of[outcome]}</span></h3>
            <ul>{review.styles.filter((style) => style.outcome === outcome).map(({ style, name, note }) => <li key={style}>{name} <span className="second">{style}{note != null && `: ${note}`}</span></li>)}</ul>
          </section>
        ))}
        {undecided > 0 && (
          <label className="check"><input type="checkbox" checked={leaves} onChange={() => leave(!leaves)} /> {tn(undecided, "{n} style stays undecided", "{n} styles stay undecided")}</label>
        )}
      </Form>
    </Dialog>
  );
}

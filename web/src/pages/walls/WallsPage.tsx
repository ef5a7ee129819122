import { useRef, useState } from "react";
import { useLocation } from "wouter";
import type { List, OverviewRow, OverviewTotals } from "../../api/types";
import { useResource } from "../../api/useResource";
import { makeWallLink, wallAddress, withdrawWallLink, type Screen, type WallLink } from "../../api/walls";
import { Choices } from "../../controls/Choices";
import { DateField } from "../../controls/DateField";
import { Dialog } from "../../controls/Dialog";
import { Field, Form } from "../../controls/Form";
import { ShownOnce } from "../../controls/ShownOnce";
import { Page } from "../../frame/Frame";
import { useKeys } from "../../frame/keys";
import { tell } from "../../frame/Notice";
import { useMay } from "../../frame/Person";
import { boardHref } from "../../frame/places";
import { Empty, ProblemPanel, Skeleton } from "../../frame/states";
import { t } from "../../language/language";
import { useNow, useTopic } from "../../live/hooks";
import { dayOf, epochDay, moment, today as todayOf, type Day } from "../../vocabulary/days";
import { brandName, categories, categoryWord } from "../../vocabulary/words";

const screens: readonly Screen[] = ["overview", ...categories.filter((category) => category !== "other")];
const screenWord = (screen: Screen) => (screen === "overview" ? t("Overview") : categoryWord(screen));
const standingWords = { shows: t("Shows"), withdrawn: t("Withdrawn"), expired: t("Expired"), lapsed: t("Lapsed|a link to a wall") };

/** Links to walls, for rooms where nobody signs in. */
export function WallsPage() {
  const [, go] = useLocation();
  const mayShare = useMay("share-walls");
  const links = useResource<List<WallLink>>(mayShare ? "wall-links?limit=200" : null);
  const [opened, open] = useState<"new" | WallLink | { address: string; name: string } | null>(null);
  useKeys({ escape: () => go(boardHref()), ...(mayShare ? { n: () => open("new") } : {}) });
  const done = () => {
    links.refresh();
    open(null);
  };
  return (
    <Page crumbs={[{ name: t("Walls") }]}>
      {!mayShare ? <Empty title={t("Walls are shared by managers and directors")}><p>{t("Any wall opens for who is signed in, such as")} <a href="/wall/default"><code>/wall/default</code></a>.</p></Empty>
        : links.data ? <Links links={links.data.items} make={() => open("new")} withdraw={open} />
        : links.problem ? <ProblemPanel problem={links.problem} retry={links.retry} />
        : <Skeleton rows={6} what={t("the links to walls")} />}
      {opened === "new" ? <MakeDialog close={() => open(null)} made={(address, name) => {
        links.refresh();
        open({ address, name });
      }} />
        : opened && "address" in opened ? <AddressDialog {...opened} close={() => open(null)} />
        : opened && <WithdrawDialog link={opened} close={() => open(null)} done={done} />}
    </Page>
  );
}

function Links({ links, make, withdraw }: { links: readonly WallLink[]; make: () => void; withdraw: (link: WallLink) => void }) {
  const now = useNow(60_000);
  if (links.length === 0) return <Empty title={t("No wall is shared")}><p>{t("A link shows one wall to whoever has it, without a sign-in, until it is withdrawn or expires.")}</p><button className="button solid" onClick={make}>{t("New link")}</button></Empty>;
  return (
    <div className="sheet">
      <div className="list-bar"><button className="button line" onClick={make}>{t("New link")}</button></div>
      <table className="list walls-list" aria-label={t("Links to walls")}>
        <thead>
          <tr><th scope="col">{t("Wall")}</th><th scope="col" className="people-wide">{t("Shows")}</th><th scope="col" className="people-wide">{t("Of")}</th><th scope="col">{t("Standing")}</th><th scope="col" className="people-wide">{t("Made")}</th><th scope="col"><span className="vh">{t("Acts")}</span></th></tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={link.id} className={link.standing === "shows" ? undefined : "is-over"}>
              <th scope="row">{link.name}</th>
              <td className="people-wide">{link.screens.map(screenWord).join(", ")}</td>
              <td className="second people-wide">{[link.brands.length === 0 ? t("all brands") : link.brands.map(brandName).join(", "), ...link.categories.map((each) => categoryWord(each).toLowerCase())].join(", ")}</td>
              <td>{standingWords[link.standing]} <span className="second">{link.standing === "lapsed" ? t("who made it may not share it now") : link.endedAt == null ? t("until {day}", { day: moment(link.expiresAt, now) }) : link.withdrawnByName == null ? moment(link.endedAt, now) : t("{moment} by {who}", { moment: moment(link.endedAt, now), who: link.withdrawnByName })}</span></td>
              <td className="second people-wide">{t("{moment} by {who}", { moment: moment(link.madeAt, now), who: link.byName })}</td>
              <td className="people-acts">{(link.standing === "shows" || link.standing === "lapsed") && <button className="button line" aria-label={t("Withdraw {what}", { what: link.name })} onClick={() => withdraw(link)}>{t("Withdraw")}</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shownFor = 90;

function MakeDialog({ close, made }: { close: () => void; made: (address: string, name: string) => void }) {
  const today = todayOf(useNow(60_000));
  const overview = useTopic<OverviewRow, OverviewTotals>("overview");
  const brands = [...new Set([...(overview?.rows.values() ?? [])].map(({ brand }) => brand))].sort();
  const [name, setName] = useState("");
  const [shown, show] = useState<readonly Screen[]>(["overview", "apparel"]);
  const [of, setOf] = useState<readonly string[]>([]);
  const [expires, setExpires] = useState<Day | null>(dayOf(epochDay(today) + shownFor));
  const key = useRef(crypto.randomUUID());
  return (
    <Dialog title={t("New link to a wall")} close={close}>
      <Form
        send={() => makeWallLink({ name: name.trim(), screens: screens.filter((each) => shown.includes(each)), brands: of, expires }, key.current)}
        done={({ token }) => {
          if (token != null) return made(wallAddress(token), name.trim());
          // The answer to the first sending was lost, and its address with it.
          tell(t("It was made already, but its address was lost: withdraw it and make another"));
          close();
        }}
        cancel={close} act={t("Make")}
      >
        <Field label={t("Name")} pointer="/name" hint={t("Where it hangs, such as Sourcing floor")}>
          {(described) => <input {...described} data-autofocus type="text" autoComplete="off" maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />}
        </Field>
        <Choices label={t("Shows in turn")} pointer="/screens" all={screens} chosen={shown} choose={show} word={screenWord} />
        <Choices label={t("Brands")} pointer="/brands" hint={t("None: all that you see")} all={brands} chosen={of} choose={setOf} word={brandName} />
        <DateField label={t("Last day")} pointer="/expires" value={expires} change={setExpires} today={today} from={today} />
      </Form>
    </Dialog>
  );
}

function AddressDialog({ address, name, close }: { address: string; name: string; close: () => void }) {
  return (
    <ShownOnce title={t("The address of {what}", { what: name })} label={t("Address")} value={address} hint={t("It is shown this once. Whoever has it sees the wall, and nothing else.")} close={close}>
      <a className="button line" href={address} target="_blank" rel="noreferrer">{t("Open the wall")}</a>
    </ShownOnce>
  );
}

function WithdrawDialog({ link, close, done }: { link: WallLink; close: () => void; done: () => void }) {
  return (
    <Dialog title={t("Withdraw {what}?", { what: link.name })} close={close}>
      <Form send={() => withdrawWallLink(link.id)} done={() => {
        tell(t("{what} shows nothing any more", { what: link.name }));
        done();
      }} cancel={close} act={t("Withdraw")}>
        <p>{t("Every screen that shows it stops at once. A link that was withdrawn cannot be given back: make another.")}</p>
      </Form>
    </Dialog>
  );
}

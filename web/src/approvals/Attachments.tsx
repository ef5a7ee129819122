import { useEffect, useRef, useState } from "react";
import { attach, attachedFile, detach, type Approval, type Attachment } from "../api/approvals";
import { Problem } from "../api/client";
import { Icon } from "../frame/icons";
import { tell } from "../frame/Notice";
import { useAsOf } from "../live/cursor";
import { useNow } from "../live/hooks";
import { moment } from "../vocabulary/days";
import { t } from "../language/language";

const taken = "image/png,image/jpeg,image/gif,image/webp,application/pdf";

/** The files of an approval: pictures to look at, all to be saved; more are chosen, dropped or pasted. */
export function Attachments({ approval, changed }: { approval: Approval; changed: () => void }) {
  const now = useNow(60_000);
  const input = useRef<HTMLInputElement>(null);
  const [isPrivate, setPrivate] = useState(false);
  const [sending, setSending] = useState(0);
  const isPast = useAsOf() != null;
  const add = (files: Iterable<File>) => {
    if (isPast) return;
    for (const file of files) {
      setSending((n) => n + 1);
      attach(approval.id, file, isPrivate)
        .then(changed, (error: unknown) => tell(`${t("{file} was not attached.", { file: file.name })} ${error instanceof Problem ? error.detail ?? error.title : ""}`))
        .finally(() => setSending((n) => n - 1));
    }
  };
  return (
    <section
      className="attachments" onDragOver={(event) => event.preventDefault()} onPaste={(event) => add(event.clipboardData.files)}
      onDrop={(event) => { event.preventDefault(); add(event.dataTransfer.files); }}
    >
      <h3>{t("Files")} <span>{sending > 0 ? t("sending …") : approval.attachments.length === 0 ? t("none yet") : ""}</span></h3>
      <ul>
        {approval.attachments.map((file) => <FileOf key={file.id} approval={approval.id} file={file} now={now} changed={changed} />)}
      </ul>
      {!isPast && <div className="attach">
        <button className="button line" onClick={() => input.current?.click()}>{t("Attach …")}</button>
        <input ref={input} type="file" multiple hidden accept={taken} aria-label={t("Files to attach")} onChange={(event) => { add(event.target.files ?? []); event.target.value = ""; }} />
        <label><input type="checkbox" checked={isPrivate} onChange={() => setPrivate(!isPrivate)} /> {t("For our side alone")}</label>
      </div>}
    </section>
  );
}

function FileOf({ approval, file, now, changed }: { approval: string; file: Attachment; now: number; changed: () => void }) {
  const picture = usePicture(approval, file);
  const isPast = useAsOf() != null;
  const save = async () => {
    try {
      const url = URL.createObjectURL(await attachedFile(approval, file.id));
      Object.assign(document.createElement("a"), { href: url, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      tell(`${t("{file} cannot be had.", { file: file.name })} ${error instanceof Problem ? error.title : ""}`);
    }
  };
  const remove = () => detach(approval, file.id).then(changed, (error: unknown) => tell(error instanceof Problem ? error.detail ?? error.title : t("It was not taken away")));
  return (
    <li data-private={file.private || undefined}>
      {picture != null && <img src={picture} alt={t("{file}, round {n}", { file: file.name, n: file.round })} />}
      <div>
        <button className="file-name" onClick={() => void save()} title={t("Save")}>{file.name}</button>
        <p className="second">{size(file.bytes)} · {file.byName} · {moment(file.at, now)}{file.private && ` · ${t("private")}`}</p>
      </div>
      {!isPast && <button aria-label={t("Take {file} away", { file: file.name })} className="file-remove" onClick={() => void remove()}><Icon name="close" size={12} /></button>}
    </li>
  );
}

/** An address of this page's own: a picture is asked for with the reader's rights. */
function usePicture(approval: string, { id, mediaType }: Attachment): string | null {
  const [url, set] = useState<string | null>(null);
  useEffect(() => {
    if (!mediaType.startsWith("image/")) return;
    const abort = new AbortController();
    let made: string | null = null;
    attachedFile(approval, id, abort.signal).then(
      (blob) => {
        if (abort.signal.aborted) return;
        made = URL.createObjectURL(blob);
        set(made);
      },
      () => {},
    );
    return () => {
      abort.abort();
      if (made != null) URL.revokeObjectURL(made);
      set(null);
    };
  }, [approval, id, mediaType]);
  return url;
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

import { ToneTag, when } from "../../plain";
import { Empty, Panel } from "../../shell";
import { said, useWords } from "../../words";
import type { Publication } from "./bodies";
import { words } from "./words";
import "./publishing.css";

/** Every publication, the newest first: from when, by whom, with what they said. */
export function HistoryView({ history }: { history: Publication[] }) {
  const w = useWords(words);
  if (history.length === 0) return <Panel><Empty title={w.noHistory} /></Panel>;
  return (
    <Panel flush title={w.history}>
      <ol className="versions">
        {history.map((it) => (
          <li key={it.number}>
            <b>{it.number}</b>
            <span>
              {w.effective} {it.effective_from}
            </span>
            <div>
              <p>
                {said(w.wroteAndPublished, {
                  editors: it.editors.join("、"),
                  submitted: it.submitted_by,
                  published: it.published_by,
                })}
                <span className="soft"> {when(it.at)}</span>
              </p>
              {it.submitted_note && <p className="soft" lang="zh-CN">{it.submitted_note}</p>}
              {it.note && <p className="soft" lang="zh-CN">{it.note}</p>}
              <p className="soft">
                {w.version} {it.version} · <code>{it.hash.slice(0, 12)}</code>
              </p>
            </div>
            <ToneTag tone={it.in_force ? "good" : it.is_coming ? "busy" : "still"}>
              {it.in_force ? w.inForceNow : it.is_coming ? w.coming : w.past}
            </ToneTag>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useAsk } from "../../api";
import { Empty, Panel, Shown, useMay } from "../../shell";
import { useLanguage, useWords } from "../../words";
import { tableOf, type Document, type Policy } from "../bodies";
import type { DiffRow } from "../publishing/bodies";
import { callsOf } from "../publishing/calls";
import { Decide } from "../publishing/decide";
import { DiffList } from "../publishing/diff";
import { DraftTag } from "../publishing/standing";
import { Who } from "../publishing/who";
import { words as publishing } from "../publishing/words";
import { saidCell, saidValue } from "../reading/said_cell";
import { PreviewPanel } from "./preview";

/** The second person's screen: what changes, what it would have done, publish or send back. */
export function ReviewView({ policy }: { policy: Policy }) {
  const p = useWords(publishing);
  const may = useMay();
  const questions = useQueryClient();
  const [language] = useLanguage();
  const { draft } = policy;
  const calls = useMemo(() => callsOf<Document>(`/api/v1/policies/${policy.name}`), [policy.name]);
  const diff = useAsk(["policy-diff", policy.name, draft?.revision], calls.diff, { isReady: draft !== null });
  if (!draft) return <Panel><Empty title={p.nothingToReview} /></Panel>;
  const table = tableOf(draft.content);
  const outputs = new Set(table.outputs.map((it) => it.id));
  const done = () => {
    for (const key of [["policy", policy.name], ["policies"], ["policy-diff", policy.name]]) void questions.invalidateQueries({ queryKey: key });
  };
  return (
    <>
      <Panel title={p.changes} extra={<DraftTag draft={draft} />} flush>
        <div className="panel-body"><Who draft={draft} /></div>
        <Shown asked={diff} height={160}>
          {(found) => (
            <DiffList
              diff={found}
              called={(row) => <Called row={row} />}
              said={(value, key) => {
                const written = String(value);
                if (key.startsWith("_")) return written;
                return outputs.has(key) ? saidValue(written, language) : saidCell(written, language);
              }}
            />
          )}
        </Shown>
      </Panel>
      <PreviewPanel name={policy.name} />
      {draft.state === "submitted" ? (
        <Decide draft={draft} calls={calls} may={may("policy.publish")} onDone={done} />
      ) : (
        <Panel><p className="soft">{p.notSubmitted}</p></Panel>
      )}
    </>
  );
}

function Called({ row }: { row: DiffRow }) {
  const note = (row.after ?? row.before ?? {})._description;
  return (
    <>
      {typeof note === "string" && note && <div lang="zh-CN">{note}</div>}
      <code className="soft">{row.row_id}</code>
    </>
  );
}

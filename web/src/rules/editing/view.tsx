import { Alert, Input } from "antd";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Leaving, Panel, Waiting, useIsNarrow, useUnsaved } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import { tableOf, withTable, type Document, type Policy, type Rule, type Table } from "../bodies";
import { ActBar } from "../publishing/act_bar";
import type { Trouble } from "../publishing/bodies";
import { callsOf } from "../publishing/calls";
import { Conflict } from "../publishing/conflict";
import { useDraft } from "../publishing/draft";
import { Troubles } from "../publishing/troubles";
import { words as publishing } from "../publishing/words";
import { called } from "../reading/in_two";
import { Answers, Conditions } from "../reading/rules";
import { Cards } from "./cards";
import { ChosenContext } from "./chosen";
import type { GridHandle } from "./grid";
import { RowBar } from "./row_bar";
import { tidied } from "./rows";
import { words } from "./words";
import "./grid.css";

const EXAMPLES = "> 5   [1..3)   in ['a', 'b']   not in ['a']   null   true";
const Grid = lazy(() => import("./grid"));

/** A table being changed: kept here and at the server, looked over as it is written, handed to a second person. */
export function EditView({ policy, again }: { policy: Policy; again: () => void }) {
  const w = useWords(words);
  const p = useWords(publishing);
  const isNarrow = useIsNarrow();
  const questions = useQueryClient();
  const calls = useMemo(() => callsOf<Document>(`/api/v1/policies/${policy.name}`), [policy.name]);
  const refresh = () => {
    again();
    void questions.invalidateQueries({ queryKey: ["policies"] });
    void questions.invalidateQueries({ queryKey: ["policy-diff", policy.name] });
  };
  const editing = useDraft(policy, calls, refresh);
  const [row, setRow] = useState<number | null>(null);
  const grid = useRef<GridHandle>(null);
  const table = tableOf(editing.content);
  const ids = table.rules.map((it) => it._id ?? "");
  const setTable = (next: Table) => editing.change(withTable(editing.content, next));
  const putTable = (next: Table) => editing.put(withTable(editing.content, next));
  const place = usePlace(table);
  const goTo = (trouble: Trouble) => {
    const at = ids.indexOf(trouble.row_id ?? "");
    if (at < 0) return;
    setRow(at);
    if (isNarrow) document.getElementById(`card-${at}`)?.scrollIntoView({ block: "center" });
    else grid.current?.goTo(at, trouble.column);
  };
  const isStale = (policy.draft?.revision ?? null) !== editing.seenRevision || policy.hash !== editing.basedOn;
  return (
    <div className="stack">
      <Leaving blocker={useUnsaved(editing.isChanged)} />
      {editing.wasRestored && !editing.conflict && <Alert type="info" showIcon message={w.restored} />}
      {policy.draft?.state === "submitted" && <Alert type="info" showIcon message={p.canGoOn} />}
      {policy.draft?.state === "rejected" && <Alert type="warning" showIcon message={said(p.rejectedBy, { note: policy.draft.note })} />}
      {editing.conflict && (
        <Conflict
          problem={editing.conflict}
          began={tidied(tableOf(editing.began).rules)}
          mine={tidied(table.rules)}
          theirs={isStale ? tidied(tableOf(policy.draft?.content ?? policy.content).rules) : null}
          id="_id"
          called={(one) => String(one._description || one._id)}
          shown={(one) => <OneRule table={table} rule={one as Rule} />}
          onTake={(rows) => {
            const theirs = policy.draft?.content ?? policy.content;
            editing.goOn(policy, withTable(theirs, { ...tableOf(theirs), rules: rows as Rule[] }));
          }}
          onDrop={() => editing.startOver(policy)}
        />
      )}
      <ChosenContext value={{ row, choose: setRow, troubles: editing.troubles, ids }}>
        <Panel flush title={p.editing} extra={<span className="soft">{table.hitPolicy === "collect" ? w.collect : w.first}</span>}>
          {isNarrow ? (
            <>
              <p className="how-to">{w.phone}</p>
              <Cards table={table} put={putTable} />
            </>
          ) : (
            <>
              <RowBar table={table} row={row} choose={setRow} put={putTable} />
              <Suspense fallback={<Waiting rows={10} height={560} />}>
                <Grid ref={grid} table={table} turn={editing.turn} onRows={(rules) => setTable({ ...table, rules: tidied(rules) })} />
              </Suspense>
            </>
          )}
          <p className="how-to">
            {w.howTo}
            <code>{EXAMPLES}</code>
            {w.howToMore}
          </p>
          <About document={editing.content} onChange={editing.change} />
          <ActBar
            editing={editing}
            calls={calls}
            hasDraft={policy.draft !== null}
            revision={policy.draft?.revision ?? null}
            onSubmitted={refresh}
            onDiscarded={refresh}
            onStartOver={() => editing.startOver(policy)}
          />
        </Panel>
      </ChosenContext>
      <Panel>
        <Troubles troubles={editing.troubles} isChecking={editing.isChecking} goTo={goTo} place={place} />
      </Panel>
    </div>
  );
}

function OneRule({ table, rule }: { table: Table; rule: Rule }) {
  return (
    <>
      {rule._description && <p lang="zh-CN">{rule._description}</p>}
      <Conditions columns={table.inputs} rule={rule} />
      <Answers columns={table.outputs} rule={rule} />
    </>
  );
}

/** Version and source travel with the table; the owner does not change with a rule. */
function About({ document, onChange }: { document: Document; onChange: (document: Document) => void }) {
  const w = useWords(words);
  const meta = document._meta ?? { owner: "", source: "", version: "", effective: "" };
  const set = (part: Partial<typeof meta>) => onChange({ ...document, _meta: { ...meta, ...part } });
  return (
    <fieldset className="about-set">
      <legend>{w.about}</legend>
      <div className="about-table">
        <label>
          {w.version}
          <Input value={meta.version} maxLength={40} onChange={(event) => set({ version: event.target.value })} />
        </label>
        <label>
          {w.source}
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} data-as-written value={meta.source} maxLength={600} onChange={(event) => set({ source: event.target.value })} />
        </label>
      </div>
    </fieldset>
  );
}

function usePlace(table: Table): (trouble: Trouble) => string {
  const w = useWords(words);
  const [language] = useLanguage();
  return (trouble) => {
    const at = table.rules.findIndex((it) => it._id === trouble.row_id);
    const column = [...table.inputs, ...table.outputs].find((it) => it.field === trouble.column);
    const name = column ? called(column, language) : trouble.column;
    if (at < 0) return name ?? "";
    const values = { n: at + 1, id: trouble.row_id ?? "", column: name ?? "" };
    return said(name ? w.placeColumn : w.place, values);
  };
}

import { Button, Input } from "antd";
import { useState } from "react";
import { useLanguage, useText, useWords } from "../../words";
import type { Column, Rule, Table } from "../bodies";
import { called } from "../reading/in_two";
import { Answers, Conditions } from "../reading/rules";
import { troublesAt, useChosen } from "./chosen";
import { movedRow, withCell, withoutRow, withRow } from "./rows";
import { Code } from "./row_bar";
import { words } from "./words";

interface Props {
  table: Table;
  put: (table: Table) => void;
}

/** On a phone: rule by rule, one of them open. */
export function Cards({ table, put }: Props) {
  const w = useWords(words);
  const { row, choose, troubles } = useChosen();
  return (
    <>
      <ol className="rule-cards">
        {table.rules.map((rule, at) => {
          const found = troubles.filter((it) => it.row_id === rule._id || it.other_row_id === rule._id);
          const mark = found.some((it) => it.severity === "error") ? "is-wrong" : found.length ? "is-doubtful" : undefined;
          return (
            <li key={rule._id} id={`card-${at}`} className={mark}>
              {row === at ? (
                <Open table={table} rule={rule} at={at} put={put} />
              ) : (
                <Closed table={table} rule={rule} at={at} onOpen={() => choose(at)} />
              )}
            </li>
          );
        })}
      </ol>
      <div className="row-bar">
        <Button
          onClick={() => {
            put(withRow(table, table.rules.length));
            choose(table.rules.length);
          }}
        >
          {w.addRule}
        </Button>
      </div>
    </>
  );
}

function Closed({ table, rule, at, onOpen }: { table: Table; rule: Rule; at: number; onOpen: () => void }) {
  const w = useWords(words);
  return (
    <>
      <div className="rule-card-head">
        <span>
          <span className="soft">{at + 1} </span>
          <b lang="zh-CN">{rule._description || rule._id}</b>
        </span>
        <Button size="small" onClick={onOpen}>{w.edit}</Button>
      </div>
      <Conditions columns={table.inputs} rule={rule} />
      <Answers columns={table.outputs} rule={rule} />
    </>
  );
}

function Open({ table, rule, at, put }: { table: Table; rule: Rule; at: number; put: (table: Table) => void }) {
  const w = useWords(words);
  const { choose } = useChosen();
  const [isAll, setAll] = useState(false);
  const set = (column: string, value: string) => put(withCell(table, at, column, value));
  const used = table.inputs.filter((it) => isAll || (rule[it.id] ?? "") !== "");
  return (
    <div className="rule-card-form">
      <Code code={rule._id ?? ""} onChange={(code) => set("_id", code)} />
      <label>
        {w.note}
        <Input value={rule._description ?? ""} onChange={(event) => set("_description", event.target.value)} />
      </label>
      <b>{w.conditions}</b>
      {used.map((it) => <CellField key={it.id} column={it} rule={rule} set={set} />)}
      {!isAll && <Button size="small" onClick={() => setAll(true)}>{w.conditions} +</Button>}
      <b>{w.answers}</b>
      {table.outputs.map((it) => <CellField key={it.id} column={it} rule={rule} set={set} />)}
      <div className="rule-card-acts">
        <Button type="primary" size="small" onClick={() => choose(-1)}>{w.done}</Button>
        <Button size="small" disabled={at === 0} onClick={() => { put(movedRow(table, at, at - 1)); choose(at - 1); }}>{w.up}</Button>
        <Button size="small" disabled={at === table.rules.length - 1} onClick={() => { put(movedRow(table, at, at + 1)); choose(at + 1); }}>{w.down}</Button>
        <Button size="small" danger onClick={() => { put(withoutRow(table, at)); choose(-1); }}>{w.remove}</Button>
      </div>
    </div>
  );
}

function CellField({ column, rule, set }: { column: Column; rule: Rule; set: (column: string, value: string) => void }) {
  const [language] = useLanguage();
  const say = useText();
  const { troubles } = useChosen();
  const found = troublesAt(troubles, rule._id, column.field).filter((it) => it.column !== null);
  const isWrong = found.some((it) => it.severity === "error");
  return (
    <label>
      <span>{called(column, language)}</span>
      <Input
        value={rule[column.id] ?? ""}
        status={isWrong ? "error" : found.length ? "warning" : undefined}
        aria-invalid={isWrong}
        onChange={(event) => set(column.id, event.target.value)}
      />
      {found.map((it, at) => <span key={at} className={isWrong ? "late" : "soft"}>{say(it.what)}</span>)}
    </label>
  );
}

import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { said, useWords } from "../../words";
import type { Table } from "../bodies";
import { movedRow, withCell, withoutRow, withRow } from "./rows";
import { words } from "./words";

interface Props {
  table: Table;
  row: number | null;
  choose: (row: number | null) => void;
  put: (table: Table) => void;
}

/** What can be done with the row whose cell was chosen last. */
export function RowBar({ table, row, choose, put }: Props) {
  const w = useWords(words);
  const rule = row === null ? undefined : table.rules[row];
  if (row === null || !rule) {
    return (
      <div className="row-bar">
        <span className="soft">{w.noRow}</span>
        <Button size="small" onClick={() => put(withRow(table, table.rules.length))}>{w.addRule}</Button>
      </div>
    );
  }
  const go = (next: Table, to: number) => {
    put(next);
    choose(to);
  };
  const last = table.rules.length - 1;
  return (
    <div className="row-bar" role="toolbar" aria-label={w.rowActs}>
      <b>{said(w.row, { n: row + 1 })}</b>
      <Code key={rule._id} code={rule._id ?? ""} onChange={(code) => put(withCell(table, row, "_id", code))} />
      <Button size="small" onClick={() => go(withRow(table, row), row)}>{w.above}</Button>
      <Button size="small" onClick={() => go(withRow(table, row + 1), row + 1)}>{w.below}</Button>
      <Button size="small" disabled={row === 0} onClick={() => go(movedRow(table, row, row - 1), row - 1)}>{w.up}</Button>
      <Button size="small" disabled={row === last} onClick={() => go(movedRow(table, row, row + 1), row + 1)}>{w.down}</Button>
      <Button size="small" danger onClick={() => { put(withoutRow(table, row)); choose(null); }}>{w.remove}</Button>
    </div>
  );
}

/** A rule's code, taken over when it is left. */
export function Code({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  const w = useWords(words);
  const [typed, setTyped] = useState(code);
  useEffect(() => setTyped(code), [code]);
  const tidy = typed.trim().replace(/[^A-Za-z0-9_]+/g, "_");
  const leave = () => {
    if (typed === code) return;
    if (tidy) onChange(tidy);
    else setTyped(code);
  };
  return (
    <label title={w.ruleNameHint}>
      <span className="soft">{w.ruleName}</span>
      <Input size="small" style={{ width: 180 }} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={leave} onPressEnter={leave} />
    </label>
  );
}

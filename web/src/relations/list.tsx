import { Button } from "antd";
import { useState } from "react";
import { Nothing } from "../plain";
import { useIsNarrow } from "../shell";
import { said, useWords } from "../words";
import type { Around, Line } from "./bodies";
import { Grounds, howMuch, spanOf } from "./grounds";
import { LineSample } from "./legend";
import { rankOf } from "./looks";
import type { Naming } from "./naming";
import { words } from "./words";

interface Props {
  around: Around;
  hidden: ReadonlySet<string>;
  naming: Naming;
  height: number;
}

/** So many lines at a time. */
const PAGE = 300;

/** The same relations as lines of a table, on a phone as sentences: by kind, the heaviest first. */
export function RelationList({ around, hidden, naming, height }: Props) {
  const say = useWords(words);
  const isNarrow = useIsNarrow();
  const [most, setMost] = useState(PAGE);
  const all = around.lines.filter((it) => !hidden.has(it.kind)).sort(byKindThenAmount);
  const shown = all.slice(0, most);
  const rows = { lines: shown, members: new Map(around.members.map((it) => [it.id, it])), naming };
  return (
    <div className="scroll relations-list" style={{ height }} tabIndex={0} role="region" aria-label={say.list}>
      {isNarrow ? <Sentences {...rows} /> : <Table {...rows} />}
      {all.length > most && (
        <Button type="link" onClick={() => setMost(most + PAGE)}>
          {said(say.moreRows, { n: Math.min(PAGE, all.length - most) })}
        </Button>
      )}
    </div>
  );
}

interface Rows {
  lines: Line[];
  members: Map<string, Around["members"][number]>;
  naming: Naming;
}

function Sentences({ lines, members, naming }: Rows) {
  return (
    <ul>
      {lines.map((it) => (
        <li key={it.number}>
          <Grounds line={it} members={members} naming={naming} />
        </li>
      ))}
    </ul>
  );
}

function Table({ lines, members, naming }: Rows) {
  const say = useWords(words);
  const who = (id: string) => {
    const one = members.get(id);
    return (
      <>
        {naming.member(one)} {one?.mark && <b className="late">{say.marks[one.mark]}</b>}
      </>
    );
  };
  return (
    <table>
      <thead>
        <tr>
          {[say.kind, say.from, say.to, say.since].map((it) => (
            <th key={it} scope="col">
              {it}
            </th>
          ))}
          <th scope="col" className="relations-amount">
            {say.amount}
          </th>
          {[say.source, say.basis].map((it) => (
            <th key={it} scope="col">
              {it}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((it) => (
          <tr key={it.number}>
            <td>
              <LineSample kind={it.kind} /> {naming.kind(it.kind)}
            </td>
            <td>{who(it.from_id)}</td>
            <td>{who(it.to_id)}</td>
            <td className="figure">{spanOf(it, say.still)}</td>
            <td className="figure relations-amount">{howMuch(it) || <Nothing />}</td>
            <td>{naming.source(it.source)}</td>
            <td>{say[it.basis]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function byKindThenAmount(one: Line, other: Line): number {
  return rankOf(one.kind) - rankOf(other.kind) || (other.amount_fen ?? 0) - (one.amount_fen ?? 0) || one.number - other.number;
}

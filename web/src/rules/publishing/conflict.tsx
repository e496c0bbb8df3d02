import { Alert, Button, Checkbox } from "antd";
import { useMemo, useState, type ReactNode } from "react";
import type { Problem } from "../../api";
import { ToneTag } from "../../plain";
import { ProblemWords, Waiting } from "../../shell";
import { said, useWords } from "../../words";
import { byId, ours, taken, theirCount, type Mine, type Row } from "./merging";
import { words } from "./words";
import "./publishing.css";

interface Props {
  problem: Problem;
  /** Rows as we began, as we have them, and as the other person saved them; null while that is read. */
  began: Row[];
  mine: Row[];
  theirs: Row[] | null;
  /** What names a row. */
  id: string;
  called: (row: Row) => ReactNode;
  shown: (row: Row) => ReactNode;
  onTake: (rows: Row[]) => void;
  onDrop: () => void;
}

/** Somebody saved first: who and when, what they have, what of ours to carry over. Nothing is lost meanwhile. */
export function Conflict({ problem, began, mine, theirs, id, called, shown, onTake, onDrop }: Props) {
  const w = useWords(words);
  const changes = useMemo(() => (theirs ? ours(byId(began, id), byId(mine, id), byId(theirs, id)) : []), [began, mine, theirs, id]);
  const [left, setLeft] = useState<string[]>([]);
  const chosen = changes.filter((it) => !left.includes(it.id));
  const turn = (one: Mine) => setLeft(left.includes(one.id) ? left.filter((it) => it !== one.id) : [...left, one.id]);
  return (
    <Alert
      role="alert"
      className="conflict"
      type="warning"
      showIcon
      message={w.conflict}
      description={
        <>
          <ProblemWords problem={problem} />
          {theirs === null ? (
            <Waiting rows={3} height={120} />
          ) : (
            <>
              <p>
                {w.conflictWhy} {said(w.rowsOf, { n: theirCount(byId(began, id), byId(theirs, id)) })}
              </p>
              <ul className="merge">
                {changes.map((it) => (
                  <li key={it.id}>
                    <Checkbox checked={!left.includes(it.id)} onChange={() => turn(it)}>
                      <b>{called(it.mine ?? it.began ?? {})}</b>{" "}
                      <ToneTag tone={it.isBoth ? "heed" : "still"}>{it.isBoth ? w.both : w.onlyMine}</ToneTag>
                    </Checkbox>
                    <div className="merge-sides">
                      <Side title={w.theirs} row={it.theirs} gone={it.began ? w.gone : w.empty} shown={shown} />
                      <Side title={w.mine} row={it.mine} gone={w.gone} shown={shown} />
                    </div>
                  </li>
                ))}
              </ul>
              {changes.length === 0 && <p>{w.noMine}</p>}
              <div className="merge-acts">
                {changes.length > 0 && (
                  <Button type="primary" disabled={chosen.length === 0} onClick={() => onTake(taken(theirs, mine, chosen, id))}>
                    {w.take}
                  </Button>
                )}
                <Button onClick={onDrop}>{changes.length > 0 ? w.takeNone : w.look}</Button>
              </div>
            </>
          )}
        </>
      }
    />
  );
}

function Side(props: { title: string; row: Row | null; gone: string; shown: (row: Row) => ReactNode }) {
  const { title, row, gone, shown } = props;
  return (
    <div>
      <h4>{title}</h4>
      {row ? shown(row) : <span className="soft">{gone}</span>}
    </div>
  );
}

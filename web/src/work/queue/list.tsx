import { Button } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { useMe } from "../../shell";
import { said, useWords } from "../../words";
import type { Row } from "../bodies";
import { Advice, Asked, Assignee, Institution, Moved, StageOf, Trade, Who, type Column } from "./cells";
import { lineId } from "./queue";
import { words } from "./words";

interface Props {
  rows: Row[];
  columns: Column[];
  at: string | null;
  mayAssign: boolean;
  stand: (id: string) => void;
  take: (row: Row) => void;
}

/** The queue as a table; each line opens by a click anywhere, by Enter, or by its number, which is a link. */
export function List({ rows, columns, at, ...does }: Props) {
  const say = useWords(words).columns;
  return (
    <div className="work-scroll scroll" tabIndex={-1}>
      <table className="work-list">
        <thead>
          <tr>
            {columns.map((it) => (
              <th key={it} scope="col" className={`work-col-${it}`}>
                {say[it]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.application_id} row={row} columns={columns} isAt={row.application_id === at} {...does} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = Omit<Props, "rows" | "at"> & { row: Row; isAt: boolean };

function Line({ row, columns, isAt, mayAssign, stand, take }: LineProps) {
  const navigate = useNavigate();
  const me = useMe();
  const id = row.application_id;
  const cells: Record<Column, ReactNode> = {
    number: <NumberLink row={row} stand={stand} />,
    who: <Who row={row} />,
    trade: <Trade row={row} />,
    asked: <Asked row={row} />,
    stage: <StageOf row={row} />,
    advice: <Advice row={row} />,
    institution: <Institution row={row} />,
    assignee: row.assignee || !mayAssign ? <Assignee person={row.assignee} me={me.id} /> : <Take row={row} take={take} />,
    moved: <Moved row={row} />,
  };
  const open = () => {
    if (window.getSelection()?.isCollapsed === false) return;
    stand(id);
    void navigate(`/work/${id}`);
  };
  return (
    <tr className={isAt ? "work-at" : undefined} onClick={open}>
      {columns.map((it) => (
        <td key={it} className={`work-col-${it}`}>
          {cells[it]}
        </td>
      ))}
    </tr>
  );
}

export function NumberLink({ row, stand }: { row: Row; stand: (id: string) => void }) {
  const id = row.application_id;
  return (
    <Link
      id={lineId(id)}
      to={`/work/${id}`}
      className="figure"
      onFocus={() => stand(id)}
      onClick={(event) => event.stopPropagation()}
    >
      {row.number}
    </Link>
  );
}

export function Take({ row, take }: { row: Row; take: (row: Row) => void }) {
  const say = useWords(words);
  return (
    <Button
      size="small"
      type="text"
      className="work-take"
      aria-label={said(say.takeThis, { number: row.number })}
      onClick={(event) => {
        event.stopPropagation();
        take(row);
      }}
    >
      {say.take}
    </Button>
  );
}

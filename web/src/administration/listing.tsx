import type { ReactNode } from "react";
import { useIsNarrow } from "../shell";

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** The card's heading on a phone. */
  isHead?: boolean;
  /** Buttons: no name on a phone, at the end of the card. */
  isActs?: boolean;
  isNumber?: boolean;
}

interface Props<Row> {
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  isClosed?: (row: Row) => boolean;
  /** What the list is, for those who hear it. */
  label: string;
  className?: string;
}

/** A list of things: a table at a desk, cards on a phone. */
export function Listing<Row>(props: Props<Row>) {
  return useIsNarrow() ? <Cards {...props} /> : <AsTable {...props} />;
}

function AsTable<Row>({ columns, rows, keyOf, isClosed, label, className = "" }: Props<Row>) {
  return (
    <div className="scroll">
      <table className={`plain ${className}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} className={column.isNumber || column.isActs ? "num" : undefined}>
                {column.isActs ? <span className="unseen">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={isClosed?.(row) ? "closed" : undefined}>
              {columns.map((column) => (
                <td key={column.name} className={column.isNumber ? "num" : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards<Row>({ columns, rows, keyOf, label }: Props<Row>) {
  const [head, acts] = [columns.find((one) => one.isHead), columns.find((one) => one.isActs)];
  const facts = columns.filter((one) => !one.isHead && !one.isActs);
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)}>
          {head && <div className="card-name">{head.cell(row)}</div>}
          <dl className="facts">
            {facts.map((column) => (
              <Fact key={column.name} name={column.name} value={column.cell(row)} />
            ))}
          </dl>
          {acts?.cell(row)}
        </li>
      ))}
    </ul>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  if (value === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

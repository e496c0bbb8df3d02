import type { ReactNode } from "react";

interface Props {
  head: ReactNode[];
  rows: ReactNode[][];
  /** From which column on figures stand to the right. */
  figuresFrom?: number;
}

/** The figures behind a drawing: the first column names, the others count. */
export function PlainTable({ head, rows, figuresFrom = 1 }: Props) {
  const of = (place: number) => (place >= figuresFrom ? "num" : undefined);
  return (
    <table className="plain">
      <thead>
        <tr>
          {head.map((name, place) => (
            <th key={place} scope="col" className={of(place)}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, place) => (
              <td key={place} className={of(place)}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

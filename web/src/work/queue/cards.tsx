import { useNavigate } from "react-router";
import { useMe } from "../../shell";
import { useWords } from "../../words";
import type { Row } from "../bodies";
import { Advice, Asked, Assignee, StageOf, Trade, Who } from "./cells";
import { NumberLink, Take } from "./list";
import { words } from "./words";

interface Props {
  rows: Row[];
  at: string | null;
  mayAssign: boolean;
  stand: (id: string) => void;
  take: (row: Row) => void;
}

/** The queue on a phone: a card for each application. */
export function Cards({ rows, at, ...does }: Props) {
  return (
    <ul className="work-cards">
      {rows.map((row) => (
        <Card key={row.application_id} row={row} isAt={row.application_id === at} {...does} />
      ))}
    </ul>
  );
}

function Card({ row, isAt, mayAssign, stand, take }: Omit<Props, "rows" | "at"> & { row: Row; isAt: boolean }) {
  const navigate = useNavigate();
  const say = useWords(words).columns;
  const me = useMe();
  const open = () => {
    stand(row.application_id);
    void navigate(`/work/${row.application_id}`);
  };
  return (
    <li className={isAt ? "work-card work-at" : "work-card"} onClick={open}>
      <div className="work-card-head">
        <div className="work-card-who">
          <Who row={row} />
        </div>
        <div className="work-card-stage">
          <StageOf row={row} />
        </div>
      </div>
      <dl>
        <Figure name={say.asked}>
          <Asked row={row} />
        </Figure>
        <Figure name={say.advice}>
          <Advice row={row} />
        </Figure>
        <Figure name={say.trade}>
          <Trade row={row} />
        </Figure>
        <Figure name={say.assignee}>
          {row.assignee || !mayAssign ? <Assignee person={row.assignee} me={me.id} /> : <Take row={row} take={take} />}
        </Figure>
      </dl>
      <NumberLink row={row} stand={stand} />
    </li>
  );
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

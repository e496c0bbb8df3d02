import { lasting, When } from "../../plain";
import { Panel } from "../../shell";
import { useLanguage, useWords } from "../../words";
import type { Overview, Queue } from "../bodies";
import { words } from "../words";

const KINDS = ["reviewer", "second_reviewer", "requests"] as const;

/** How long people wait for people. */
export function Waits({ waiting }: { waiting: Overview["waiting"] }) {
  const w = useWords(words);
  return (
    <Panel title={w.waiting} className="overview-waits" flush>
      <table className="plain">
        <thead>
          <tr>
            <th>{w.queue}</th>
            <th className="num">{w.howMany}</th>
            <th className="num">{w.median}</th>
            <th className="num">{w.oldest}</th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <Row key={kind} name={w[kind]} queue={waiting[kind]} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Row({ name, queue }: { name: string; queue: Queue }) {
  const [language] = useLanguage();
  const median = queue.median_minutes === null ? "—" : lasting(queue.median_minutes * 60, language);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{queue.count}</td>
      <td className="num">{median}</td>
      <td className="num"><When at={queue.oldest_at} near /></td>
    </tr>
  );
}

import { RightOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { Empty, Panel } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Task } from "../bodies";
import { words } from "../words";

/** What only a person can move on, and where. */
export function NeedsPerson({ tasks }: { tasks: Task[] }) {
  const w = useWords(words);
  const say = useText();
  const open = tasks.filter((task) => task.count > 0);
  return (
    <Panel title={w.needsPerson} className="overview-needs" flush>
      {open.length === 0 ? (
        <Empty title={w.nothingWaits} />
      ) : (
        <ul className="tasks">
          {open.map((task) => (
            <li key={task.kind}>
              <Link to={inConsole(task.link)}>
                <span>{say(task.what)}</span>
                <b>{said(w.count, { n: task.count })}</b>
                <RightOutlined aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const inConsole = (link: string) => link.replace(/^\/console/, "");

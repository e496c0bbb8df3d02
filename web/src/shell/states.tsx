import { Alert, Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Asked } from "../api/asking";
import type { Problem } from "../api/problem";
import { useText, useWords } from "../words/language";
import { useMe } from "./session";
import { useTitle } from "./title";
import { words } from "./words";

const ROW_PX = 40;

/** Room for what is being read: the height is held, so that nothing jumps when it comes. */
export function Waiting({ rows, height = 0 }: { rows?: number; height?: number }) {
  const w = useWords(words);
  const shown = rows ?? Math.max(3, Math.floor(height / ROW_PX) - 1);
  return (
    <div className="state state-waiting" role="status" aria-label={w.waiting} style={{ minHeight: height }}>
      <Skeleton active={false} title={false} paragraph={{ rows: shown }} />
    </div>
  );
}

/** Nothing to show, and what could be done about it. */
export function Empty({ title, children, height }: { title?: string; children?: ReactNode; height?: number }) {
  const w = useWords(words);
  return (
    <div className="state state-quiet" style={{ minHeight: height }}>
      <p className="state-title">{title ?? w.empty}</p>
      {children && <div className="state-more">{children}</div>}
    </div>
  );
}

/** Why something could not be read or done, in the server's words. */
export function Failed({ problem, again }: { problem: Problem; again?: () => void }) {
  const w = useWords(words);
  if (problem.status === 403) return <NoPermission />;
  return (
    <div className="state" role="alert">
      <p className="state-title">{problem.title || w.failed}</p>
      <ProblemWords problem={problem} />
      {again && <Button onClick={again}>{w.again}</Button>}
    </div>
  );
}

/** A refusal beside the form it is about. Takes the focus of a screen reader when it appears. */
export function Refusal({ problem, title, action }: { problem: Problem | null; title?: string; action?: ReactNode }) {
  const w = useWords(words);
  if (!problem) return null;
  const isConflict = problem.status === 409;
  return (
    <Alert
      role="alert"
      type={isConflict ? "warning" : "error"}
      showIcon
      message={title ?? (problem.title || w.failed)}
      description={<ProblemWords problem={problem} />}
      action={action}
    />
  );
}

/** Detail, fix, place, further problems and the reference to quote. */
export function ProblemWords({ problem }: { problem: Problem }) {
  const w = useWords(words);
  const isUnreached = problem.status === 0;
  return (
    <div className="problem">
      <p>{isUnreached ? w.unreached : problem.detail}</p>
      {(isUnreached || problem.fix) && <p>{isUnreached ? w.unreachedFix : problem.fix}</p>}
      {problem.errors && (
        <ul>
          {problem.errors.map((one, i) => (
            <li key={i}>
              {one.where && <b>{one.where} </b>}
              {one.detail} {one.fix}
            </li>
          ))}
        </ul>
      )}
      {problem.status >= 500 && problem.request_id && (
        <p className="soft">
          {w.requestId} <code>{problem.request_id}</code>
        </p>
      )}
    </div>
  );
}

/** The page exists and this person's roles do not open it. */
export function NoPermission() {
  const w = useWords(words);
  const say = useText();
  const me = useMe();
  return (
    <div className="state state-quiet" role="alert">
      <p className="state-title">{w.forbidden}</p>
      <p>
        {w.forbiddenFix}
        {me.role_names.map(say).join("、")}
      </p>
      <Link to="/">{w.home}</Link>
    </div>
  );
}

export function Nowhere() {
  const w = useWords(words);
  useTitle(w.nowhere);
  return (
    <div className="state state-quiet">
      <h1 className="state-title">{w.nowhere}</h1>
      <p>{w.nowhereFix}</p>
      <Link to="/">{w.home}</Link>
    </div>
  );
}

/**
 * The four states of anything that is read: waiting, refused, empty, there.
 * `<Shown asked={asked}>{(data) => …}</Shown>`
 */
export function Shown<T>(props: {
  asked: Asked<T>;
  children: (data: T) => ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  height?: number;
}) {
  const { asked, children, isEmpty, empty, height } = props;
  if (asked.data === undefined && asked.problem) return <Failed problem={asked.problem} again={asked.again} />;
  if (asked.data === undefined) return <Waiting height={height} />;
  if (isEmpty?.(asked.data)) return <>{empty ?? <Empty height={height} />}</>;
  return <>{children(asked.data)}</>;
}

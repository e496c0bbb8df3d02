import { Button } from "antd";
import { useState } from "react";
import { call, useAsk, useDo } from "../api";
import { Empty, PageHead, Panel, Refusal, Shown, useMay } from "../shell";
import { said, useWords } from "../words";
import type { Night } from "./bodies";
import { Customer } from "./customer";
import "./warning.css";
import { words } from "./words";

const NIGHT = "/api/v1/warnings";
const PAGE = 50;

/** Whom to talk to first tonight: signals with their figures, and what to do. */
export default function WarningPage() {
  const w = useWords(words);
  const may = useMay();
  const [most, setMost] = useState(PAGE);
  const night = useAsk(["warnings", most], () => call<Night>("GET", `${NIGHT}?at_most=${most}`), { keep: true });
  const run = useDo((_: null, key) => call<Night>("POST", `${NIGHT}/nights`, {}, key), { refresh: [["warnings"]] });
  const found = night.data;
  const told = found?.on ? said(w.about, { on: found.on, customers: found.customers, warned: found.warned }) : w.never;
  return (
    <>
      <PageHead title={w.title} about={found ? told : "\u00a0"}>
        {may("warning.run") && (
          <Button loading={run.isRunning} onClick={() => void run.run(null)}>
            {w.run}
          </Button>
        )}
      </PageHead>
      <Refusal problem={run.problem} />
      <Shown asked={night} height={480}>
        {(body) =>
          body.rows.length === 0 ? (
            <Panel>
              <Empty title={body.on ? w.none : w.title}>{body.on ? w.noneAbout : w.never}</Empty>
            </Panel>
          ) : (
            <>
              <ol className="warned">
                {body.rows.map((it) => (
                  <Customer key={it.subject_id} one={it} />
                ))}
              </ol>
              {body.warned > body.rows.length && most < 200 && (
                <Button onClick={() => setMost(200)}>{said(w.more, { n: body.warned - body.rows.length })}</Button>
              )}
            </>
          )
        }
      </Shown>
    </>
  );
}

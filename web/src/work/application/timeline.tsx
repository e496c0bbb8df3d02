import { Button } from "antd";
import { useState } from "react";
import { when } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { Moment } from "./bodies";
import { NotYet, Section } from "./section";
import { words } from "./words";

const FIRST_SHOWN = 12;

/** What happened, the newest first. */
export function Timeline({ moments }: { moments: Moment[] }) {
  const say = useWords(words);
  const text = useText();
  const [isWhole, setWhole] = useState(false);
  const sorted = [...moments].sort((one, other) => other.at.localeCompare(one.at));
  const shown = isWhole ? sorted : sorted.slice(0, FIRST_SHOWN);
  return (
    <Section name="timeline" title={say.sections.timeline}>
      {moments.length === 0 && <NotYet title={say.timeline.none} />}
      <ol className="case-timeline">
        {shown.map((it, at) => (
          <li key={`${it.at}${at}`}>
            <span className="case-moment-what">{text(it.what)}</span>
            <span className="soft">
              <time className="figure" dateTime={it.at}>
                {when(it.at)}
              </time>{" "}
              {text(it.who)}
            </span>
          </li>
        ))}
      </ol>
      {sorted.length > shown.length && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {said(say.timeline.more, { n: sorted.length - shown.length })}
        </Button>
      )}
    </Section>
  );
}

import { count, day, isPast, Nothing, ToneTag, type Tone } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { CaseFile, Consent, Evidence as Source, EvidenceState } from "./bodies";
import { Fold } from "./decision";
import { NotYet, Section } from "./section";
import { words } from "./words";

const TONES: Record<EvidenceState, Tone> = {
  present: "good",
  partly: "heed",
  missing: "heed",
  told: "still",
  error: "bad",
  withdrawn: "still",
  erased: "still",
};

/** What is known from where, over which days, and under which consent. */
export function Evidence({ file }: { file: CaseFile }) {
  const say = useWords(words);
  return (
    <Section name="evidence" title={say.sections.evidence} flush={file.evidence.length > 0}>
      {file.evidence.length === 0 && <NotYet title={say.evidence.none} />}
      {file.evidence.length > 0 && (
        <ul className="case-sources">
          {file.evidence.map((it, at) => (
            <SourceLine key={it.source + at} source={it} consents={file.consents} />
          ))}
        </ul>
      )}
      <div className={file.evidence.length > 0 ? "case-inset" : undefined}>
        <Fold title={said(say.evidence.consents, { n: file.consents.length })}>
          <Consents consents={file.consents} />
        </Fold>
      </div>
    </Section>
  );
}

function SourceLine({ source, consents }: { source: Source; consents: Consent[] }) {
  const say = useWords(words).evidence;
  const text = useText();
  const consent = consents.find((it) => it.id === source.consent_id);
  const ends = [source.from, source.to].filter((it, at, all) => it && it !== all[at - 1]);
  const period = ends.join(" – ");
  return (
    <li className="case-source">
      <span className="case-source-name">
        <b>{text(source.name)}</b>
        <ToneTag tone={TONES[source.state] ?? "still"}>{say.states[source.state] ?? source.state}</ToneTag>
      </span>
      <span className="case-source-told">{text(source.told)}</span>
      <span className="case-source-more soft">
        {period && <span className="figure">{period}</span>}
        {source.rows !== null && <span className="figure">{said(say.rows, { n: count(source.rows) })}</span>}
        <span>{consent ? <Standing consent={consent} /> : source.consent_id ? <Nothing /> : source.is_public && say.public}</span>
      </span>
    </li>
  );
}

function Standing({ consent }: { consent: Consent }) {
  const say = useWords(words).evidence;
  if (consent.revoked_at) return <span className="late">{said(say.revoked, { day: day(consent.revoked_at) })}</span>;
  if (isPast(consent.until)) return <span className="late">{said(say.over, { day: day(consent.until) })}</span>;
  return <span>{`${say.consent} ${said(say.until, { day: day(consent.until) })}`}</span>;
}

function Consents({ consents }: { consents: Consent[] }) {
  const say = useWords(words).evidence;
  const text = useText();
  if (consents.length === 0) return <p className="soft">{say.noConsents}</p>;
  return (
    <ul className="case-consents">
      {consents.map((it) => (
        <li key={it.id}>
          <b>{text(it.name)}</b> <span className="soft">{say.of[it.party]}</span>{" "}
          <ToneTag tone={it.stands ? "good" : "still"}>{it.stands ? say.stands : it.revoked_at ? said(say.revoked, { day: day(it.revoked_at) }) : said(say.over, { day: day(it.until) })}</ToneTag>
          <p className="soft">
            {[said(say.to, { who: it.recipient === "platform" ? say.house : it.recipient_name || it.recipient }), said(say.signed, { day: day(it.signed_at) }), it.stands && said(say.until, { day: day(it.until) })]
              .filter(Boolean)
              .join(" · ")}{" "}
            <code>{it.id.slice(0, 8)}</code>
          </p>
        </li>
      ))}
    </ul>
  );
}

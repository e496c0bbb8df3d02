import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { day, isPast, lasting, Money, Nothing, OutcomeTag, StageTag, WaitTag, When, when, yuanShort } from "../../plain";
import { said, type Language, useLanguage, useText, useWords } from "../../words";
import type { Person, Row } from "../bodies";
import { codes, named } from "../words";
import { words } from "./words";

/** The columns of the queue in their order; `number` and `who` are always there. */
export const COLUMNS = ["number", "who", "trade", "asked", "stage", "advice", "institution", "assignee", "moved"] as const;
export type Column = (typeof COLUMNS)[number];
export const USUAL: Column[] = ["number", "who", "trade", "asked", "stage", "advice", "assignee", "moved"];

/** Two lines, the upper one to be read, the lower one to be glanced at. */
function Two({ upper, lower }: { upper: ReactNode; lower: ReactNode }) {
  return (
    <>
      <span className="work-upper">{upper}</span>
      <span className="work-lower" title={typeof lower === "string" ? lower : undefined}>
        {lower}
      </span>
    </>
  );
}

export function Who({ row }: { row: Row }) {
  const kinds = useWords(codes).kind;
  const kind = named(kinds, row.kind);
  return (
    <Two
      upper={<span data-as-written>{row.owner_name}</span>}
      lower={
        <>
          {row.business_name && <span data-as-written>{`${row.business_name} · `}</span>}
          {kind}
        </>
      }
    />
  );
}

export function Trade({ row }: { row: Row }) {
  const text = useText();
  return <Two upper={text(row.trade_name) || <Nothing />} lower={text(row.region_name)} />;
}

export function Asked({ row }: { row: Row }) {
  const text = useText();
  const { months } = useWords(codes);
  return <Two upper={<Money fen={row.amount_fen} short />} lower={`${said(months, { n: row.months })} · ${text(row.purpose)}`} />;
}

/** Where it is, and what it waits for: late by word and colour. */
export function StageOf({ row }: { row: Row }) {
  const say = useWords(words);
  const [language] = useLanguage();
  const lower = () => {
    if (row.due_at && isPast(row.due_at)) {
      return <b className="late">{said(say.late, { ago: since(row.due_at, language) })}</b>;
    }
    if (row.due_at) return <span title={when(row.due_at)}>{said(say.due, { when: day(row.due_at).slice(5) })}</span>;
    return row.waiting_since ? said(say.waits, { ago: since(row.waiting_since, language) }) : null;
  };
  return <Two upper={row.waits_for ? <WaitTag waitsFor={row.waits_for} /> : <StageTag stage={row.stage} />} lower={lower()} />;
}

/** How long ago, as a length; less than a minute is one. */
function since(at: string, language: Language): string {
  return lasting(Math.max(60, (Date.now() - Date.parse(at)) / 1000), language);
}

/** What was advised: the outcome above, band and limit below. */
export function Advice({ row }: { row: Row }) {
  const say = useWords(words);
  const [language] = useLanguage();
  if (!row.outcome) return <Two upper={<span className="soft">{say.undecided}</span>} lower={null} />;
  const limit = row.limit_fen ? yuanShort(row.limit_fen, language) : say.noLimit;
  const fraud = row.fraud && row.fraud !== "clear" && say.fraud[row.fraud];
  const lower = [fraud, row.band && said(say.band, { band: row.band }), row.outcome === "approve" && limit];
  return <Two upper={<OutcomeTag outcome={row.outcome} />} lower={lower.filter(Boolean).join(" · ")} />;
}

export function Assignee({ person, me }: { person: Person | null; me: string }) {
  const { nobody, me: mine } = useWords(codes);
  if (!person) return <span className="soft">{nobody}</span>;
  return person.id === me ? <b>{mine}</b> : <span title={person.login}>{person.login}</span>;
}

export function Moved({ row }: { row: Row }) {
  return <Two upper={<When at={row.moved_at} near />} lower={<Tooltip title={when(row.created_at)}>{day(row.created_at).slice(5)}</Tooltip>} />;
}

export function Institution({ row }: { row: Row }) {
  const text = useText();
  return row.institution ? <>{text(row.institution)}</> : <Nothing />;
}

import { day, Money, Nothing } from "../../plain";
import { said, useText, useWords } from "../../words";
import { codes, named } from "../words";
import type { CaseFile, Debts, Party } from "./bodies";
import { Fact, Section } from "./section";
import { words } from "./words";

/** The owner and the enterprise side by side, and what is owed already. */
export function Parties({ file }: { file: CaseFile }) {
  const say = useWords(words);
  return (
    <Section name="parties" title={say.sections.parties}>
      <div className="case-sides">
        <PartyCard title={say.parties.owner} party={file.owner} />
        {file.business ? (
          <PartyCard title={say.parties.business} party={file.business} />
        ) : (
          <div className="case-side">
            <h3>{say.parties.business}</h3>
            <p className="soft">{say.parties.noBusiness}</p>
          </div>
        )}
      </div>
      <Owed debts={file.debts} />
    </Section>
  );
}

function PartyCard({ title, party }: { title: string; party: Party }) {
  const say = useWords(words).parties;
  const kinds = useWords(codes).kind;
  const text = useText();
  return (
    <div className="case-side">
      <h3>
        {title} <span className="case-side-name">{party.erased ? say.erased : <span data-as-written>{party.name}</span>}</span>
      </h3>
      <dl className="case-facts">
        <Fact name={say.kind}>{named(kinds, party.kind)}</Fact>
        <Fact name={say.id}>
          <code>{party.id_masked}</code>
        </Fact>
        {party.phone_masked && (
          <Fact name={say.phone}>
            <code>{party.phone_masked}</code>
          </Fact>
        )}
        <Fact name={say.region}>{text(party.region_name) || <Nothing />}</Fact>
        {(party.trade_name || party.trade) && <Fact name={say.trade}>{party.trade_name ? text(party.trade_name) : <span data-as-written>{party.trade}</span>}</Fact>}
        {party.place && <Fact name={say.place}><span data-as-written>{party.place}</span></Fact>}
        {party.since && (
          <Fact name={say.since}>
            {party.since} <span className="soft">{said(say.years, { n: yearsSince(party.since) })}</span>
          </Fact>
        )}
      </dl>
    </div>
  );
}

function yearsSince(since: string): string {
  return ((Date.now() - Date.parse(since)) / (365.25 * 86_400_000)).toFixed(1);
}

function Owed({ debts }: { debts: Debts | null }) {
  const say = useWords(words).parties;
  const text = useText();
  if (!debts) return <p className="case-owed-none soft">{say.noDebts}</p>;
  const isLate = debts.worst_overdue_days > 0;
  return (
    <div className="case-owed">
      <h3>{say.debts}</h3>
      <dl>
        <Fact name={say.balance}>
          <Money fen={debts.balance_fen} />
        </Fact>
        <Fact name={say.monthly}>
          {debts.service_known ? null : `${say.atLeast} `}
          <Money fen={debts.monthly_service_fen} />
        </Fact>
        <Fact name={say.lenders}>{said(say.houses, { n: debts.lenders })}</Fact>
        <Fact name={say.guarantee}>
          <Money fen={debts.guarantee_fen} />
        </Fact>
        <Fact name={say.overdue}>
          <span className={isLate ? "late" : undefined}>
            <Money fen={debts.overdue_balance_fen} />
          </span>
        </Fact>
        <Fact name={say.worst}>
          <span className={isLate ? "late" : undefined}>{said(say.days, { n: debts.worst_overdue_days })}</span>
        </Fact>
      </dl>
      <p className="soft case-owed-from">{said(say.from, { sources: debts.sources.map(text).join("、"), day: day(debts.oldest_as_of) })}</p>
    </div>
  );
}

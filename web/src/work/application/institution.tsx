import { day, Money, Nothing, Rate, ToneTag, when, yuan } from "../../plain";
import { said, useText, useWords } from "../../words";
import { codes, named } from "../words";
import type { Break, CaseFile, Drawdown, Handover, Loan, Repayment } from "./bodies";
import { Fact, NotYet, Section } from "./section";
import { words } from "./words";

/** What happened at institutions, and the loan where there is one. */
export function Institution({ file }: { file: CaseFile }) {
  const say = useWords(words);
  const isEmpty = file.handovers.length === 0 && file.loans.length === 0;
  return (
    <Section name="institution" title={say.sections.institution}>
      {isEmpty && <NotYet title={say.institution.none} why={say.institution.noneWhy} />}
      {file.loans.map((it, at) => (
        <LoanCard key={it.contract_ref ?? at} loan={it} />
      ))}
      {file.handovers.map((it) => (
        <HandoverCard key={it.id} handover={it} />
      ))}
    </Section>
  );
}

function HandoverCard({ handover }: { handover: Handover }) {
  const say = useWords(words).institution;
  const text = useText();
  return (
    <div className="case-handover">
      <h3>
        {text(handover.institution_name)} <ToneTag tone={handover.status === "refused" ? "bad" : "busy"}>{text(handover.status_name)}</ToneTag>
      </h3>
      <p className="soft">
        {handover.reference && `${said(say.reference, { ref: handover.reference })} · `}
        <span className="figure">{when(handover.begun_at)}</span>
        {handover.why && ` · ${handover.why}`}
      </p>
      <h4>{say.told}</h4>
      {handover.told.length === 0 ? (
        <p className="soft">{say.nothing}</p>
      ) : (
        <ul className="case-told">
          {handover.told.map((it, at) => (
            <li key={at}>
              <time className="figure soft" dateTime={it.at}>
                {when(it.at)}
              </time>{" "}
              {text(it.what)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function LoanCard({ loan }: { loan: Loan }) {
  const say = useWords(words).institution;
  const { months } = useWords(codes);
  const text = useText();
  const outstanding = loan.drawdowns.reduce((sum, it) => sum + it.outstanding_fen, 0);
  const repaid = loan.drawdowns.reduce((sum, it) => sum + it.principal_repaid_fen, 0);
  return (
    <div className="case-loan">
      <h3>
        {text(loan.institution_name)} {loan.contract_ref && <code>{loan.contract_ref}</code>} {loan.state && <ToneTag tone="busy">{named(say.states, loan.state)}</ToneTag>}{" "}
        <span className="soft">{loan.source === "books" ? say.books : say.mirror}</span>
      </h3>
      <dl className="case-strip">
        <Fact name={say.limit}>
          <Money fen={loan.limit_fen} />
        </Fact>
        <Fact name={say.outstanding}>
          <b>
            <Money fen={outstanding} />
          </b>
        </Fact>
        <Fact name={say.repaid}>
          <Money fen={repaid} />
        </Fact>
        <Fact name={say.rate}>
          <Rate rate={loan.annual_rate} />
        </Fact>
        <Fact name={say.months}>{loan.months ? said(months, { n: loan.months }) : <Nothing />}</Fact>
        <Fact name={say.signed}>{loan.signed_on ? day(loan.signed_on) : <Nothing />}</Fact>
      </dl>
      <Drawdowns all={loan.drawdowns} />
      <Repayments all={loan.repayments} />
      {loan.breaks.length > 0 && <Breaks all={loan.breaks} />}
    </div>
  );
}

function Drawdowns({ all }: { all: Drawdown[] }) {
  const say = useWords(words).institution;
  const text = useText();
  if (all.length === 0) return <p className="soft">{say.noDrawdowns}</p>;
  return (
    <Table title={say.drawdowns} heads={[say.date, say.state, say.next]} amounts={[say.amount, say.outstanding]}>
      {all.map((it) => (
        <tr key={it.ref}>
          <td className="figure">{it.value_date ?? <Nothing />}</td>
          <td>
            {named(say.states, it.state)} ·{" "}
            {it.settled_on ? said(say.settled, { day: it.settled_on }) : it.days_past_due > 0 ? <b className="late">{`${said(say.late, { n: it.days_past_due })} · ${text(it.bucket_name)}`}</b> : say.notLate}
          </td>
          <td className="figure">{it.next_due ? `${it.next_due} ${it.next_due_fen === null ? "" : yuan(it.next_due_fen)}` : <Nothing />}</td>
          <td className="case-right figure">{yuan(it.amount_fen)}</td>
          <td className="case-right figure">{yuan(it.outstanding_fen)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Repayments({ all }: { all: Repayment[] }) {
  const say = useWords(words).institution;
  if (all.length === 0) return <p className="soft">{say.noRepayments}</p>;
  return (
    <Table title={say.repayments} heads={[say.date, say.state]} amounts={[say.amount, say.principal, say.interest, say.penalty]}>
      {all.map((it) => (
        <tr key={it.ref}>
          <td className="figure">{it.on}</td>
          <td>{named(say.states, it.state)}</td>
          {[it.amount_fen, it.principal_fen, it.interest_fen, it.penalty_fen].map((fen, at) => (
            <td key={at} className="case-right figure">
              {yuan(fen)}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

function Breaks({ all }: { all: Break[] }) {
  const say = useWords(words).institution;
  return (
    <Table title={say.breaks} heads={[say.date, say.ref, say.state]} amounts={[say.ours, say.theirs]}>
      {all.map((it) => (
        <tr key={it.event_id}>
          <td className="figure">{when(it.at)}</td>
          <td>
            <code>{it.ref}</code>
          </td>
          <td>{it.kind}</td>
          <td className="case-right figure">{it.ours ?? "—"}</td>
          <td className="case-right figure late">{it.theirs ?? "—"}</td>
        </tr>
      ))}
    </Table>
  );
}

function Table(props: { title: string; heads: string[]; amounts: string[]; children: React.ReactNode }) {
  const { title, heads, amounts, children } = props;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="case-table">
        <caption>{title}</caption>
        <thead>
          <tr>
            {heads.map((it) => (
              <th key={it} scope="col">
                {it}
              </th>
            ))}
            {amounts.map((it) => (
              <th key={it} scope="col" className="case-right">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

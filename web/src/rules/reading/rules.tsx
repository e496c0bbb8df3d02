import { OutcomeTag } from "../../plain";
import { said, useLanguage, useWords } from "../../words";
import type { Column, Rule, Table } from "../bodies";
import { called } from "./in_two";
import { saidCell, saidValue } from "./said_cell";
import { words } from "./words";
import "./reading.css";

/**
 * A policy table as sentences: each rule with what must hold and what it says. Fifteen columns of mostly empty
 * cells say nothing to a reader; this does, on a phone and to a screen reader as well.
 */
export function Rules({ table, title }: { table: Table; title: string }) {
  const w = useWords(words);
  return (
    <table className="rules-read">
      <caption className="sr">{said(w.rulesIn, { title, n: table.rules.length })}</caption>
      <thead>
        <tr>
          <th scope="col" className="rules-read-no">#</th>
          <th scope="col">{w.rule}</th>
          <th scope="col">{w.when}</th>
          <th scope="col">{w.then}</th>
        </tr>
      </thead>
      <tbody>
        {table.rules.map((rule, at) => (
          <tr key={rule._id ?? at} id={`rule-${rule._id}`}>
            <td className="rules-read-no">{at + 1}</td>
            <th scope="row">
              {rule._description && <span lang="zh-CN">{rule._description}</span>}
              <code>{rule._id}</code>
            </th>
            <td>
              <Conditions columns={table.inputs} rule={rule} />
            </td>
            <td>
              <Answers columns={table.outputs} rule={rule} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What must hold, one line each. */
export function Conditions({ columns, rule }: { columns: Column[]; rule: Rule }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const asked = columns.filter((it) => (rule[it.id] ?? "").trim() !== "");
  if (asked.length === 0) return <span className="soft">{w.always}</span>;
  return (
    <ul className="rule-tests">
      {asked.map((it) => (
        <li key={it.id}>
          <span>{called(it, language)}</span>{" "}
          <b data-as-written title={`${it.field}: ${rule[it.id]}`}>{saidCell(rule[it.id] ?? "", language)}</b>
        </li>
      ))}
    </ul>
  );
}

/** What is then said. */
export function Answers({ columns, rule }: { columns: Column[]; rule: Rule }) {
  const [language] = useLanguage();
  const given = columns.filter((it) => (rule[it.id] ?? "").trim() !== "");
  return (
    <ul className="rule-tests">
      {given.map((it) => (
        <li key={it.id}>
          <span>{called(it, language)}</span>{" "}
          {it.field === "outcome" ? (
            <OutcomeTag outcome={saidValue(rule[it.id] ?? "", "en")} />
          ) : (
            <b data-as-written title={`${it.field}: ${rule[it.id]}`}>{saidValue(rule[it.id] ?? "", language)}</b>
          )}
        </li>
      ))}
    </ul>
  );
}

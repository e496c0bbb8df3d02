import { RightOutlined } from "@ant-design/icons";
import { ToneTag } from "../../plain";
import { Panel, Shown } from "../../shell";
import { said, useText, useWords } from "../../words";
import { useRoles } from "../asking";
import type { ActionSaid, Role } from "../bodies";
import { THINGS, words } from "./words";

/** Every role, opened to see what it may do. */
export default function Roles() {
  const w = useWords(words);
  const roles = useRoles();
  return (
    <Panel title={w.list} extra={<span className="soft">{w.about}</span>} flush>
      <Shown asked={roles} height={420}>
        {(all) => all.map((role) => <OneRole key={role.code} role={role} />)}
      </Shown>
    </Panel>
  );
}

function OneRole({ role }: { role: Role }) {
  const w = useWords(words);
  const say = useText();
  const things = byThing(role.may);
  return (
    <details className="role">
      <summary>
        <RightOutlined aria-hidden />
        <span>
          <b>{say(role)}</b> {role.of_institutions && <ToneTag tone="busy">{w.ofInstitutions}</ToneTag>}
        </span>
        <span className="soft">{said(w.many, { n: role.may.length })}</span>
      </summary>
      <div className="role-may">
        {[...things].map(([thing, actions]) => (
          <Things key={thing} thing={thing} actions={actions} />
        ))}
      </div>
    </details>
  );
}

function byThing(actions: ActionSaid[]): Map<string, ActionSaid[]> {
  const found = new Map<string, ActionSaid[]>();
  for (const action of actions) {
    const thing = action.code.split(".")[0]!;
    found.set(thing, [...(found.get(thing) ?? []), action]);
  }
  return found;
}

function Things({ thing, actions }: { thing: string; actions: ActionSaid[] }) {
  const say = useText();
  return (
    <section>
      <h3>{say(THINGS[thing]) || thing}</h3>
      <ul>
        {actions.map((action) => (
          <li key={action.code}>{say(action)}</li>
        ))}
      </ul>
    </section>
  );
}

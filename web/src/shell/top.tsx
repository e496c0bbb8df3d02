import { GlobalOutlined, LogoutOutlined, MenuOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Drawer, Popover } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { when } from "../plain/time";
import { useLanguage, useText, useWords } from "../words/language";
import { forgetKept } from "./kept";
import { Menu } from "./menu";
import type { Page } from "./page";
import { signOut, type Me } from "./session";
import { words } from "./words";

interface Props {
  me: Me;
  pages: Page[];
  isMenuOpen: boolean;
  setMenuOpen: (open: boolean) => void;
  onLeft: () => void;
}

/** The bar at the top: whose house this is, language, and the person. */
export function Top({ me, pages, isMenuOpen, setMenuOpen, onLeft }: Props) {
  const w = useWords(words);
  const say = useText();
  return (
    <header className="top">
      <Button
        className="top-menu"
        type="text"
        icon={<MenuOutlined />}
        aria-label={w.openMenu}
        aria-expanded={isMenuOpen}
        onClick={() => setMenuOpen(true)}
      />
      <Drawer open={isMenuOpen} onClose={() => setMenuOpen(false)} placement="left" width={260} title={say(me.party.name)}>
        <Menu pages={pages} onGo={() => setMenuOpen(false)} />
      </Drawer>
      <Link to="/" className="house">
        <Stamp />
        <span className="house-name">{say(me.party.name)}</span>
        <span className="house-kind">{me.party.role === "platform" ? w.platform : w.institution}</span>
      </Link>
      <LanguageSwitch />
      <Person me={me} onLeft={onLeft} />
    </header>
  );
}

export function LanguageSwitch() {
  const w = useWords(words);
  const [language, choose] = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button
      type="text"
      icon={<GlobalOutlined aria-hidden />}
      lang={other === "zh" ? "zh-CN" : "en"}
      aria-label={w.languageLabel}
      className="language"
      onClick={() => choose(other)}
    >
      <span className="wide">{w.language}</span>
    </Button>
  );
}

/** The stamp of the borrower's pages, small. */
export function Stamp() {
  return (
    <span className="stamp" aria-hidden="true" data-as-written>
      <i>普</i>
      <i>惠</i>
    </span>
  );
}

function Person({ me, onLeft }: { me: Me; onLeft: () => void }) {
  const w = useWords(words);
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={<PersonCard me={me} onLeft={onLeft} />}
    >
      <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={`${w.person}: ${me.login ?? ""}`} aria-expanded={isOpen}>
        <span className="wide">{me.login}</span>
      </Button>
    </Popover>
  );
}

function PersonCard({ me, onLeft }: { me: Me; onLeft: () => void }) {
  const w = useWords(words);
  const say = useText();
  const leave = async () => {
    await signOut().catch(() => undefined);
    forgetKept();
    onLeft();
  };
  return (
    <div className="person">
      <p className="person-login">{me.login}</p>
      <dl>
        <dt>{w.roles}</dt>
        <dd>{me.role_names.map(say).join(" · ")}</dd>
        {me.session_expires_at && (
          <>
            <dt>{w.until}</dt>
            <dd>{when(me.session_expires_at)}</dd>
          </>
        )}
      </dl>
      <Button block icon={<LogoutOutlined aria-hidden />} onClick={() => void leave()}>
        {w.signOut}
      </Button>
    </div>
  );
}

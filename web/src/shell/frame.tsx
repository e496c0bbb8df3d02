import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { Outlet, useLocation } from "react-router";
import { useAsk } from "../api/asking";
import { settleSignIn, whenExpired } from "../api/session";
import { useWords } from "../words/language";
import { Banner } from "./banner";
import { forgetKept } from "./kept";
import { KeyHelp } from "./keys";
import { Menu } from "./menu";
import type { Page } from "./page";
import { readMe, SessionProvider, type Me } from "./session";
import { SignInAgain } from "./sign_in/again";
import { SignInPage } from "./sign_in/page";
import { Failed, Waiting } from "./states";
import { Top } from "./top";
import { words } from "./words";

/** Everything around a page: who one is, where one can go, and the door when nobody is signed in. */
export function Frame({ pages }: { pages: Page[] }) {
  const me = useAsk(["me"], readMe);
  const questions = useQueryClient();
  const changed = useCallback(() => {
    questions.clear();
    me.again();
  }, [questions, me]);
  if (me.data) return <Inside key={me.data.id} me={me.data} pages={here(pages, me.data)} onLeft={changed} />;
  if (me.problem?.status === 401) return <SignInPage onSignedIn={me.again} />;
  if (me.problem) return <div className="state-alone"><Failed problem={me.problem} again={me.again} /></div>;
  return <div className="state-alone"><Waiting rows={6} /></div>;
}

/** The pages of a house of this role. */
function here(pages: Page[], me: Me): Page[] {
  return pages.filter((page) => !page.only || page.only === me.party.role);
}

function Inside({ me, pages, onLeft }: { me: Me; pages: Page[]; onLeft: () => void }) {
  const w = useWords(words);
  const [hasExpired, setExpired] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => whenExpired(() => setExpired(true)), []);
  useEffect(() => setMenuOpen(false), [pathname]);
  return (
    <SessionProvider value={me}>
      <a className="skip" href="#content">{w.skip}</a>
      {me.is_demo && <Banner />}
      <div className="frame">
        <Top me={me} pages={pages} isMenuOpen={isMenuOpen} setMenuOpen={setMenuOpen} onLeft={onLeft} />
        <aside className="side">
          <div className="side-stays">
            <Menu pages={pages} />
            <KeyHelp pages={pages} />
          </div>
        </aside>
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <SignInAgain
        isOpen={hasExpired}
        login={me.login}
        onSignedIn={(isSame) => {
          setExpired(false);
          if (!isSame) forgetKept();
          settleSignIn(isSame);
          if (!isSame) window.location.reload();
        }}
        onLeave={() => {
          forgetKept();
          setExpired(false);
          settleSignIn(false);
          onLeft();
        }}
      />
    </SessionProvider>
  );
}

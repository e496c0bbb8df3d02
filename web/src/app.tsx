import { createBrowserRouter } from "react-router";
import { pages as administration } from "./administration";
import { pages as identify } from "./identify";
import { pages as models } from "./models";
import { pages as overview } from "./overview";
import { pages as products } from "./products";
import { pages as referrals } from "./referrals";
import { pages as relations } from "./relations";
import { pages as rules } from "./rules";
import { pages as trials } from "./trials";
import { Broken } from "./shell/broken";
import { Frame } from "./shell/frame";
import { Allowed } from "./shell/allowed";
import { Home } from "./shell/home";
import { Nowhere } from "./shell/states";
import type { Page } from "./shell/page";
import { pages as warning } from "./warning";
import { pages as watch } from "./watch";
import { pages as work } from "./work";

/** Every page there is. A folder that has pages is named here and nowhere else. */
export const pages: Page[] = [
  ...overview,
  ...work,
  ...relations,
  ...referrals,
  ...identify,
  ...rules,
  ...trials,
  ...watch,
  ...warning,
  ...products,
  ...models,
  ...administration,
];

export const router = createBrowserRouter(
  [
    {
      element: <Frame pages={pages} />,
      errorElement: <Broken />,
      children: [
        { index: true, element: <Home pages={pages} /> },
        ...pages.map((page) => ({
          path: page.path,
          element: <Allowed page={page} />,
          errorElement: <Broken inside />,
        })),
        { path: "*", element: <Nowhere /> },
      ],
    },
  ],
  { basename: "/console" },
);

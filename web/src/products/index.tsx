import type { Page } from "../shell/page";

export const pages: Page[] = [];

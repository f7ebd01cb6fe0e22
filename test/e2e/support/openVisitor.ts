import type { FaultScript, LedgerEntry } from "../../../src/simulator/index.js";
import { killTab } from "./killTab.js";
import { openContext } from "./openContext.js";
import { hostOf, pathOf } from "./openTestHost.js";
import { openWidget, type Widget } from "./openWidget.js";
import type { Site } from "./startSite.js";

/** What a visitor does, or what happens to one. Of the tabs, the one at `tab` modulo their number. */
export type Act =
  | { type: "press"; tab: number; clicks: number }
  | { type: "reload" | "leave" | "come back" | "kill" | "dismiss"; tab: number }
  | { type: "open" }
  | { type: "wait"; ms: number }
  | { type: "fault"; fault: keyof typeof FAULTS }
  | { type: "cut"; what: (typeof CUTS)[number] };

/**
 * What fal does with the next submit and its job. No resets: of one from fal, fal's own proxy on
 * Express 4 dies.
 */
export const FAULTS = {
  "gateway's page after fal accepted": { submit: { acceptThen: "html-504" } },
  "fal's own 500 after it accepted": { submit: { acceptThen: 500 } },
  "slow submit": { submit: { slowMs: 900 } },
  "slow submit, lost": { submit: { slowMs: 700, then: { acceptThen: "html-502" } } },
  "submit fails": { submit: 500 },
  "looks fail": { stream: [500], status: [500, "html-502", "empty"] },
  "no streams": { stream: 405 },
  "result behind a page": { result: ["html-502"] },
} as const satisfies Record<string, FaultScript>;

/** Which connection is cut: of the next such request, before or after it is handed on, or of all. */
export const CUTS = ["ping", "submit", "submit's answer", "everything"] as const;

const OFFLINE_MS = 500;
const SETTLED_WITHIN_MS = 60_000;

/** What the visitor's browser remembers. */
export interface Remembered {
  /** How many are under way. */
  active: number;
  /** How many may have been accepted, and are listed as such. */
  unconfirmed: number;
  /** The requests whose end is known. */
  requestIds: string[];
}

/** A visitor with some tabs, whose presses are counted at the buttons themselves. */
export interface Visitor {
  act: (act: Act) => Promise<void>;
  /** Accepted submits. */
  charges: () => readonly LedgerEntry[];
  /** Presses on an enabled Generate, Send again or Try again. A double click is one. */
  consents: () => number;
  /** All faults stop; resolves when nothing is under way any more. */
  settle: () => Promise<Remembered>;
  goHome: () => Promise<void>;
}

let visitors = 0;

/** A visitor comes, with a browser profile of their own and a form that is filled in. */
export async function openVisitor(site: Site): Promise<Visitor> {
  // What the last visitor has left behind may still arrive.
  const prompt = `A paper boat, for visitor ${(visitors += 1)}`;
  const context = await openContext();
  let consents = 0;
  let offlineUntil = 0;
  await context.exposeBinding("noteConsent", () => {
    consents += 1;
  });
  await context.addInitScript(watchPresses);
  const tabs: Widget[] = [];
  const at = (tab: number) => tabs[tab % tabs.length] ?? tabs[0];

  async function open(): Promise<void> {
    await untilOnline();
    // The library says on the console what is wrong with a proxy that is cut off.
    tabs.push(await openWidget(site, { path: pathOf({ prompt }), context }));
  }

  /** Without a network no page loads, and nothing can happen to it. */
  async function untilOnline(): Promise<void> {
    await pause(offlineUntil - Date.now());
  }

  async function act(next: Act): Promise<void> {
    switch (next.type) {
      case "wait":
        return pause(next.ms);
      case "fault":
        return site.fal.script(FAULTS[next.fault]);
      case "cut":
        return cut(next.what);
      case "open":
        return tabs.length < 3 ? open() : undefined;
      case "press":
      case "reload":
      case "leave":
      case "come back":
      case "kill":
      case "dismiss": {
        const widget = at(next.tab);
        return widget && actIn(widget, next);
      }
    }
  }

  async function actIn(
    widget: Widget,
    next: Exclude<Act, { type: "wait" | "fault" | "cut" | "open" }>,
  ) {
    const { page, root } = widget;
    const isAway = (await root.count()) === 0;
    switch (next.type) {
      case "press":
        return isAway ? undefined : press(widget, next.clicks);
      case "reload":
        await untilOnline();
        await page.reload();
        return root.waitFor();
      case "leave":
        return isAway ? undefined : hostOf(widget).leave();
      case "come back":
        return isAway ? hostOf(widget).comeBack() : undefined;
      case "kill":
        tabs.splice(tabs.indexOf(widget), 1);
        await killTab(page);
        return tabs.length === 0 ? open() : undefined;
      case "dismiss": {
        const isUnconfirmed = !isAway && (await root.getAttribute("data-status")) === "unconfirmed";
        const dismiss = root.getByRole("button", { name: "Dismiss" });
        // It may be confirmed in this very moment.
        if (isUnconfirmed) await dismiss.click({ timeout: 1_000 }).catch(() => {});
      }
    }
  }

  async function press({ root, generate }: Widget, clickCount: number): Promise<void> {
    const again = root.getByRole("button", { name: /^(Send|Try) again/ });
    const button = (await again.count()) > 0 ? again.first() : generate;
    // It may be blocked, or gone in this very moment: a visitor presses all the same.
    await button.click({ clickCount, force: true, timeout: 1_000 }).catch(() => {});
  }

  function cut(what: (typeof CUTS)[number]): void {
    switch (what) {
      case "ping":
        return site.cut("ping", "before");
      case "submit":
        return site.cut("submit", "before");
      case "submit's answer":
        return site.cut("submit", "after");
      case "everything":
        offlineUntil = Date.now() + OFFLINE_MS;
        return site.goOffline(OFFLINE_MS);
    }
  }

  async function settle(): Promise<Remembered> {
    site.stopFaults();
    offlineUntil = 0;
    for (const widget of tabs) await act({ type: "come back", tab: tabs.indexOf(widget) });
    const deadline = Date.now() + SETTLED_WITHIN_MS;
    for (;;) {
      const remembered = await tabs[0]?.page.evaluate(readRecords);
      if (remembered && (remembered.active === 0 || Date.now() > deadline)) return remembered;
      await pause(250);
    }
  }

  await open();
  const charges = () => site.fal.ledger.filter(({ input }) => input["prompt"] === prompt);
  return { act, charges, consents: () => consents, settle, goHome: () => context.close() };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

declare global {
  interface Window {
    noteConsent?: () => Promise<void>;
  }
}

/** Runs in the page, and sees each press before the page itself does. */
function watchPresses(): void {
  let isCounted = false;
  const look = ({ target, detail }: MouseEvent) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const isPaid = /^(Generate|Send again|Try again)/.test(button?.textContent?.trim() ?? "");
    const isEnabled = button?.getAttribute("aria-disabled") !== "true" && !button?.disabled;
    const isSameClick = detail > 1 && isCounted;
    const isConsent = isPaid && isEnabled && !isSameClick;
    isCounted = isSameClick || isConsent;
    if (isConsent) void window.noteConsent?.();
  };
  addEventListener("click", look, true);
}

/** Runs in the page. */
function readRecords(): Remembered {
  const records = Object.entries(localStorage)
    .filter(([key]) => /^kling-video:\d+:/.test(key))
    .map(([, text]) => JSON.parse(text).progress);
  const isIn = (...phases: string[]) => records.filter(({ phase }) => phases.includes(phase));
  return {
    active: isIn("uploading", "waiting", "submitting", "accepted").length,
    unconfirmed: isIn("unconfirmed").length,
    requestIds: isIn("completed").map(({ requestId }) => requestId),
  };
}

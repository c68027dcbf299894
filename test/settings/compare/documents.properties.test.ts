import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import * as fc from "../../fast-check.js";
import { answers, bodies } from "../generated.js";
import { counter, isSound, mirrors, openMap, runs } from "../laws.js";
import { meansTheSame, mutations } from "../mutations.js";
import { compared, normalized, resultOf, verdict } from "../support.js";

const counted = counter("document properties");

describe("A document compared with itself", () => {
  it.each(Object.keys(mirrors))("matches when it is declared by %s", (how) => {
    fc.assert(
      fc.property(answers, ([endpoint, body]) => {
        const comparison = compared(endpoint, body, mirrors[how]?.(body), { vendorRules: "exact" });
        isSound(comparison);
        if (how !== "not not" || !JSON.stringify(body).includes("NEW"))
          expect(resultOf(comparison)).toBe("matches");
        counted("mirrors");
      }),
      runs(200),
    );
  });

  it("matches when each list is declared by arrayWith, as long as no rule has a twin", () => {
    fc.assert(
      fc.property(answers, ([endpoint, body]) => {
        const keys = (value: unknown) =>
          Array.isArray(value) ? value.map((item) => item?.selector ?? item?.urlRegex) : [];
        const twins = Object.values(body).some((value) =>
          keys(value).some((key, i) => key !== undefined && keys(value).indexOf(key) !== i),
        );
        fc.pre(!twins);
        const declared = openMap(body, (value) =>
          Array.isArray(value) && value.length > 0 ? Match.arrayWith(value) : value,
        );
        const comparison = compared(endpoint, body, declared);
        isSound(comparison);
        expect(resultOf(comparison)).toBe("matches");
        counted("arrayWith mirrors");
      }),
      runs(200),
    );
  });

  it("matches in snake_case, with unknown keys beside it, and in any order of what has none", () => {
    const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const respell = (value: unknown, depth: number): unknown => {
      if (Array.isArray(value) && depth < 2) return value.map((item) => respell(item, depth + 1));
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [snake(key), respell(entry, depth + 1)]),
      );
    };
    fc.assert(
      fc.property(answers, ([endpoint, body]) => {
        fc.pre(endpoint !== "targeting");
        const live = { ...(respell(body, 0) as object), nobody_knows: 1 };
        expect(verdict(endpoint, live, mirrors["plain"]?.(body), { vendorRules: "exact" })).toBe("matches");
      }),
      runs(200),
    );
  });
});

describe("A document that was changed in one place", () => {
  it("never matches any more, unless the change has no meaning", () => {
    fc.assert(
      fc.property(answers, fc.nat(), ([endpoint, body], pick) => {
        const all = [...mutations(body)];
        fc.pre(all.length > 0);
        const changed = all[pick % all.length];
        if (changed === undefined) return;
        const comparison = compared(endpoint, changed.body, Match.exact(body), { vendorRules: "exact" });
        isSound(comparison);
        expect(resultOf(comparison) === "matches").toBe(meansTheSame(endpoint, body, changed.body));
        counted("single mutations");
      }),
      runs(1_000),
    );
  });

  it("satisfies not exactly when it differs", () => {
    fc.assert(
      fc.property(answers, fc.nat(), ([endpoint, body], pick) => {
        fc.pre(!/NEW|HASH/.test(JSON.stringify(body)));
        const all = [{ body }, ...mutations(body)];
        const live = all[pick % all.length]?.body as Record<string, unknown>;
        for (const [key, value] of Object.entries(body)) {
          const of = (declared: unknown) =>
            verdict(
              endpoint,
              live,
              { ...openCompanions(endpoint, key), [key]: declared },
              { vendorRules: "exact" },
            );
          const inner = of(Match.exact(value));
          const outer = of(Match.not(Match.exact(value)));
          // An undocumented word, made by the mutation, is not checked under not.
          if (outer !== "not-checked") expect(outer).toBe(inner === "differs" ? "matches" : "differs");
          else expect(inner).not.toBe("matches");
        }
      }),
      runs(200),
    );
  });
});

function openCompanions(endpoint: EndpointName, key: string): Record<string, unknown> {
  if (endpoint === "geo" && key === "recordGeoZones") return { recordGeoMode: Match.anyValue() };
  return endpoint === "domain" && key === "domains" ? { onlyRecordKnownDomains: Match.anyValue() } : {};
}

describe("Any declaration against any answer", () => {
  it("yields a comparison whose texts agree exactly when it matches, and whose declared text depends on nothing live", () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...(Object.keys(bodies) as EndpointName[]))
          .chain((endpoint) => fc.tuple(fc.constant(endpoint), bodies[endpoint], bodies[endpoint])),
        fc.constantFrom(...Object.keys(mirrors)),
        ([endpoint, live, other], how) => {
          const declared = mirrors[how]?.(other);
          normalized(endpoint, declared);
          const comparison = compared(endpoint, live, declared);
          isSound(comparison);
          const again = compared(endpoint, other, declared);
          expect(again.fields.map((field) => field.expected)).toEqual(
            comparison.fields.map((field) => field.expected),
          );
          counted("pairs of documents");
        },
      ),
      runs(600),
    );
  });
});

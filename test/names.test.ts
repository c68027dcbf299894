import { functionsIn, widthsIn } from "./functions";
import { sourcesIn } from "./imports";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What a function may begin with. `CONTRIBUTING.md` says what the most frequent of them mean; one word for one act. */
const VERBS = words(`
  add align annotate answer apply ask assign attempt augment bind break build call canonicalize capitalize carry censor
  change check claim classify clear clip collect compare compile complete conclude configure confirm connect copy count create
  cut decide declare decode deliver describe deserialize diagnose diff digest encode ensure enter escape evaluate expect
  explain extract fail fetch fill find fit fold follow forget format frame get give group guard handle hash hook
  identify ignore indent join judge keep label limit link list load locate map mark mask measure merge move name
  narrow normalize note omit pack pad pair parse pick plan pluralize post preload prepare push put quote rank rate
  read record refer refuse register reject remember remove rename render replace report request reserve reset resolve
  reveal reverse rewrite sanitize say seal seed send serialize set share shorten show skip sort spell split spread
  store strip suggest sum summarize sync synthesize take tell unescape unframe unpack unwrap update validate verify visit
  walk warn weigh wrap write
  abandon abort accept acquire close commit crash destroy end exit finish interrupt kill leave listen open release run
  serve settle sleep start stop wait watch work
`);

/** A value in another form. */
const CONVERSIONS = words("as from to with without");

/** Questions: the answer is yes or no, or not known. */
const PREDICATES = words(`
  is are has may must would
  accepts allows begins carries covers declares elides ends excludes fails fits holds leaves matches needs passes
  protects reaches shows starts steers suffices takes unmasks uses warns
`);

/** Functions that no verb begins, and why. A class stands for all of its methods. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  main: "the beginning of a program",
  childrenOf: "the walk over declarations is called so wherever it is spoken of",
  waiverSuggestion: "the one waiver suggestion, called so wherever it is spoken of",
  synth: "public: CDKTF says `app.synth()`",
  "FullstoryClient.history": "public",
  "FullstoryClient.me": "public: `GET /me`",
  "DataFullstory.text": "in the published types",
  "DataFullstory.bool": "in the published types",
  "DataFullstory.number": "in the published types",
  "DataFullstory.texts": "in the published types",
  "DataFullstory.value": "in the published types",
  "DataFullstory.sensitiveValue": "in the published types",
  "DataFullstory.metadataValue": "in the published types",
  MsgpackReader: "called by the kind that comes next: `reader[kind]()`",
  MsgpackWriter: "the counterpart of the reader",
  "Terraform.init": "a command of Terraform",
  produce: "CDKTF's name for what a lazy value calls",
  onParseError: "the tokenizer's name for a callback",
  required: "Terraform's own word for an attribute",
  optional: "Terraform's own word for an attribute",
  computed: "Terraform's own word for an attribute",
};

const files = [...sourcesIn("lib"), ...sourcesIn("src")];
const functions = files.flatMap(functionsIn);
const firstWord = (name: string): string => /^(?:[a-z0-9]+|.*)/.exec(name.replace(/^.*\./, ""))?.[0] ?? "";
const exceptionFor = (name: string): string | undefined =>
  [name, name.replace(/\..*$/, "")].find((key) => Object.hasOwn(EXCEPTIONS, key));

describe("Functions", () => {
  it("are verbs: begin the name with one of the table, or with a new one that no other verb there means", () => {
    const allowed = new Set([...VERBS, ...CONVERSIONS, ...PREDICATES]);
    const nouns = functions.filter(
      ({ name }) => !allowed.has(firstWord(name)) && exceptionFor(name) === undefined,
    );
    expect(nouns.map(({ file, name }) => `rename ${name} in ${file}`)).toEqual([]);
    expect(functions.length).toBeGreaterThan(1_500);
  });

  it("use every verb and every exception of the table: take out the ones that no function has any more", () => {
    const used = new Set(functions.map(({ name }) => firstWord(name)));
    expect([...VERBS, ...PREDICATES, ...CONVERSIONS].filter((word) => !used.has(word))).toEqual([]);
    const needed = new Set(functions.map(({ name }) => exceptionFor(name)));
    expect(Object.keys(EXCEPTIONS).filter((name) => !needed.has(name))).toEqual([]);
  });

  it("have at most three positional parameters: put the rest into one object", () => {
    const wide = files.flatMap(widthsIn).filter(({ count }) => count > 3);
    expect(wide.map(({ place, count }) => `${place} has ${count}`)).toEqual([]);
  });
});

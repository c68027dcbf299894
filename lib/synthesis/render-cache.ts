/** What the data sources of one synthesis render, each once unless one of the values that it is made from changes. */
export class RenderCache<Input extends object, Output> {
  private readonly known = new Map<object, { readonly input: Input; readonly output: Output }>();

  constructor(private readonly render: (input: Input) => Output) {}

  get(construct: object, input: Input): Output {
    const known = this.known.get(construct);
    if (known !== undefined && isSame(known.input, input)) return known.output;
    const output = this.render(input);
    this.known.set(construct, { input, output });
    return output;
  }
}

function isSame<Input extends object>(a: Input, b: Input): boolean {
  const names = Object.keys(a) as (keyof Input)[];
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

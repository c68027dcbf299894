import type { Command } from "commander";

export type Shell = "bash" | "zsh" | "fish";

/**
 * A command by the words that lead to it, and what may follow. All words are letters, digits and dashes, so none needs
 * quoting.
 */
interface Level {
  /** `snapshot verify`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly text: string }[];
  readonly flags: readonly { readonly name: string; readonly text: string; readonly takesValue: boolean }[];
}

/** A script for a shell, made from the commands and flags that commander knows. */
export function renderCompletionScript(shell: Shell, program: Command): string {
  const levels = listLevels(program, []);
  switch (shell) {
    case "bash":
      return renderBash(levels);
    case "zsh":
      return `#compdef cdktf-fullstory\nautoload -U +X bashcompinit && bashcompinit\n${renderBash(levels)}`;
    case "fish":
      return renderFish(levels);
  }
}

function listLevels(command: Command, path: readonly string[]): readonly Level[] {
  const options = command.createHelp().visibleOptions(command);
  const commands = command.createHelp().visibleCommands(command);
  const level: Level = {
    path: path.join(" "),
    commands: commands.map((each) => ({ name: each.name(), text: each.description() })),
    flags: options.flatMap(({ long, description, required, optional }) =>
      long === undefined || long === null
        ? []
        : [{ name: long, text: description, takesValue: required || optional }],
    ),
  };
  const below = command.commands.flatMap((each) => listLevels(each, [...path, each.name()]));
  return [level, ...below];
}

function renderBash(levels: readonly Level[]): string {
  const cases = levels.map(({ path, commands, flags }) => {
    const words = [...commands.map(({ name }) => name), ...flags.map(({ name }) => name)].join(" ");
    return `    "${path}") words="${words}" ;;`;
  });
  const paths = levels.map(({ path }) => `"${path}"`).join("|");
  const valued = [...new Set(levels.flatMap(({ flags }) => flags.filter((flag) => flag.takesValue)))]
    .map(({ name }) => name)
    .join("|");
  return `_cdktf_fullstory() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" next word words="" i
  COMPREPLY=()
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    ${valued}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    next="\${path:+$path }$word"
    case "$next" in
      ${paths}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _cdktf_fullstory cdktf-fullstory
`;
}

function renderFish(levels: readonly Level[]): string {
  const lines = levels.flatMap(({ path, commands, flags }) => {
    const words = path === "" ? [] : path.split(" ");
    const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`);
    const names = commands.map(({ name }) => name).join(" ");
    const none = names === "" ? [] : [`not __fish_seen_subcommand_from ${names}`];
    const renderCondition = (parts: readonly string[]) =>
      parts.length === 0 ? "" : ` -n '${parts.join("; and ")}'`;
    return [
      ...commands.map(
        ({ name, text }) =>
          `complete -c cdktf-fullstory${renderCondition([...seen, ...none])} -f -a ${name} -d '${quote(text)}'`,
      ),
      ...flags.map(
        ({ name, text, takesValue }) =>
          `complete -c cdktf-fullstory${renderCondition(seen)} -l ${name.slice(2)}${takesValue ? " -r" : ""} -d '${quote(text)}'`,
      ),
    ];
  });
  return `${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return text.replace(/[\\']/g, "\\$&");
}

"""`pmdoc completion`: the completion script for a shell.

In → Out: a shell's name in; its script on stdout.
Must not: know what can be completed; each parameter does.
Source: https://click.palletsprojects.com/en/stable/shell-completion/
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from pmdoc.cli.choice_types import KnownNames

# click's own script for bash adds a space after a folder, and runs bash for its version on each
# start.
_BASH = """\
_pmdoc_completion() {
    local IFS=$'\\n' line kind
    COMPREPLY=()
    while read -r line; do
        kind="${line%%,*}"
        [[ $kind == plain ]] && COMPREPLY+=("${line#*,}")
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        _PMDOC_COMPLETE=bash_complete "$1" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace
    if [[ ${#COMPREPLY[@]} == 0 ]]; then compopt -o default; fi
    return 0
}
complete -o nosort -F _pmdoc_completion pmdoc
"""


_NAMES = KnownNames(what="completion script for", names=("bash", "zsh", "fish"))


@click.command(short_help="Print a shell completion script.")
@click.argument("shell", **_NAMES.settings)
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, options, names and files in a shell.

    \b
    pmdoc completion bash >> ~/.bashrc
    pmdoc completion zsh >> ~/.zshrc
    pmdoc completion fish > ~/.config/fish/completions/pmdoc.fish
    """
    if shell == "bash":
        click.echo(_BASH, nl=False)
        return
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover -- click has all three
        raise click.UsageError(f"click does not support {shell}.")
    click.echo(kind(ctx.find_root().command, {}, "pmdoc", "_PMDOC_COMPLETE").source())

import { taking, type Words } from './words.ts';

/** To PowerShell the quotes of typographers end such a text, too: about_Quoting_Rules. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`;
}

/** For PowerShell 5.1 and 7: landrail completion powershell | Out-String | Invoke-Expression. Where nothing is offered it offers files. */
export function powershellScript(all: readonly Words[]): string {
  const rows = all.map((one) => {
    const { path, commands, flags, values } = one;
    const flagRows = flags.flatMap(({ names, values }) => (values === null || values.length === 0 ? [] : names.map((name) => `${quoted(name)} = ${list(values)}`)));
    return `    ${quoted(path)} = @{ words = ${list([...commands.map(({ name }) => name), ...values])}; flags = ${list(flags.flatMap(({ names }) => names))}; taking = ${list(taking(one))}; values = @{ ${flagRows.join('; ')} } }`;
  });
  return `# landrail for PowerShell: landrail completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName landrail -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${rows.join('\n')}
  }
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  $at = ''
  $count = 0
  $flag = ''
  foreach ($word in $words) {
    if ($flag) { $flag = ''; continue }
    $next = "$at $word".Trim()
    if ($count -eq 0 -and $commands.ContainsKey($next)) { $at = $next; continue }
    if ($commands[$at].taking -ccontains $word) { $flag = $word; continue }
    if (-not $word.StartsWith('-', 'Ordinal')) { $count++ }
  }
  if ($flag) { $offer = @($commands[$at].values[$flag]) }
  elseif ($wordToComplete.StartsWith('-', 'Ordinal')) { $offer = $commands[$at].flags }
  elseif ($count -eq 0) { $offer = $commands[$at].words }
  else { $offer = @() }
  $offer | Where-Object { $_ -and $_.StartsWith($wordToComplete, 'Ordinal') } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}
